"""Readers of what tools make of WeChat. Files are read as exported: nothing here decrypts or extracts keys."""

from graphintel.schema.reading import Reader
from ingest.wechat.chatlog import ChatlogLists, ChatlogMessages, ChatlogTable
from ingest.wechat.memotrace import MemoTraceMessages
from ingest.wechat.pywxdump import PyWxDumpMessages, PyWxDumpUsers
from ingest.wechat.weflow import WeFlowChat

READERS: tuple[Reader, ...] = (
    ChatlogMessages(),
    ChatlogTable(),
    ChatlogLists(),
    PyWxDumpMessages(),
    PyWxDumpUsers(),
    WeFlowChat(),
    MemoTraceMessages(),
)
