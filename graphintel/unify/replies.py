"""Who answered whom."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _


def replies_of(posts: pa.Table) -> pa.Table:
    """Who answered whom: columns ``account_id``, ``parent_account_id``, ``post_id``, ``posted_at``."""
    answers = ibis.memtable(posts).filter(_.parent_post_id.notnull() & _.account_id.notnull())
    answers = answers.select("account_id", "post_id", "posted_at", "parent_post_id")
    parents = ibis.memtable(posts.select(["post_id", "account_id"])).filter(_.account_id.notnull())
    parents = parents.rename(parent_post_id="post_id", parent_account_id="account_id")
    joined = answers.join(parents, "parent_post_id").filter(_.account_id != _.parent_account_id)
    return joined.select("account_id", "parent_account_id", "post_id", "posted_at").to_pyarrow()
