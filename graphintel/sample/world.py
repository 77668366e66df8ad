"""Who is in the synthetic world: bystanders, sellers, networks, and those who must not come out as one."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from graphintel.reference import load_terms
from graphintel.sample.people import Account, Group, Person, Registry
from graphintel.sample.phrases import SPEECH

FACEBOOK_TOOLS = ("facebook-scraper", "apify-array", "bright-data", "apify-lines")
WECHAT_TOOLS = ("chatlog", "pywxdump", "weflow")
# Shares by the domain figures: 20 % of sellers have two to four handles; 30 % of adverts are masked.
_ALIAS_SHARE, _VEILED_SHARE = 0.22, 0.44


@dataclass(slots=True)
class Network:
    """A planted network: people by role, the groups where they work, and how careful they are (0..1)."""

    number: int
    people: list[Person]
    broker: Person
    groups: list[int]
    care: float


@dataclass(slots=True)
class Decoy:
    """People who look like a network and are none."""

    kind: str
    people: list[Person]
    groups: list[int] = field(default_factory=list)
    phone: str = ""


@dataclass(slots=True)
class World:
    """Everybody, before anything is said."""

    registry: Registry
    weeks: int
    networks: list[Network]
    decoys: list[Decoy]
    hotlines: list[tuple[str, str]]  # language, number
    sellers: list[Person]
    owner: Account
    names: dict[str, list[str]]  # language → names of goods that the lexicon holds


def make_world(seed: int, scale: float) -> World:
    """Plant a world; the same seed and scale give the same world."""
    registry = Registry(random.Random(f"world {seed} {scale}"))
    weeks = 12 if scale <= 5 else min(52, round(12 + scale / 4))
    _make_groups(registry, scale)
    world = World(registry, weeks, [], [], [], [], _owner(registry), _goods_names())
    for _ in range(max(150, round(620 * scale))):
        person = registry.person("bystander")
        _settle(world, registry.account(person, _platform(world, person)), registry.chance.choice((1, 1, 2, 2, 3)))
    for _ in range(max(20, round(52 * scale))):
        world.sellers.append(_seller(world, "seller"))
    for number in range(max(3, round(4.5 * scale**0.85))):
        world.networks.append(_network(world, number))
    _make_decoys(world, scale)
    for group in registry.groups:
        group.members = sorted(set(group.members))
    return world


def _goods_names() -> dict[str, list[str]]:
    """Names of animals and parts of the lexicon's core, unambiguous ones, by language."""
    names: dict[str, list[str]] = {}
    for term in load_terms():
        if term.kind in ("species", "product") and term.taxon and not term.is_ambiguous and not term.is_code_word:
            names.setdefault(term.language, []).append(term.term)
    return {language: sorted(set(names[language])) for language in SPEECH}


def _make_groups(registry: Registry, scale: float) -> None:
    chance = registry.chance
    facebook = max(8, round(14 * scale**0.55))
    for number in range(facebook):
        language = registry.language() if number >= 6 else ("ms", "id", "vi", "th", "zh", "en")[number]
        topic = chance.choice(("Pets", "Komuniti", "Pasar", "Club", "Fans", "Jual Beli"))
        title = f"{chance.choice(SPEECH[language].places)} {topic}"
        registry.group("facebook", FACEBOOK_TOOLS[number % 4], language, f"{title} {number}")
    for number in range(max(4, round(5 * scale**0.5))):
        language = "zh" if number % 3 else registry.language()
        registry.group(
            "wechat", WECHAT_TOOLS[number % 3], language, f"{chance.choice(SPEECH['zh'].places)}交流群{number}"
        )


def _owner(registry: Registry) -> Account:
    person = registry.person("owner", "zh")
    account = registry.account(person, "wechat")
    for group in registry.groups:
        if group.platform == "wechat":
            registry.join(account, group)
            group.members.append(person.number)
    return account


def _platform(world: World, person: Person) -> str:
    return "wechat" if person.language == "zh" and world.registry.chance.random() < 0.6 else "facebook"


def _settle(world: World, account: Account, count: int, among: list[int] | None = None) -> None:
    """Join groups of one's platform and language, big ones sooner; one in twenty goes elsewhere."""
    registry, chance = world.registry, world.registry.chance
    person = registry.people[account.person]
    fitting = [g for g in registry.groups if g.platform == account.platform]
    own = [g for g in fitting if g.language == person.language and (among is None or g.number in among)]
    for _ in range(count):
        pool = own if own and chance.random() > 0.05 else fitting
        group = chance.choices(pool, [g.weight for g in pool])[0]
        registry.join(account, group)
        group.members.append(person.number)


