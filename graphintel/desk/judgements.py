"""A person's word on two accounts: it counts more than any rule, and is never overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graphintel.case import open_case_folder
from graphintel.case.decisions import record_judgement
from graphintel.errors import SettingsError
from graphintel.schema.decisions import VERDICTS


def judge_pair(case_path: Path, left: str, right: str, *, verdict: str, by_whom: str, reason: str) -> int:
    """Record that two accounts are one person's (positive), are not (negative), or that it is open (unsure).

    It counts from the next run on. Returns its place in the log.

    Raises:
        SettingsError: the verdict, a name or the reason is missing, or the case knows no such account.
    """
    if verdict not in VERDICTS:
        raise SettingsError(f"{verdict!r} is no verdict. Say one of: {', '.join(VERDICTS)}.")
    if not by_whom.strip() or not reason.strip():
        raise SettingsError("a judgement needs a name and a reason. Give --by and --reason.")
    if left == right:
        raise SettingsError("the two accounts are the same one. Name two different accounts.")
    known = set(open_case_folder(case_path).read("account_profiles")["account_id"].to_pylist())
    for account in (left, right):
        if account not in known:
            raise SettingsError(f"the case knows no account {account!r}. Find its id by search, or in accounts.csv.")
    first, second = sorted((left, right))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return record_judgement(case_path, (first, second, verdict, by_whom.strip(), when, reason.strip()))
