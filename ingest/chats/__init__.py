"""Readers of the exports of other messengers."""

from graphintel.schema.reading import Reader
from ingest.chats.chatlab import ChatLab
from ingest.chats.line_text import LineText
from ingest.chats.qq_exporter import QQExporter
from ingest.chats.qq_text import QQText
from ingest.chats.signal_text import SignalText
from ingest.chats.telegram import TdlUsers, TelegramDesktop
from ingest.chats.whatsapp import WhatsAppChat

READERS: tuple[Reader, ...] = (
    TelegramDesktop(),
    TdlUsers(),
    WhatsAppChat(),
    ChatLab(),
    QQText(),
    QQExporter(),
    SignalText(),
    LineText(),
)
