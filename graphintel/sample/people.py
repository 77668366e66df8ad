"""The people of the synthetic world, their accounts, numbers and groups. All of it is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import phonenumbers

from graphintel.sample.phrases import SPEECH

# Languages by share: a group has one, with one visitor in twenty from another (domain figures, section 5).
LANGUAGES = ("ms", "id", "vi", "th", "zh", "en")
_SHARES = (0.28, 0.24, 0.16, 0.12, 0.12, 0.08)
_MOBILE = {
    "MY": ("+601{}", 8),
    "ID": ("+628{}", 10),
    "VN": ("+849{}", 8),
    "TH": ("+668{}", 8),
    "CN": ("+861{}", 10),
}
_LETTERS = "abcdefghijkmnpqrstuvwxyz"


@dataclass(slots=True)
class Account:
    """One profile. ``uid`` is a Facebook number or a wxid."""

    platform: str
    uid: str
    name: str
    person: int
    groups: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The engine's account key."""
        return f"{self.platform}:{self.uid}"


@dataclass(slots=True)
class Person:
    """Somebody with accounts; ``kind`` is bystander, seller, reseller, broker, courier, shop, club, family, rescue."""

    number: int
    kind: str
    language: str
    accounts: list[Account] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    wechat: str | None = None
    goods: str = ""
    is_veiled: bool = False
    disguise: float = 0.25  # chance that a contact is written so that a machine does not see it


@dataclass(slots=True)
class Group:
    """A Facebook group or a WeChat room."""

    number: int
    platform: str
    uid: str
    name: str
    language: str
    tool: str
    weight: float
    members: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The engine's group key."""
        return f"{self.platform}:{self.uid}"


class Registry:
    """Makes people, accounts, numbers and groups, each once."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.people: list[Person] = []
        self.groups: list[Group] = []
        self._taken: set[str] = set()
        self._facebook = 100_090_000_000_000

    def language(self) -> str:
        """A language by its share."""
        return self.chance.choices(LANGUAGES, _SHARES)[0]

    def person(self, kind: str, language: str | None = None) -> Person:
        """Somebody new, without accounts yet."""
        made = Person(len(self.people), kind, language or self.language())
        self.people.append(made)
        return made

    def account(self, person: Person, platform: str, name: str | None = None) -> Account:
        """A new profile of a person; WeChat ids are what the person prints as well."""
        if platform == "facebook":
            self._facebook += self.chance.randint(1, 9_000)
            uid = str(self._facebook)
        else:
            uid = self.handle()
            person.wechat = person.wechat or uid
        made = Account(platform, uid, name or self.name(person.language), person.number)
        person.accounts.append(made)
        return made

    def name(self, language: str) -> str:
        """First and last name; the lists are short, so namesakes abound."""
        speech = SPEECH[language]
        joint = "" if language == "zh" else " "
        return self.chance.choice(speech.last) + joint + self.chance.choice(speech.first)

    def handle(self) -> str:
        """A WeChat id: a letter first, then letters and digits."""
        while True:
            letters = "".join(self.chance.choices(_LETTERS, k=self.chance.randint(4, 7)))
            made = letters + self.chance.choice(("", "_")) + str(self.chance.randint(10, 99_999))
            if len(made) >= 6 and made not in self._taken:
                self._taken.add(made)
                return made

    def phone(self, region: str) -> str:
        """A mobile number that the region's plan allows, E.164."""
        form, digits = _MOBILE[region]
        while True:
            made = form.format("".join(self.chance.choices("0123456789", k=digits)))
            if made not in self._taken and phonenumbers.is_valid_number(phonenumbers.parse(made)):
                self._taken.add(made)
                return made

    def group(self, platform: str, tool: str, language: str, name: str) -> Group:
        """A new group; its weight gives sizes a heavy tail."""
        number = len(self.groups)
        uid = (
            str(900_000_000_000_000 + number * 7_919)
            if platform == "facebook"
            else f"{48_000_000_000 + number}@chatroom"
        )
        made = Group(number, platform, uid, name, language, tool, self.chance.paretovariate(1.1))
        self.groups.append(made)
        return made

    def join(self, account: Account, group: Group) -> None:
        """Put an account into a group, once."""
        if group.number not in account.groups:
            account.groups.append(group.number)
