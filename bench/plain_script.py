"""The same work as a folder of scripts would do it: json, pandas, phonenumbers, networkx, a MERGE per row.

Prints seconds per stage and peak memory as JSON: the child process of stages.py. It resolves nothing, keeps no evidence
and no quarantine; what it does is timed as it stands.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd
import phonenumbers
from neo4j import GraphDatabase

from graphintel.reference import load_lexicon


def read_posts(folder: Path) -> pd.DataFrame:
    """Posts of all files in one frame, whatever their shape."""
    rows = []
    for path in sorted(folder.glob("*")):
        if path.suffix == ".jsonl":
            items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        elif path.suffix == ".json":
            items = json.loads(path.read_text("utf-8"))
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as opened:
                items = list(csv.DictReader(opened))
        else:
            continue
        if isinstance(items, dict):
            items = items.get("messages", [])
        for item in items:
            rows += rows_of(item, path.stem)
    return pd.DataFrame(rows, columns=["post", "group", "account", "text"])


def rows_of(item: dict, group: str) -> list[tuple]:  # type: ignore[type-arg]
    """A post and its comments."""
    user = item.get("user") or {}
    account = (
        item.get("user_id") or user.get("id") or item.get("profile_id") or item.get("sender") or item.get("talker")
    )
    account = item.get("senderUsername") or account
    text = item.get("text") or item.get("content") or item.get("comment_text") or item.get("msg") or ""
    post = (
        item.get("post_id") or item.get("legacyId") or item.get("comment_id") or item.get("seq") or item.get("localId")
    )
    account = account or item.get("Profile Id")
    rows = [(str(post or item.get("MsgSvrID")), group, str(account), text)]
    for comment in (item.get("comments_full") or []) + (item.get("topComments") or []):
        who = comment.get("commenter_id") or comment.get("profileId")
        said = comment.get("comment_text") or comment.get("text") or ""
        rows.append((str(comment.get("comment_id") or comment.get("id")), group, str(who), said))
    return rows


def read_text(text: str, terms: list[str]) -> tuple[list[str], bool]:
    """Numbers in a text, and whether it names a taxon."""
    phones = []
    for match in phonenumbers.PhoneNumberMatcher(text, "MY"):
        phones.append(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
    lowered = text.lower()
    return phones, any(term in lowered for term in terms)


def ties(posts: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs that wrote the same number: what a graph of sellers is made for."""
    pairs: set[tuple[str, str]] = set()
    sellers = posts[posts["is_advert"]]
    for _, accounts in sellers.explode("phones").dropna(subset=["phones"]).groupby("phones")["account"]:
        pairs |= set(combinations(sorted(set(accounts)), 2))
    return sorted(pairs)


def find_networks(posts: pd.DataFrame) -> list[set[str]]:
    """Louvain over shared groups and numbers of all who advertise."""
    graph = nx.Graph()
    sellers = posts[posts["is_advert"]]
    for _, accounts in sellers.groupby("group")["account"]:
        for pair in combinations(sorted(set(accounts))[:500], 2):
            graph.add_edge(*pair, weight=graph.get_edge_data(*pair, {}).get("weight", 0) + 1)
    for _, accounts in sellers.explode("phones").dropna(subset=["phones"]).groupby("phones")["account"]:
        for pair in combinations(sorted(set(accounts)), 2):
            graph.add_edge(*pair, weight=graph.get_edge_data(*pair, {}).get("weight", 0) + 1)
    return [set(part) for part in nx.community.louvain_communities(graph, seed=1)] if graph else []


def publish(posts: pd.DataFrame, networks: list[set[str]], store: str, password: str) -> None:
    """One MERGE per row."""
    with GraphDatabase.driver(store, auth=("neo4j", password)) as driver, driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        session.run("CREATE INDEX IF NOT EXISTS FOR (a:PlainAccount) ON (a.id)").consume()
        for label in ("PlainPost", "PlainGroup", "PlainPhone"):
            session.run(f"CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.id)").consume()
        for row in posts[posts["is_advert"]].itertuples():
            session.run(
                "MERGE (a:PlainAccount {id: $account}) MERGE (p:PlainPost {id: $post}) SET p.text = $text "
                "MERGE (a)-[:POSTED]->(p) MERGE (g:PlainGroup {id: $group}) MERGE (p)-[:POSTED_IN]->(g) "
                "MERGE (a)-[:IN_GROUP]->(g)",
                account=row.account,
                post=row.post,
                text=row.text,
                group=row.group,
            ).consume()
            for phone in row.phones:
                session.run(
                    "MATCH (p:PlainPost {id: $post}), (a:PlainAccount {id: $account}) "
                    "MERGE (n:PlainPhone {id: $phone}) MERGE (p)-[:MENTIONS]->(n) MERGE (a)-[:USES]->(n)",
                    post=row.post,
                    account=row.account,
                    phone=phone,
                ).consume()
        for left, right in ties(posts):
            session.run(
                "MATCH (a:PlainAccount {id: $left}), (b:PlainAccount {id: $right}) MERGE (a)-[:TIED_TO]->(b)",
                left=left,
                right=right,
            ).consume()
        for number, members in enumerate(networks):
            for account in sorted(members):
                session.run(
                    "MERGE (a:PlainAccount {id: $account}) MERGE (n:PlainNetwork {id: $number}) MERGE (a)-[:IN]->(n)",
                    account=account,
                    number=number,
                ).consume()
        session.run("MATCH (n) DETACH DELETE n").consume()


def main(folder: Path, store: str, password: str) -> None:
    """All stages, timed."""
    times: dict[str, float] = {}
    start = time.perf_counter()
    posts = read_posts(folder / "exports")
    times["ingest"] = time.perf_counter() - start
    start = time.perf_counter()
    terms = [term.term.lower() for term in load_lexicon().terms if term.taxon]
    read = [read_text(text, terms) for text in posts["text"]]
    posts["phones"] = [phones for phones, _ in read]
    posts["is_advert"] = [is_advert for _, is_advert in read]
    times["extract"] = time.perf_counter() - start
    start = time.perf_counter()
    networks = find_networks(posts)
    times["resolve to detect"] = time.perf_counter() - start
    if store:
        start = time.perf_counter()
        publish(posts, networks, store, password)
        times["publish neo4j"] = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"posts": len(posts), "seconds": times, "peak_mb": peak / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "", sys.argv[3] if len(sys.argv) > 3 else "")
