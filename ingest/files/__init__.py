"""Bytes into records: encodings, tables, JSON, pages and archives, however large or broken."""
