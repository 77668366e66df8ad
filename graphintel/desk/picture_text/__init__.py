"""What machines read in the pictures of a case: QR codes, and printed text where Tesseract is at hand."""

from graphintel.desk.picture_text.batch import (
    PictureCounts,
    PictureFile,
    PictureTask,
    forget_unfinished,
    read_pictures,
    unread_pictures,
)
from graphintel.desk.picture_text.reader import PictureReader, picture_reader, reader_of
from graphintel.desk.picture_text.told import told_of_counts, told_of_reader, told_of_unread

__all__ = [
    "PictureCounts",
    "PictureFile",
    "PictureReader",
    "PictureTask",
    "forget_unfinished",
    "picture_reader",
    "read_pictures",
    "reader_of",
    "told_of_counts",
    "told_of_reader",
    "told_of_unread",
    "unread_pictures",
]
