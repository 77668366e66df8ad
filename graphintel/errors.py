"""Every error that graphintel raises on purpose: what was wrong, with the value, and what to do."""

from __future__ import annotations

from pathlib import Path


class GraphintelError(Exception):
    """Anything a person can act on; the command line shows it as one line."""


class CaseError(GraphintelError):
    """A case folder that is missing, busy, or of another version."""


class CaseMissing(CaseError):
    """No case stands at the path."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(
            f"there is no case at {path}. Make one with `graphintel init {path} --region MY "
            "--timezone Asia/Kuala_Lumpur`, or give the path of a folder that holds a case.toml."
        )
        self.path = path


class CaseExists(CaseError):
    """`init` was asked to write over something."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path} is not empty. Choose a new folder: a case is never written over.")
        self.path = path


class CaseBusy(CaseError):
    """Another process is writing to the case."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(
            f"another ingest or run is writing to {path}. Wait until it has ended, then try again; "
            "reading and exploring the case go on meanwhile."
        )
        self.path = path


class CaseVersion(CaseError):
    """The case was written by an older or newer graphintel."""

    def __init__(self, path: str | Path, found: int, wanted: int) -> None:
        todo = (
            f"Run `graphintel upgrade {path}` (it makes a copy first)."
            if found < wanted
            else "Install the newer graphintel that wrote it."
        )
        super().__init__(f"the case at {path} has schema version {found}; this program reads version {wanted}. {todo}")
        self.path, self.found, self.wanted = path, found, wanted


class CaseDamaged(CaseError):
    """A file that the case names is missing or is not what its hash says."""

    def __init__(self, path: str | Path, problem: str) -> None:
        super().__init__(
            f"the case at {path} is damaged: {problem}. Run `graphintel verify {path}` for the whole list, "
            "and restore the named files from your copy; do not ingest into it before."
        )
        self.path, self.problem = path, problem


class CaseUnwritable(CaseError):
    """The disk is full, or the case may not be written to."""

    def __init__(self, path: str | Path, problem: str) -> None:
        super().__init__(
            f"the case at {path} cannot be written to ({problem}). It is as it was before this command. "
            "Make room on the disk, or check that you may write to the folder, and try again."
        )
        self.path, self.problem = path, problem


class NothingPublished(CaseError):
    """The case has no finished run yet, so there is nothing to show."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"the case at {path} has no finished run yet. Run `graphintel run {path}` first.")
        self.path = path


class ImportFailure(GraphintelError):
    """A file that could not be read as any export."""


class RecordError(GraphintelError):
    """One record that cannot be used; its reader turns it into a quarantine row."""


class SettingsError(GraphintelError):
    """A setting or option whose value cannot be used."""


class SchemaError(GraphintelError):
    """A table or graph that differs from its declaration."""


class StoreError(GraphintelError):
    """A graph store that failed."""


class StoreUnavailable(StoreError):
    """The graph store cannot be opened: says what was tried and what to do."""

    def __init__(self, target: str | Path, cause: str) -> None:
        super().__init__(
            f"cannot open the graph store at {target} ({cause}). Start it with `docker compose up -d neo4j`, "
            "or pass `--store embedded` to work in a local file."
        )
        self.target, self.cause = target, cause


class QueryError(StoreError):
    """A Cypher question that could not be asked: an unknown name, a missing parameter, a refused clause."""


class ReportError(GraphintelError):
    """A brief or export that cannot be written."""
