"""Readers of the exports of other messengers."""

from graphintel.schema.reading import Reader

READERS: tuple[Reader, ...] = ()
