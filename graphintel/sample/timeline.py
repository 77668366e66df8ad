"""What the people of the synthetic world say, where and when."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from graphintel.sample.contacts import write_phone, write_wechat
from graphintel.sample.people import Account, Person
from graphintel.sample.phrases import ORNAMENTS, SPEECH
from graphintel.sample.world import Decoy, Network, World

START = 1_740_960_000  # 2025-03-03T00:00:00Z, a Monday
_WEEK, _DAY, _HOUR = 604_800, 86_400, 3_600
POSTS_PER_SCALE = 3_000


@dataclass(slots=True)
class Said:
    """One post, comment or message; ``mentions`` are kind, value and whether plainly written."""

    number: int
    at: int
    group: int
    account: Account
    text: str
    parent: int | None = None
    mentions: list[tuple[str, str, bool]] = field(default_factory=list)
    intent: str | None = None
    in_lexicon: bool = True
    author: str = "bystander"


class Timeline:
    """Collects what is said; texts come from the templates of the author's language."""

    def __init__(self, world: World, seed: int, scale: float) -> None:
        self.world = world
        self.said: list[Said] = []
        self.chance = random.Random(f"timeline {seed} {scale}")
        self._prices = {"ms": "RM {}", "en": "RM{}", "id": "{}rb", "vi": "{}k", "th": "{} บาท", "zh": "{}元"}

    def say(self, account: Account, group: int, at: int, text: str, **more: object) -> Said:
        """Add one statement; numbers count up in the order of speaking, not of time."""
        made = Said(len(self.said), at, group, account, text, **more)  # type: ignore[arg-type]
        self.said.append(made)
        return made

    def moment(self, week: int | None = None) -> int:
        """Some waking hour of the world's weeks, or of one of them."""
        week = self.chance.randrange(self.world.weeks) if week is None else week
        hour = self.chance.choice((0, 1, 2, 3, 4, 5, 7, 9, 11, 12, 13, 14))
        return START + week * _WEEK + self.chance.randrange(7) * _DAY + hour * _HOUR + self.chance.randrange(_HOUR)

    def group_for(self, account: Account) -> int:
        """One of the account's groups."""
        return self.chance.choice(account.groups)

    def contact(self, person: Person, mentions: list[tuple[str, str, bool]], phone: str | None = None) -> str:
        """A contact in writing; what was meant goes to ``mentions``."""
        number = phone or person.phones[0]
        speech = SPEECH[person.language]
        is_plain = self.chance.random() >= person.disguise
        if person.wechat and phone is None and self.chance.random() < (0.7 if person.language == "zh" else 0.4):
            mentions.append(("wechat", person.wechat, is_plain))
            return write_wechat(person.wechat, self.chance, is_plain=is_plain)
        mentions.append(("phone", number, is_plain))
        return self.chance.choice(speech.contact).format(phone=write_phone(number, self.chance, is_plain=is_plain))

    def fill(self, person: Person, template: str, contact: str, goods: str = "") -> str:
        """A template with its slots filled."""
        speech = SPEECH[person.language]
        amount = self.chance.choice((50, 80, 120, 150, 250, 300, 450, 600, 800, 1200))
        values = {
            "sp": goods or person.goods,
            "n": self.chance.randint(1, 6),
            "price": self._prices[person.language].format(amount),
            "contact": contact,
            "place": self.chance.choice(speech.places),
            "deco": self.chance.choice(ORNAMENTS),
        }
        return " ".join(template.format(**values).split())


def tell(world: World, seed: int, scale: float) -> list[Said]:
    """Everything that is said, in the order of time."""
    line = Timeline(world, seed, scale)
    for person in world.sellers:
        _sell_alone(line, person)
    for network in world.networks:
        _work(line, network)
    for decoy in world.decoys:
        _DECOYS.get(decoy.kind, _do_nothing)(line, decoy)
    _copy(line)
    _chat(line, round(POSTS_PER_SCALE * scale) - len(line.said))
    return sorted(line.said, key=lambda said: (said.at, said.number))


def offer(line: Timeline, account: Account, at: int, *, group: int | None = None, template: str | None = None) -> Said:
    """An advert in the author's own manner."""
    person = line.world.registry.people[account.person]
    speech = SPEECH[person.language]
    mentions: list[tuple[str, str, bool]] = []
    chosen = template or line.chance.choice(speech.veiled if person.is_veiled else speech.offers)
    contact = line.contact(person, mentions) if line.chance.random() < 0.8 else "PM"
    text = line.fill(person, chosen, contact)
    return line.say(
        account,
        line.group_for(account) if group is None else group,
        at,
        text,
        mentions=mentions,
        intent="offer",
        in_lexicon=not person.is_veiled,
        author=person.kind,
    )


def _sell_alone(line: Timeline, person: Person) -> None:
    # 60 % of sellers post once; the networks' members post more, so those alone must do so less.
    times = 1 if line.chance.random() < 0.86 else line.chance.choice((2, 2, 3, 4, 6, 9))
    for account in person.accounts:
        for _ in range(max(1, round(times / len(person.accounts)))):
            posted = offer(line, account, line.moment())
            if line.chance.random() < 0.3:
                _answer(line, posted, line.chance.choice(line.world.registry.people).accounts[0])


