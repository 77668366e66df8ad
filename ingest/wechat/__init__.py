"""Readers of what tools make of WeChat. Files are read as exported: nothing here decrypts or extracts keys."""

from graphintel.schema.reading import Reader
from ingest.wechat.chatlog import ChatlogMessages, ChatlogTable
from ingest.wechat.chatlog_lists import ChatlogLists, ChatlogListTable
from ingest.wechat.data_backup import DataBackupRows
from ingest.wechat.exporter_page import WechatExporterPage
from ingest.wechat.memotrace import MemoTraceMessages
from ingest.wechat.moments import Moments
from ingest.wechat.pywxdump import PyWxDumpJson, PyWxDumpMessages
from ingest.wechat.pywxdump_lists import PyWxDumpRooms, PyWxDumpUsers
from ingest.wechat.room_tables import BotTable, MembersTable
from ingest.wechat.session_dumps import SessionDump
from ingest.wechat.texts import MemoTraceText, WechatDumpText, WechatExporterText
from ingest.wechat.weflow import WeFlowChat
from ingest.wechat.weflow_table import WeFlowTable

READERS: tuple[Reader, ...] = (
    ChatlogMessages(),
    ChatlogTable(),
    ChatlogLists(),
    ChatlogListTable(),
    PyWxDumpMessages(),
    PyWxDumpJson(),
    PyWxDumpUsers(),
    PyWxDumpRooms(),
    WeFlowChat(),
    WeFlowTable(),
    MemoTraceMessages(),
    MemoTraceText(),
    DataBackupRows(),
    WechatExporterText(),
    WechatExporterPage(),
    WechatDumpText(),
    SessionDump(),
    Moments(),
    MembersTable(),
    BotTable(),
)
