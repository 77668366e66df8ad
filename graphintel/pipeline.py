"""The stages in order: from the evidence of a case to its networks."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import ibis
import msgspec
import pyarrow as pa

from graphintel import detect, extract, relate, resolve, unify
from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.decisions import read_judgements
from graphintel.case.folder import next_manifest
from graphintel.case.ledger import Ledger, read_ledger, write_ledger
from graphintel.progress import Progress
from graphintel.reference import load_lexicon
from graphintel.stores import open_store, project_graph

# Raised when a stage would give other rows for the same input, so that cases know that they are out of date.
STAGE_VERSIONS = {"unify": "3", "extract": "5", "resolve": "2", "relate": "1", "detect": "1"}
_STEPS = len(STAGE_VERSIONS) + 1  # and the publication
_BATCH_TEXTS = 4_000
_POOL_FROM_TEXTS = 12_000  # below that, starting processes takes longer than reading the texts
_WORKERS = 2
_GENERATION_DIGITS = 16
_ENGINE_MEMORY = "700MB"  # beyond it the engine works on disk
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: nothing where ``is_new`` is false, because nothing had changed."""

    run_id: str
    is_new: bool
    counts: Mapping[str, int]


def run_case(case_path: Path, *, progress: Progress) -> RunReport:
    """Bring all derived tables up to date with the evidence; a killed run leaves the last good one.

    Raises:
        CaseBusy: another process writes to the case.
        CaseMissing, CaseVersion, CaseDamaged: the case cannot be opened.
    """
    with write_lock(case_path):
        case = open_case_folder(case_path)
        case.sweep()
        judgements = read_judgements(case.path)
        wanted = inputs_hash(case, judgements)
        if case.manifest.inputs_hash == wanted:
            counts = {name: sum(f.row_count for f in files) for name, files in case.manifest.derived.items()}
            return RunReport(case.run_id, False, counts)
        ledger = read_ledger(case)
        tables: Tables = {"judgements": judgements}
        for number, (stage, step) in enumerate(_STAGES, start=1):
            progress.advance(stage, number - 1, _STEPS)
            _fresh_engine()
            tables |= step(case, tables)
        progress.advance("detect", _STEPS - 2, _STEPS)
        _fresh_engine()
        detected, ledger = _detect(tables, ledger)
        tables |= detected
        progress.advance("publish", _STEPS - 1, _STEPS)
        generation = _publish(case, tables, wanted[:_GENERATION_DIGITS], progress)
        written = {name: (case.write(name, rows),) for name, rows in sorted(tables.items()) if name not in _PASSING}
        manifest = next_manifest(
            case,
            kind="run",
            derived=written,
            stages=STAGE_VERSIONS,
            inputs_hash=wanted,
            ledger=write_ledger(case, ledger),
            decisions_seen=judgements.num_rows,
            graph_generation=generation,
        )
        progress.advance("publish", _STEPS, _STEPS)
        done = case.commit(manifest)
        return RunReport(done.run_id, True, {name: rows.num_rows for name, rows in tables.items()})


def _fresh_engine() -> None:
    """A new DuckDB behind Ibis: the old one would keep every table that it was ever shown.

    By itself it would also take most of the machine's memory, and ask for extensions.
    """
    options = {
        "memory_limit": _ENGINE_MEMORY,
        "autoinstall_known_extensions": "false",
        "preserve_insertion_order": "false",
    }
    ibis.set_backend(ibis.duckdb.connect(**options))


def inputs_hash(case: Case, judgements: pa.Table) -> str:
    """A hash over everything that the derived tables are computed from."""
    evidence = {name: [file.sha256 for file in files] for name, files in case.manifest.evidence.items()}
    settings = case.settings
    counted = (settings.region, settings.timezone, sorted(settings.group_regions.items()))
    decided = judgements.to_pylist()
    content = msgspec.json.encode((evidence, counted, decided, STAGE_VERSIONS, _lexicon_hash()), order="deterministic")
    return hashlib.sha256(content).hexdigest()


def _lexicon_hash() -> str:
    folder = files("graphintel.reference").joinpath("lexicon")
    joined = b"".join(folder.joinpath(name).read_bytes() for name in ("terms.csv", "false_friends.csv"))
    return hashlib.sha256(joined).hexdigest()


def _unify(case: Case, tables: Tables) -> Tables:
    names = ("accounts", "groups", "identifiers", "memberships", "posts", "same_as", "statements", "media")
    stated = {name: case.read(name) for name in names}
    region, group_regions = case.settings.region, case.settings.group_regions
    ids = unify.unify_accounts(stated["accounts"], stated["identifiers"], stated["posts"], stated["memberships"])
    groups = (stated["groups"], stated["posts"], stated["memberships"], stated["same_as"])
    group_ids = unify.unify_group_keys(*groups)
    rekeyed = unify.rekeyed_posts(stated["posts"], ids, group_ids)
    posts = unify.unify_posts(rekeyed, region=region, group_regions=group_regions)
    profiles = unify.unify_groups(stated["groups"], group_ids, region=region, group_regions=group_regions)
    members = unify.unify_members(stated["memberships"], ids, group_ids, posts)
    accounts = unify.unify_profiles(stated["accounts"], stated["identifiers"], ids, posts, members)
    identified = ibis.memtable(stated["identifiers"]).join(ibis.memtable(ids), "account_key")
    return {
        "account_ids": ids,
        "unified_posts": posts,
        "group_ids": group_ids,
        "group_profiles": profiles,
        "group_members": members,
        "account_profiles": accounts,
        "post_notes": unify.unify_notes(stated["statements"], rekeyed),
        "post_media": unify.unify_media(stated["media"], rekeyed),
        "replies": unify.replies_of(posts),
        "identified": identified.select("account_id", "kind", "value").distinct().to_pyarrow(),
    }


