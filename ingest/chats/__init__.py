"""Readers of the exports of other messengers."""

from graphintel.schema.reading import Reader
from ingest.chats.chatlab import ChatLab
from ingest.chats.telegram import TdlUsers, TelegramDesktop
from ingest.chats.whatsapp import WhatsAppChat

READERS: tuple[Reader, ...] = (TelegramDesktop(), TdlUsers(), WhatsAppChat(), ChatLab())
