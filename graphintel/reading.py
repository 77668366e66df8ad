"""The texts of a case, read by its lexicon: only those anew that no earlier reading answers for."""

from __future__ import annotations

import multiprocessing
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import ibis
import numpy as np
import numpy.typing as npt
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from graphintel.case import Case
from graphintel.case.readings import Readings, keep_again, keep_readings, load_readings
from graphintel.extract import TEXT_TABLES, ChangeFinder, TermFinder, find_touched, join_parts, read_passages
from graphintel.reference import Lexicon
from graphintel.schema.columns import COUNT, TEXT, Column, Table

_BATCH_TEXTS = 4_000
_POOL_FROM_TEXTS = 12_000  # below that, starting processes takes longer than reading the texts
_CHECKS_PER_READING = 12  # texts that are held against a change in the time in which one is read, about
_WORKERS = 2
_KEY_DIGITS = 32  # hexadecimal: 128 bits, as of the evidence's records
_TEXT_KEYS = Table(
    "text_keys",
    "Which texts were read",
    (
        Column("text_id", COUNT, "The text", required=True),
        Column("text_key", TEXT, "SHA-256 of region and text, the first 32 hexadecimal digits", required=True),
    ),
    ("text_id",),
)
_KEPT = (_TEXT_KEYS, *TEXT_TABLES)
Tables = dict[str, pa.Table]


class TextReader:
    """Reads the texts of one run.

    ``text_count`` and ``read_count`` say how many there were and how many were read anew; ``kept`` names the readings
    for the next manifest.
    """

    def __init__(self, case: Case, lexicon: Lexicon, *, rules: str) -> None:
        self._case, self._lexicon = case, lexicon
        # Numbering plans and character tables come with other packages, and change what is read.
        self._rules = f"{rules}/phonenumbers {phonenumbers.__version__}/unicode {unicodedata.unidata_version}"
        self.text_count = self.read_count = 0
        self.kept: str | None = None

    def read(self, texts: pa.Table) -> Tables:
        """What each text says, as tables by name (`TEXT_TABLES`), rows in the order of the texts.

        Args:
            texts: columns ``text_id`` int64, ``text`` string, ``region`` string, in the order of ``text_id``.
        """
        keys = _keys_of(texts)
        kept = load_readings(self._case, _KEPT, rules=self._rules) or self._nothing()
        old_keys = kept.tables["text_keys"]
        # Texts keep their order from run to run, so that what is kept stays in order too.
        known = texts.append_column("old_id", _looked_up(keys["text_key"], old_keys))
        parts = list(_read_needed(known, _Lexicons(kept.lexicon, self._lexicon)))
        read = pa.chunked_array([part.text_ids for part in parts], COUNT)
        self.text_count, self.read_count = texts.num_rows, len(read)
        moved = _new_ids(known.filter(pc.invert(pc.is_in(known["text_id"], value_set=read))), old_keys.num_rows)
        found = join_parts(part.tables for part in parts)
        tables = {table.name: _merged(kept.tables[table.name], moved, found[table.name]) for table in TEXT_TABLES}
        if self.read_count == 0 and old_keys.num_rows == texts.num_rows:
            self.kept = keep_again(self._case, self._lexicon)
        else:
            now = Readings(self._rules, self._lexicon, tables | {"text_keys": keys})
            self.kept = keep_readings(self._case, _KEPT, now)
        return tables

    def _nothing(self) -> Readings:
        return Readings(self._rules, self._lexicon, {table.name: table.empty() for table in _KEPT})


@dataclass(frozen=True, slots=True)
class _Lexicons:
    """What the kept readings were made with, and what counts now; travels to other processes."""

    before: Lexicon
    after: Lexicon


@dataclass(frozen=True, slots=True)
class _Part:
    """Texts that were read anew, and what they say."""

    text_ids: pa.Array
    tables: Tables


class _Worker:
    """Reads what is needed of a batch; holds the automata."""

    def __init__(self, lexicons: _Lexicons) -> None:
        self._finder = TermFinder(lexicons.after)
        self.changes = ChangeFinder(lexicons.before, lexicons.after)

    def read(self, batch: pa.Table) -> _Part:
        """Read the new texts of a batch, and those that the change may touch."""
        needed = batch.filter(batch["old_id"].is_null())
        if self.changes.words:
            known = batch.filter(batch["old_id"].is_valid())
            touched = known.filter(find_touched(known, changes=self.changes))
            needed = pa.concat_tables([needed, touched])
        return _Part(needed["text_id"].combine_chunks(), read_passages(needed, finder=self._finder))


def _read_needed(texts: pa.Table, lexicons: _Lexicons) -> Iterator[_Part]:
    """Read by several processes where there are many; parts come in the order of the texts."""
    worker = _Worker(lexicons)
    is_new = texts["old_id"].is_null()
    new_count = pc.sum(is_new).as_py() or 0
    checked_count = texts.num_rows - new_count if worker.changes.words else 0
    if not checked_count:
        texts = texts.filter(is_new)
    batches = [texts.slice(start, _BATCH_TEXTS) for start in range(0, texts.num_rows, _BATCH_TEXTS)]
    if new_count + checked_count / _CHECKS_PER_READING < _POOL_FROM_TEXTS:
        yield from map(worker.read, batches)
        return
    # Spawned, not forked: the engines of this process have threads, and Windows knows no fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_WORKERS, mp_context=context, initializer=_start_worker, initargs=(lexicons,)) as pool:
        yield from pool.map(_read_batch, map(_packed, batches))


_workers: list[_Worker] = []


def _start_worker(lexicons: _Lexicons) -> None:
    _workers.append(_Worker(lexicons))


def _packed(batch: pa.Table) -> bytes:
    """A batch to travel: pickled as it is, a slice would take the whole table with it."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_table(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _read_batch(packed: bytes) -> _Part:
    return _workers[0].read(pa.ipc.open_stream(packed).read_all())


def _keys_of(texts: pa.Table) -> pa.Table:
    """Table ``text_keys``, in the order of the texts."""
    joined = _.region.fill_null("") + "|" + _.text
    keyed = ibis.memtable(texts).select("text_id", text_key=joined.hexdigest("sha256").substr(0, _KEY_DIGITS))
    return _TEXT_KEYS.conform(keyed.order_by("text_id").to_pyarrow())


def _looked_up(keys: pa.ChunkedArray, old: pa.Table) -> pa.ChunkedArray:
    """The id that each key had before; null where it is new."""
    places = pc.index_in(keys, value_set=old["text_key"].combine_chunks())
    return pc.take(old["text_id"], places)


def _new_ids(carried: pa.Table, old_count: int) -> npt.NDArray[np.int64]:
    """By old id, the new one of the texts whose reading stays; -1 for all others."""
    held = carried.filter(carried["old_id"].is_valid())
    moved = np.full(old_count, -1, np.int64)
    moved[held["old_id"].to_numpy()] = held["text_id"].to_numpy()
    return moved


def _merged(old: pa.Table, moved: npt.NDArray[np.int64], new: pa.Table) -> pa.Table:
    """What was kept of a table and what was read anew, in the order of the texts; a text's rows keep theirs."""
    ids = moved[old["text_id"].to_numpy()]
    kept = old.set_column(0, "text_id", pa.array(ids)).filter(pa.array(ids >= 0))
    joined = pa.concat_tables([kept, new])
    joined_ids = joined["text_id"].to_numpy()
    if np.all(joined_ids[:-1] <= joined_ids[1:]):
        return joined
    return joined.take(pa.array(np.argsort(joined_ids, kind="stable")))