def _answer(line: Timeline, to: Said, account: Account, after: int | None = None) -> None:
    """A comment under a post, by somebody who is in its group."""
    if to.group not in account.groups:
        return
    language = line.world.registry.people[account.person].language
    at = to.at + (after or line.chance.randint(120, 2 * _DAY))
    text = line.chance.choice(SPEECH[language].answers)
    line.say(account, to.group, at, text, parent=to.number, author=line.world.registry.people[account.person].kind)


def _work(line: Timeline, network: Network) -> None:
    """Campaigns of near-same adverts over the network's groups, answers to each other, offers of one's own."""
    people = line.world.registry.people
    active = [p for p in network.people if p.kind != "courier"]
    broker_phone = network.broker.phones[0]
    rate = line.chance.uniform(0.35, 0.9) * (1.0 - 0.4 * network.care)
    for week in range(line.world.weeks):
        if line.chance.random() > rate:
            continue
        leader = line.chance.choice(active)
        speech = SPEECH[leader.language]
        template = line.chance.choice(speech.veiled if leader.is_veiled else speech.offers)
        start = line.moment(week)
        count = max(2, round(len(active) * line.chance.uniform(0.3, 0.7)))
        spread = round((0.5 + 9 * network.care * line.chance.random()) * _HOUR)
        body = line.fill(leader, template, "{contact}")
        for person in line.chance.sample(active, min(count, len(active))):
            _post_campaign(line, network, person, leader, body, start + line.chance.randrange(spread), broker_phone)
    for person in active:
        for _ in range(line.chance.choice((0, 0, 1, 1, 2))):
            account = line.chance.choice(person.accounts)
            posted = offer(line, account, line.moment())
            for helper in line.chance.sample(network.people, min(2, len(network.people))):
                if helper.number != person.number and line.chance.random() < 0.35:
                    _answer(line, posted, people[helper.number].accounts[0], line.chance.randint(60, _HOUR))


def _post_campaign(
    line: Timeline, network: Network, person: Person, leader: Person, body: str, at: int, broker_phone: str
) -> None:
    account = line.chance.choice(person.accounts)
    mentions: list[tuple[str, str, bool]] = []
    if person.number != network.broker.number and line.chance.random() < 0.35 * (1.0 - network.care):
        contact = line.contact(person, mentions, phone=broker_phone)
        if line.chance.random() < 0.6:
            contact += " / " + line.contact(person, mentions)
    else:
        contact = line.contact(person, mentions)
    posted = line.say(
        account,
        line.group_for(account),
        at,
        body.replace("{contact}", contact) + " " + line.chance.choice(ORNAMENTS),
        mentions=mentions,
        intent="offer",
        in_lexicon=not leader.is_veiled,
        author=person.kind,
    )
    for helper in line.chance.sample(network.people, min(3, len(network.people))):
        if helper.number != person.number and line.chance.random() < 0.3 * (1.0 - 0.6 * network.care):
            _answer(line, posted, helper.accounts[0], line.chance.randint(60, 3 * _HOUR))


def _open_shop(line: Timeline, decoy: Decoy) -> None:
    """Staff offer the same goods on the same days, licensed and with the shop's number."""
    weeks = range(0, line.world.weeks, 1 if decoy.kind == "busy shop" else 3)
    for week in weeks:
        start = line.moment(week)
        for person in decoy.people:
            if line.chance.random() > 0.55:
                continue
            speech = SPEECH[person.language]
            mentions: list[tuple[str, str, bool]] = []
            template = line.chance.choice(speech.licensed if line.chance.random() < 0.75 else speech.offers)
            text = line.fill(person, template, line.contact(person, mentions, phone=decoy.phone))
            account = person.accounts[0]
            at = start + line.chance.randrange(10 * _HOUR)
            posted = line.say(
                account, line.group_for(account), at, text, mentions=mentions, intent="offer", author="shop"
            )
            if line.chance.random() < 0.3:
                _answer(line, posted, line.chance.choice(decoy.people).accounts[0])


