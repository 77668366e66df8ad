"""One English line of what the rules recognised in a text: put together from fields, never a translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphintel.reference import DOLLAR, english_name, plural, term_words

GLOSS_MARK = "machine gloss of what was recognised"
NOTHING = "nothing was recognised"
_MOST_ITEMS, _MOST_CONTACTS, _MOST_PLACES = 6, 4, 3
_APPS = {
    "whatsapp": "WhatsApp", "wechat": "WeChat", "qq": "QQ", "line": "LINE", "telegram": "Telegram", "zalo": "Zalo",
    "viber": "Viber", "facebook": "Facebook", "instagram": "Instagram", "signal": "Signal", "messenger": "Messenger",
    "tiktok": "TikTok", "imo": "imo", "kakao": "KakaoTalk", "email": "e-mail", "invite": "invitation", "url": "link",
    "gcash": "GCash", "tng": "Touch 'n Go", "promptpay": "PromptPay", "momo": "MoMo", "alipay": "Alipay",
    "wechatpay": "WeChat Pay", "ewallet": "e-wallet", "bank": "bank account",
}  # fmt: skip
_BASIS = {"each": " each", "pair": " a pair", "weight": " by weight", "total": " for all"}
_CONTEXT = {"ship_from": "sent from ", "meetup": "handed over in ", "seller": "in "}
_CLAIMS = {
    "no_papers": "no papers", "papers": "papers or a licence", "permit_number": "a permit number",
    "captive_bred": "captive-bred", "antique": "antique or old stock",
}  # fmt: skip
_GRAMS_PER_KG = 1_000.0
_FEW_DOLLARS = 10.0  # below it cents are told
_SHARP_DIGITS = 3
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the rules read in one text, with the columns of ``advert_items``, ``mentions``, ``advert_places``,
    ``advert_conditions`` (kind, value) and the kinds of claims. ``intent`` is None where the text is no advert."""

    intent: str | None
    items: Rows = ()
    contacts: Rows = ()
    places: Rows = ()
    conditions: Rows = ()
    claims: Sequence[str] = field(default=())


def gloss(seen: Recognised) -> str:
    """The line, such as "Offer: 2 live African grey parrots (Psittacus erithacus, App. I), 1,200 USD each; …".

    It holds numbers and contacts of people, and must not go into a log.
    """
    parts = [
        "; ".join(_listed([_item(item) for item in seen.items], _MOST_ITEMS)),
        _contacts(seen.contacts),
        _places(seen.places),
        _conditions(seen.conditions),
        _claims(seen.claims),
    ]
    said = "; ".join(filter(None, parts))
    head = {"offer": "Offer: ", "want": "Wanted: "}.get(seen.intent or "", "No advert by the rules; named: ")
    return head + said if said else NOTHING if seen.intent is None else head + "nothing that the rules can name"


def gloss_explained(explained: Any) -> str:
    """The line for a text that `explain_texts` read."""
    advert = explained.advert
    return gloss(
        Recognised(
            intent=advert["intent"] if advert["is_advert"] else None,
            items=advert["items"],
            contacts=explained.mentions,
            places=advert["places"],
            conditions=advert["conditions"],
            claims=advert["claims"],
        )
    )


def _item(item: Mapping[str, Any]) -> str:
    taxon = item["taxon"] or ""
    count = _range(item["count_min"], item["count_max"])
    is_many = item["count_max"] is not None and item["count_max"] != 1
    if item["form"] == "product":
        what = _product(item, taxon, count)
    else:
        stage = item.get("life_stage") or ""
        name = english_name(taxon) or taxon
        named = plural(name) if is_many and name != taxon else name
        eggs = ("eggs" if is_many else "egg") + f" of {name}"
        what = f"{count}live {eggs if stage == 'egg' else (stage + ' ' + named).strip()}"
    return what + _latin(item, taxon) + _price(item)


