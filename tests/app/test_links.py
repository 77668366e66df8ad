"""What a page writes as HTML is escaped: names in exports are hostile."""

from __future__ import annotations

from explorer.overview import _table
from explorer.shell import link

HOSTILE = '<img src=x onerror="alert(1)">'


def test_a_link_escapes_its_text_and_its_state() -> None:
    made = link("network", HOSTILE, id='N-001"><script>')
    assert "<img" not in made
    assert "<script" not in made
    assert made.startswith('<a href="/network?id=N-001%22%3E%3Cscript%3E"')


def test_the_list_of_networks_escapes_names_and_reasons() -> None:
    row = {
        "network_id": "N-001",
        "label": HOSTILE,
        "band": "likely",
        "actor_count": 3,
        "account_count": 4,
        "advert_count": 5,
        "reasons": HOSTILE,
        "counter_evidence": HOSTILE,
    }
    assert "<img" not in _table([row])
