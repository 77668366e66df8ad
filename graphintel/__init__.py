"""graphintel: from exported group pages and chats to networks of traders that can be defended in a brief."""

__version__ = "0.1.0"
