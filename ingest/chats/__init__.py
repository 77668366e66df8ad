"""Readers of the exports of other messengers."""

from graphintel.schema.reading import Reader
from ingest.chats.chatlab import ChatLab
from ingest.chats.contact_cards import ContactCards
from ingest.chats.line_text import LineText
from ingest.chats.qq_exporter import QQExporter
from ingest.chats.qq_text import QQText
from ingest.chats.signal_text import SignalText
from ingest.chats.tdl import TdlMessages, TdlUsers
from ingest.chats.telegram import TelegramDesktop
from ingest.chats.vk_html import VkArchive
from ingest.chats.whatsapp import WhatsAppChat
from ingest.chats.whatsapp_exporter import WhatsAppExporter

READERS: tuple[Reader, ...] = (
    TelegramDesktop(),
    TdlUsers(),
    TdlMessages(),
    WhatsAppChat(),
    WhatsAppExporter(),
    ContactCards(),
    ChatLab(),
    QQText(),
    QQExporter(),
    SignalText(),
    LineText(),
    VkArchive(),
)