def _meet(line: Timeline, decoy: Decoy) -> None:
    """A club: weekly talk and answers among the same people; one of them sells once."""
    for week in range(line.world.weeks):
        for person in line.chance.sample(decoy.people, max(2, len(decoy.people) // 2)):
            account = person.accounts[0]
            text = line.fill(person, line.chance.choice(SPEECH[person.language].chatter), "")
            posted = line.say(account, line.group_for(account), line.moment(week), text, author="club")
            for other in line.chance.sample(decoy.people, 2):
                if other.number != person.number:
                    _answer(line, posted, other.accounts[0], line.chance.randint(60, _DAY))
    offer(line, decoy.people[0].accounts[0], line.moment())


def _warn(line: Timeline, decoy: Decoy) -> None:
    """A rescue team: the same warning in many groups within the hour."""
    for week in range(0, line.world.weeks, 2):
        start, goods = line.moment(week), line.chance.choice(decoy.people).goods
        template = line.chance.choice(SPEECH[decoy.people[0].language].warnings)
        for person in decoy.people:
            mentions: list[tuple[str, str, bool]] = []
            text = line.fill(person, template, "", goods)
            text += " " + line.contact(person, mentions, phone=decoy.phone)
            account = person.accounts[0]
            at = start + line.chance.randrange(_HOUR)
            line.say(account, line.group_for(account), at, text, mentions=mentions, author="rescue")


def _share_home(line: Timeline, decoy: Decoy) -> None:
    """A family: each sells once or twice, with the number of the house and one's own."""
    for person in decoy.people:
        for _ in range(line.chance.choice((1, 2))):
            speech = SPEECH[person.language]
            mentions: list[tuple[str, str, bool]] = []
            contact = line.contact(person, mentions, phone=decoy.phone)
            if person is not decoy.people[0]:
                contact += " / " + line.contact(person, mentions)
            account = person.accounts[0]
            text = line.fill(person, line.chance.choice(speech.offers), contact)
            group, at = line.group_for(account), line.moment()
            line.say(account, group, at, text, mentions=mentions, intent="offer", author="family")


def _pass_on(line: Timeline, decoy: Decoy) -> None:
    """A number that a stranger held most of a year before."""
    first, second = decoy.people
    second.phones = [decoy.phone]
    for person, ago in ((first, 300 * _DAY), (second, 0)):
        for _ in range(2):
            offer(line, person.accounts[0], line.moment() - ago)
    first.phones = [line.world.registry.phone(SPEECH[first.language].region)]  # what he writes from now on


def _copy(line: Timeline) -> None:
    """Copycats: a network's advert, word for word, with a number of one's own, hours or days later."""
    sources = [said for said in line.said if said.author == "reseller" and said.mentions]
    for decoy in (decoy for decoy in line.world.decoys if decoy.kind == "copycat"):
        person = decoy.people[0]
        fitting = [
            said for said in sources if line.world.registry.people[said.account.person].language == person.language
        ]
        for said in line.chance.sample(fitting, min(4, len(fitting))):
            mentions: list[tuple[str, str, bool]] = []
            text = said.text.rsplit(" ", 3)[0] + " " + line.contact(person, mentions)
            account = person.accounts[0]
            at = said.at + line.chance.randint(_HOUR, 3 * _DAY)
            line.say(
                account,
                line.group_for(account),
                at,
                text,
                mentions=mentions,
                intent="offer",
                in_lexicon=said.in_lexicon,
                author="copycat",
            )


def _chat(line: Timeline, count: int) -> None:
    """Everybody's small talk, wants, warnings, sales of other things, and hotlines passed on."""
    people = [p for p in line.world.registry.people if p.kind == "bystander"]
    talk = [p for p in line.world.registry.people if p.kind not in ("bystander", "owner")]
    posts = [said for said in line.said if said.parent is None]
    wanted = len(line.said) + max(0, count)
    while len(line.said) < wanted:
        person = line.chance.choice(people if line.chance.random() < 0.85 else talk)
        account = line.chance.choice(person.accounts)
        if posts and line.chance.random() < 0.5:
            _answer(line, line.chance.choice(posts), account)
            continue
        if line.chance.random() < 0.25:
            posts.append(_small_talk(line, person, account))


def _small_talk(line: Timeline, person: Person, account: Account) -> Said:
    speech, roll = SPEECH[person.language], line.chance.random()
    mentions: list[tuple[str, str, bool]] = []
    group, at = line.group_for(account), line.moment()
    goods = line.chance.choice(line.world.names[person.language])
    if roll < 0.03:
        text = line.fill(person, line.chance.choice(speech.wants), "", goods)
        return line.say(account, group, at, text, intent="want", author=person.kind)
    if roll < 0.05:
        return line.say(account, group, at, line.fill(person, line.chance.choice(speech.warnings), "", goods))
    if roll < 0.12:
        if not person.phones:
            person.phones = [line.world.registry.phone(speech.region)]
        text = line.fill(person, line.chance.choice(speech.other_sales), line.contact(person, mentions))
        return line.say(account, group, at, text, mentions=mentions, author=person.kind)
    fitting = [number for language, number in line.world.hotlines if language == person.language]
    if roll < 0.16 and fitting:
        number = line.chance.choice(fitting)
        mentions.append(("phone", number, True))
        written = write_phone(number, line.chance, is_plain=True)
        text = line.fill(person, line.chance.choice(speech.hotlines), written)
        return line.say(account, group, at, text, mentions=mentions, author=person.kind)
    text = line.fill(person, line.chance.choice(speech.chatter), "")
    if line.chance.random() < 0.5:  # nobody says quite the same twice
        text += " " + line.chance.choice(speech.chatter).split(" ")[0]
    return line.say(account, group, at, text, author=person.kind)


def _do_nothing(line: Timeline, decoy: object) -> None:
    """Copycats speak later, when there is something to copy."""


_DECOYS: dict[str, Callable[..., None]] = {
    "busy shop": _open_shop,
    "shop": _open_shop,
    "club": _meet,
    "rescue": _warn,
    "family": _share_home,
    "recycled": _pass_on,
}