def _extract(case: Case, tables: Tables) -> Tables:
    posts = tables["unified_posts"]
    subjects, texts = extract.gather_texts(
        posts, tables["account_profiles"], tables["group_profiles"], region=case.settings.region
    )
    readings = extract.join_parts(_read_texts(texts))
    _fresh_engine()
    mentions, adverts, told, sketches = extract.place_readings(subjects, posts, readings)
    templates = extract.find_templates(adverts.adverts, told, mentions)
    return {
        "mentions": mentions,
        "adverts": adverts.adverts,
        "advert_items": adverts.items,
        "advert_places": adverts.places,
        "advert_conditions": adverts.conditions,
        "advert_claims": adverts.claims,
        "template_groups": templates.groups,
        "advert_templates": templates.members,
        "template_words": templates.words,
        "unified_posts": told,
        "sketches": sketches,
    }


def _resolve(case: Case, tables: Tables) -> Tables:
    accounts, adverts = tables["account_profiles"], tables["adverts"]
    contacts, uses = resolve.classify_contacts(tables["mentions"], accounts, tables["identified"], adverts)
    pairs = resolve.score_pairs(contacts, uses, accounts, adverts, tables["replies"])
    joined = resolve.gather_actors(pairs, accounts, tables["judgements"])
    actors = resolve.describe_actors(joined, accounts, adverts, contacts, uses)
    return {
        "contacts": contacts,
        "account_contacts": uses,
        "account_pairs": pairs,
        "actor_accounts": joined,
        "actors": actors,
    }


def _relate(case: Case, tables: Tables) -> Tables:
    posts, adverts, joined = tables["unified_posts"], tables["adverts"], tables["actor_accounts"]
    contacts, uses, members = tables["contacts"], tables["account_contacts"], tables["group_members"]
    replies = tables["replies"]
    scope = relate.accounts_in_scope(adverts, contacts, uses, members, replies, joined)
    evidence = relate.tie_evidence(
        relate.shared_contacts(contacts, uses, scope),
        relate.co_membership(members, scope),
        relate.co_posting(adverts, posts, tables["sketches"], scope),
        relate.repeated_replies(replies, scope),
        relate.invites(members, scope),
    )
    return {
        "tie_evidence": evidence,
        "ties": relate.fold_ties(evidence, joined),
        "actors": relate.mark_scope(tables["actors"], joined, scope),
    }


_STAGES = (("unify", _unify), ("extract", _extract), ("resolve", _resolve), ("relate", _relate))
_PASSING = frozenset(("identified", "judgements", "replies", "sketches"))  # between stages only; never written


def _detect(tables: Tables, ledger: Ledger) -> tuple[Tables, Ledger]:
    issued = ledger

    def name_networks(found: list[frozenset[str]]) -> list[str]:
        nonlocal issued
        names, issued = ledger.name(found)
        return names

    networks = detect.detect_networks(
        tables["ties"], tables["actor_accounts"], tables["actors"], tables["adverts"], name_networks=name_networks
    )
    return {"networks": networks.networks, "network_members": networks.members}, issued


def _publish(case: Case, tables: Tables, generation: str, progress: Progress) -> str:
    """Build the embedded graph of these tables; nothing names it until the manifest does."""
    graph = project_graph(tables | {"sources": case.read("sources")})
    store = open_store("embedded", case_path=case.path, case_id=case.settings.case_id, generation=None)
    try:
        return store.publish(graph, run_id=generation, progress=progress).generation or generation
    finally:
        store.close()


def _read_texts(texts: pa.Table) -> Iterator[Tables]:
    """Read all texts, by several processes where there are many; parts come in the order of the texts."""
    batches = [texts.slice(start, _BATCH_TEXTS) for start in range(0, texts.num_rows, _BATCH_TEXTS)]
    if texts.num_rows < _POOL_FROM_TEXTS:
        finder = extract.TermFinder(load_lexicon())
        yield from (extract.read_passages(batch, finder=finder) for batch in batches)
        return
    # Spawned, not forked: the engines of this process have threads, and Windows knows no fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_WORKERS, mp_context=context, initializer=_start_worker) as pool:
        yield from pool.map(_read_batch, batches)


_finders: list[extract.TermFinder] = []


def _start_worker() -> None:
    _finders.append(extract.TermFinder(load_lexicon()))


def _read_batch(batch: pa.Table) -> Tables:
    return extract.read_passages(batch, finder=_finders[0])
