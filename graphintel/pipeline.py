"""The stages in order: from the evidence of a case to its networks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import ibis
import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from graphintel import detect, extract, relate, resolve, unify
from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.decisions import read_judgements, read_lexicon_entries
from graphintel.case.folder import next_manifest
from graphintel.case.ledger import Ledger, read_ledger, write_ledger
from graphintel.case.lexicon import lexicon_after
from graphintel.case.lists import case_rates, case_species_list, stamp_of, told_list
from graphintel.case.readings import prune_readings
from graphintel.errors import CaseDamaged
from graphintel.progress import Progress
from graphintel.reading import TextReader
from graphintel.reference import Lexicon
from graphintel.stores import open_store, project_graph

# Raised when a stage would give other rows for the same input, so that cases know that they are out of date.
STAGE_VERSIONS = {"unify": "4", "extract": "9", "resolve": "2", "relate": "1", "detect": "1"}
_STEPS = len(STAGE_VERSIONS) + 1  # and the publication
_GENERATION_DIGITS = 16
_ENGINE_MEMORY = "700MB"  # beyond it the engine works on disk
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: nothing where ``is_new`` is false, because nothing had changed.

    ``texts_read`` of ``texts`` were read anew. ``adverts_came`` and ``adverts_went`` count advert ids against the last
    run; None where there was none. ``species_list`` says by which CITES list, and of which date, appendices are told.
    """

    run_id: str
    is_new: bool
    counts: Mapping[str, int]
    texts: int = 0
    texts_read: int = 0
    adverts_came: int | None = None
    adverts_went: int | None = None
    species_list: str = ""


def run_case(case_path: Path, *, progress: Progress) -> RunReport:
    """Bring all derived tables up to date with the evidence; a killed run leaves the last good one.

    Raises:
        CaseBusy: another process writes to the case.
        CaseMissing, CaseVersion, CaseDamaged: the case cannot be opened.
    """
    with write_lock(case_path):
        case = open_case_folder(case_path)
        case.sweep()
        prune_readings(case)
        judgements, changes = read_judgements(case.path), read_lexicon_entries(case.path)
        lexicon = lexicon_after(changes)
        wanted = inputs_hash(case, judgements, lexicon)
        if case.manifest.inputs_hash == wanted:
            counts = {name: sum(f.row_count for f in files) for name, files in case.manifest.derived.items()}
            return RunReport(case.run_id, False, counts, species_list=told_list(stamp_of(case.manifest)))
        reader = TextReader(case, lexicon, rules=STAGE_VERSIONS["extract"])
        tables, ledger = _compute(case, judgements, reader, progress)
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
            lexicon_entries_seen=changes.num_rows,
            readings=reader.kept,
            graph_generation=generation,
            listed_by=stamp_of(case.manifest),
            converted_by=tuple(handed.file_name for handed in case.manifest.rates),
        )
        progress.advance("publish", _STEPS, _STEPS)
        done = case.commit(manifest)
        prune_readings(done)
        counts = {name: rows.num_rows for name, rows in tables.items()}
        came, went = _turnover(case, tables["adverts"]["advert_id"])
        listed = told_list(stamp_of(done.manifest))
        return RunReport(done.run_id, True, counts, reader.text_count, reader.read_count, came, went, listed)


def _compute(case: Case, judgements: pa.Table, reader: TextReader, progress: Progress) -> tuple[Tables, Ledger]:
    """All tables, stage by stage, and the ledger after them."""
    tables: Tables = {"judgements": judgements}
    stages: tuple[tuple[str, Callable[[Case, Tables], Tables]], ...]
    stages = (("unify", _unify), ("extract", partial(_extract, reader)), ("resolve", _resolve), ("relate", _relate))
    for number, (stage, step) in enumerate(stages):
        progress.advance(stage, number, _STEPS)
        _fresh_engine()
        tables |= step(case, tables)
    progress.advance("detect", _STEPS - 2, _STEPS)
    _fresh_engine()
    detected, ledger = _detect(tables, read_ledger(case))
    return tables | detected, ledger


def _turnover(before: Case, advert_ids: pa.ChunkedArray) -> tuple[int | None, int | None]:
    """How many adverts are new, and how many are gone, against the state ``before``; None where that has no run."""
    if not before.manifest.derived:
        return None, None
    try:
        old = before.read("adverts")["advert_id"]
    except CaseDamaged:  # this run has just made the table again
        return None, None
    stayed = pc.sum(pc.is_in(advert_ids, value_set=old)).as_py() or 0
    return len(advert_ids) - stayed, len(old) - stayed


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


def inputs_hash(case: Case, judgements: pa.Table, lexicon: Lexicon) -> str:
    """A hash over everything that the derived tables are computed from; of the lexicon, what is seen by it."""
    evidence = {name: [file.sha256 for file in files] for name, files in case.manifest.evidence.items()}
    settings = case.settings
    counted = (settings.region, settings.timezone, sorted(settings.group_regions.items()))
    decided = judgements.to_pylist()
    words = extract.patterns_of(lexicon)
    own = case.manifest.species_list
    lists = (own and (own.table.sha256, stamp_of(case.manifest)), [handed.sha256 for handed in case.manifest.rates])
    content = msgspec.json.encode((evidence, counted, decided, STAGE_VERSIONS, words, lists), order="deterministic")
    return hashlib.sha256(content).hexdigest()


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
    media = unify.unify_media(stated["media"], rekeyed)
    posts, pieces = unify.unify_picture_texts(case.read("picture_texts"), media, posts)
    identified = ibis.memtable(stated["identifiers"]).join(ibis.memtable(ids), "account_key")
    return {
        "account_ids": ids,
        "unified_posts": posts,
        "group_ids": group_ids,
        "group_profiles": profiles,
        "group_members": members,
        "account_profiles": accounts,
        "post_notes": unify.unify_notes(stated["statements"], rekeyed),
        "post_media": media,
        "post_picture_texts": pieces,
        "replies": unify.replies_of(posts),
        "identified": identified.select("account_id", "kind", "value").distinct().to_pyarrow(),
    }


def _extract(reader: TextReader, case: Case, tables: Tables) -> Tables:
    posts, lists, rates = tables["unified_posts"], case_species_list(case), case_rates(case)
    subjects, texts = extract.gather_texts(
        posts, tables["account_profiles"], tables["group_profiles"], region=case.settings.region
    )
    readings = reader.read(texts)
    _fresh_engine()
    mentions, adverts, told, sketches = extract.place_readings(subjects, posts, readings)
    listed = extract.with_appendices(adverts.items, lists)
    templates = extract.find_templates(adverts.adverts, told, mentions)
    return {
        "mentions": extract.weigh_picture_mentions(mentions, tables["post_picture_texts"]),
        "adverts": adverts.adverts,
        "advert_items": extract.with_dollars(listed, adverts.adverts, rates),
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
