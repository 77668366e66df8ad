"""Marks, words and scales of money as traders write them. Source of the codes: ISO 4217."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A code with ? is the mark's commonest meaning; `ABOUT` has the others by region.
CURRENCY_BEFORE = {
    "rm": "MYR", "myr": "MYR", "rp": "IDR", "idr": "IDR", "฿": "THB", "thb": "THB", "¥": "CNY?", "cny": "CNY", "rmb": "CNY",
    "₫": "VND", "vnd": "VND", "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "ntd": "TWD", "twd": "TWD", "nt": "TWD",
    "s$": "SGD", "sgd": "SGD", "us$": "USD", "usd": "USD", "a$": "AUD", "aud": "AUD", "$": "USD?", "€": "EUR", "eur": "EUR",
    "₱": "PHP", "php": "PHP", "p": "PHP", "£": "GBP", "gbp": "GBP", "₹": "INR", "inr": "INR", "₭": "LAK", "lak": "LAK",
    "mmk": "MMK", "៛": "KHR", "人民币": "CNY", "台币": "TWD", "台幣": "TWD", "港币": "HKD", "港幣": "HKD", "马币": "MYR",
    "馬幣": "MYR", "aed": "AED", "dhs": "AED", "bnd": "BND", "b$": "BND", "mop": "MOP", "qar": "QAR", "zar": "ZAR", "r": "ZAR?", "kes": "KES", "ksh": "KES",
    "ngn": "NGN", "₦": "NGN", "xaf": "XAF", "cfa": "XAF", "cad": "CAD", "nzd": "NZD", "₩": "KRW", "krw": "KRW", "jpy": "JPY", "chf": "CHF", "pkr": "PKR",
}  # fmt: skip
CURRENCY_AFTER = {
    "บาท": "THB", "บ.": "THB", "บ": "THB", "฿": "THB", ".-": "THB", "baht": "THB", "bht": "THB", "元": "CNY?", "块": "CNY?", "塊": "CNY?",
    "rmb": "CNY", "yuan": "CNY", "人民币": "CNY", "人民幣": "CNY", "港币": "HKD", "港幣": "HKD", "港元": "HKD", "蚊": "HKD?",
    "台币": "TWD", "台幣": "TWD", "新台币": "TWD", "新台幣": "TWD", "令吉": "MYR", "马币": "MYR", "馬幣": "MYR", "đồng": "VND", "vnđ": "VND", "vnd": "VND",
    "₫": "VND", "đ": "VND", "dong": "VND", "ringgit": "MYR", "rm": "MYR", "myr": "MYR", "rupiah": "IDR", "perak": "IDR", "idr": "IDR", "usd": "USD",
    "dollars": "USD?", "dollar": "USD?", "$": "USD?", "peso": "PHP", "pesos": "PHP", "php": "PHP", "₱": "PHP", "sgd": "SGD", "hkd": "HKD", "ntd": "TWD",
    "thb": "THB", "euro": "EUR", "€": "EUR", "quid": "GBP", "pounds": "GBP", "gbp": "GBP", "aed": "AED", "dirhams": "AED", "bnd": "BND", "aud": "AUD", "eur": "EUR", "euros": "EUR", "zar": "ZAR", "naira": "NGN", "cfa": "XAF",
    "r": "CNY?r", "hinggit": "MYR", "kip": "LAK", "ກີບ": "LAK", "kyat": "MMK", "ကျပ်": "MMK", "រៀល": "KHR",
}  # fmt: skip
# What a mark means where another money than its commonest is used.
ABOUT = {
    ("USD?", "SG"): "SGD", ("USD?", "HK"): "HKD", ("USD?", "TW"): "TWD", ("USD?", "AU"): "AUD", ("USD?", "CA"): "CAD",
    ("USD?", "MO"): "MOP", ("HKD?", "MO"): "MOP", ("USD?", "NZ"): "NZD", ("USD?", "BN"): "BND", ("CNY?", "JP"): "JPY", ("CNY?", "TW"): "TWD", ("CNY?", "HK"): "HKD", ("CNY?", "MY"): "MYR",
    ("CNY?", "SG"): "SGD", ("IDR?", "MY"): "MYR", ("IDR?", "BN"): "BND", ("IDR?", "SG"): "SGD",
}  # fmt: skip
SCALES = {
    "k": 1e3, "rb": 1e3, "rbu": 1e3, "ribu": 1e3, "ribuan": 1e3, "nghìn": 1e3, "nghin": 1e3, "ngàn": 1e3, "ngan": 1e3, "千": 1e3, "พัน": 1e3,
    "หมื่น": 1e4, "万": 1e4, "萬": 1e4, "w": 1e4, "แสน": 1e5, "ratus": 1e2, "百": 1e2, "ร้อย": 1e2, "trăm": 1e2, "lít": 1e5,
    "lac": 1e5, "lakh": 1e5, "lakhs": 1e5, "lacs": 1e5, "crore": 1e7, "cr": 1e7, "xị": 1e5, "xi": 1e5, "mil": 1e3, "个w": 1e4, "个万": 1e4,
    "jt": 1e6, "jta": 1e6, "juta": 1e6, "jutaan": 1e6, "tr": 1e6, "triệu": 1e6, "trieu": 1e6, "củ": 1e6, "ล้าน": 1e6,
}  # fmt: skip
# Scales that by themselves say which money is meant.
OWN_SCALES = {
    "rb": "IDR", "rbu": "IDR", "ribu": "IDR?", "ribuan": "IDR?", "jt": "IDR", "jta": "IDR", "juta": "IDR?", "jutaan": "IDR?",
    "tr": "VND", "triệu": "VND", "trieu": "VND", "củ": "VND", "nghìn": "VND", "ngàn": "VND",
}  # fmt: skip
# Money of a region, for numbers that name none.
OF_REGION = {
    "MY": "MYR", "ID": "IDR", "VN": "VND", "TH": "THB", "CN": "CNY", "PH": "PHP", "SG": "SGD", "TW": "TWD", "HK": "HKD",
    "KH": "USD", "LA": "LAK", "MM": "MMK", "GB": "GBP", "US": "USD", "IN": "INR", "BN": "BND", "AU": "AUD", "JP": "JPY",
    "MO": "MOP", "AE": "AED", "QA": "QAR", "ZA": "ZAR", "KE": "KES", "NG": "NGN", "CM": "XAF", "CA": "CAD", "NZ": "NZD", "KR": "KRW", "PK": "PKR",
    "DE": "EUR", "FR": "EUR", "ES": "EUR", "IT": "EUR", "NL": "EUR", "BE": "EUR", "PT": "EUR", "AT": "EUR",
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