def _seller(world: World, kind: str, language: str | None = None) -> Person:
    registry, chance = world.registry, world.registry.chance
    person = registry.person(kind, language)
    person.phones = [registry.phone(SPEECH[person.language].region)]
    person.is_veiled = chance.random() < _VEILED_SHARE
    speech = SPEECH[person.language]
    person.goods = chance.choice(speech.goods if person.is_veiled else world.names[person.language])
    person.disguise = chance.choice((0.0, 0.0, 0.1, 0.4, 0.9))
    first = registry.account(person, _platform(world, person))
    _settle(world, first, chance.choice((1, 2, 2, 3, 4)))
    if chance.random() < _ALIAS_SHARE:
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            platform = "wechat" if first.platform == "facebook" and chance.random() < 0.25 else "facebook"
            same_name = chance.random() < 0.3
            alias = registry.account(person, platform, first.name if same_name else None)
            _settle(world, alias, chance.choice((1, 2, 3)))
    return person


def _network(world: World, number: int) -> Network:
    registry, chance = world.registry, world.registry.chance
    language = registry.language()
    size = min(40, max(3, round(chance.lognormvariate(1.9, 0.55))))
    care = chance.choice((0.1, 0.3, 0.5, 0.8))
    home = [g for g in registry.groups if g.language == language and g.platform == "facebook"]
    rooms = [g for g in registry.groups if g.language == language and g.platform == "wechat"]
    home = chance.sample(home, min(len(home), chance.randint(3, 6)))
    groups = [g.number for g in home] + [g.number for g in chance.sample(rooms, min(len(rooms), 1))]
    people = []
    for place in range(size):
        kind = "broker" if place == 0 else "courier" if place % 7 == 6 else "reseller"
        person = _seller(world, kind, language)
        for account in person.accounts:
            _settle(world, account, max(2, round(len(home) * chance.uniform(0.4, 0.9))), groups)
        person.disguise = min(0.9, person.disguise + care * 0.3)
        people.append(person)
    if rooms and chance.random() < 0.5:
        for person in people[: max(2, size // 2)]:
            if not any(account.platform == "wechat" for account in person.accounts):
                _settle(world, registry.account(person, "wechat"), 1, groups)
    return Network(number, people, people[0], groups, care)


def _make_decoys(world: World, scale: float) -> None:
    registry, chance = world.registry, world.registry.chance
    for number in range(max(2, round(1.5 * scale**0.6))):
        world.decoys.append(_shop(world, is_busy=number % 2 == 0))
    for _ in range(max(2, round(1.5 * scale**0.6))):
        world.decoys.append(_circle(world, "club", chance.randint(6, 12), chance.randint(2, 4)))
        world.decoys.append(_circle(world, "rescue", chance.randint(3, 5), chance.randint(3, 5)))
    for _ in range(max(2, round(2 * scale**0.7))):
        world.decoys.append(_family(world))
        world.decoys.append(_recycled(world))
        world.decoys.append(
            Decoy("copycat", [_seller(world, "seller", chance.choice(world.networks).people[0].language)])
        )
    for place in range(max(2, round(2 * scale**0.5))):
        language = ("ms", "id", "vi", "th", "zh")[place % 5]
        world.hotlines.append((language, registry.phone(SPEECH[language].region)))


def _circle(world: World, kind: str, size: int, groups: int) -> Decoy:
    """A club or rescue team: the same few groups, much talk among themselves."""
    registry, chance = world.registry, world.registry.chance
    language = registry.language()
    fitting = [g.number for g in registry.groups if g.platform == "facebook" and g.language == language]
    home = chance.sample(fitting, min(len(fitting), groups))
    people = [registry.person(kind, language) for _ in range(size)]
    for person in people:
        _settle(world, registry.account(person, "facebook"), groups, home)
        person.phones = [registry.phone(SPEECH[language].region)]
        person.goods = chance.choice(world.names[language])
    return Decoy(kind, people, home, people[0].phones[0])


def _shop(world: World, *, is_busy: bool) -> Decoy:
    """A licensed shop: staff with accounts of their own and one number over the door."""
    decoy = _circle(world, "shop", world.registry.chance.randint(3, 5), 4)
    decoy.kind = "busy shop" if is_busy else "shop"
    for person in decoy.people:
        person.goods, person.disguise = decoy.people[0].goods, 0.0
    return decoy


def _family(world: World) -> Decoy:
    """Two or three who share a home number, a surname and groups."""
    chance = world.registry.chance
    decoy = _circle(world, "family", chance.randint(2, 3), 3)
    surname = decoy.people[0].accounts[0].name.split(" ")[0]
    for person in decoy.people:
        name = person.accounts[0].name.split(" ")
        person.accounts[0].name = " ".join([surname, *name[1:]])
        person.disguise = 0.0
    return decoy


def _recycled(world: World) -> Decoy:
    """Two strangers who held one number, the second long after the first."""
    first = _seller(world, "seller")
    second = _seller(world, "seller", first.language)
    first.disguise = second.disguise = 0.0
    return Decoy("recycled", [first, second], phone=first.phones[0])


def group_of(world: World, number: int) -> Group:
    """A group by its number."""
    return world.registry.groups[number]