def _product(item: Mapping[str, Any], taxon: str, count: str) -> str:
    grams = _range(item["grams_min"], item["grams_max"], unit=True)
    part = term_words(item["product"] or "DER", is_one=item["count_max"] == 1)
    measure = f"{grams} of " if grams else ""
    what = (
        f"{count}{part}"
        if count and not grams
        else f"{measure}{part}" + (f" ({count.strip()} pieces)" if count else "")
    )
    name = english_name(taxon) or taxon
    return f"{what} of {name}" if name else what


def _latin(item: Mapping[str, Any], taxon: str) -> str:
    listed = f"App. {item['cites_appendix']}" if item["cites_appendix"] else ""
    latin = taxon if taxon and english_name(taxon) else ""
    inside = ", ".join(filter(None, (latin, listed)))
    return f" ({inside})" if inside else ""


def _price(item: Mapping[str, Any]) -> str:
    amount = _range(item["price_min"], item["price_max"]).strip()
    if not amount:
        return ""
    dollars = told_dollars(item.get("price_usd_min"), item.get("price_usd_max"))
    about = f" (about US$ {dollars})" if dollars and item["currency"] != DOLLAR else ""
    return f", {amount} {item['currency'] or ''}".rstrip() + about + _BASIS.get(item["price_basis"] or "", "")


def told_dollars(least: float | None, most: float | None) -> str | None:
    """Dollars as they are worth telling, "285", "1,000–1,300", "0.45"; None where there are none."""
    ends = [end for end in (least, most) if end is not None]
    return "–".join(dict.fromkeys(_rounded(end) for end in ends)) or None


def _rounded(dollars: float) -> str:
    """At most three digits that count: what a rate of a month gives is no sharper."""
    if dollars < _FEW_DOLLARS:
        return f"{dollars:,.2f}"
    digits = len(str(int(dollars))) - _SHARP_DIGITS
    return f"{round(dollars, -max(0, digits)):,.0f}"


def _range(least: float | None, most: float | None, *, unit: bool = False) -> str:
    """ "2 ", "2–3 "; with ``unit`` grams as "500 g" or "1.5 kg"; empty where there is neither."""
    ends = [end for end in (least, most) if end is not None]
    if not ends:
        return ""
    if not unit:
        return "–".join(dict.fromkeys(_number(end) for end in ends)) + " "
    scale, name = (_GRAMS_PER_KG, "kg") if max(ends) >= _GRAMS_PER_KG else (1.0, "g")
    return "–".join(dict.fromkeys(_number(end / scale) for end in ends)) + f" {name}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _contacts(rows: Rows) -> str:
    told: dict[str, None] = {}
    paid: dict[str, None] = {}
    for row in rows:
        raw = row["apps"] or ()
        apps = [_APPS.get(app, app) for app in (raw.split("|") if isinstance(raw, str) else raw)]
        if row["kind"] == "payment":
            paid[f"{'/'.join(apps) or 'account'} {row['value']}"] = None
        elif row["kind"] == "phone":
            told[f"{'/'.join(apps) or 'phone'} {row['value']}"] = None
        else:
            told[f"{_APPS.get(row['kind'], row['kind'])} {row['value']}"] = None
    parts = ["contact " + ", ".join(_listed(list(told), _MOST_CONTACTS))] if told else []
    parts += ["payment to " + ", ".join(_listed(list(paid), _MOST_CONTACTS))] if paid else []
    return "; ".join(parts)


def _places(rows: Rows) -> str:
    named = dict.fromkeys(_CONTEXT.get(row["context"] or "", "") + row["place"] for row in rows)
    return ", ".join(_listed(list(named), _MOST_PLACES))


def _conditions(rows: Rows) -> str:
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["value"].replace("_", " "))
    return "; ".join(f"{kind}: {', '.join(values)}" for kind, values in by_kind.items())


def _claims(claims: Sequence[str]) -> str:
    told = ", ".join(_CLAIMS.get(claim, claim.replace("_", " ")) for claim in claims)
    return f"claims {told}" if told else ""


def _listed(parts: list[str], most: int) -> list[str]:
    left = len(parts) - most
    return [*parts[:most], f"and {left} more"] if left > 0 else parts
