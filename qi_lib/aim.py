"""Find the parts of an aim in a sentence: what, how much, by when, for whom, where.

Plain rules, no guessing: a part that is not written is a gap that the team is asked to fill.
"""

import datetime as dt
import re
from dataclasses import dataclass

from qi_lib.days import MONTHS
from qi_lib.due import find_due
from qi_lib.model import Aim

__all__ = ["read_aim"]

_WORDS = (
    "zero|nil|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    "forty|fifty"
)
_NUMBER = rf"(?:£\s?)?(?:\d[\d,]*(?:\.\d+)?|{_WORDS})"
_SHARE = r"(?:a |one |two |three )?(?:half|thirds?|quarters?|fifths?|tenths?)"
_UNIT = (
    r"(?:\s?%|\s*per\s?cent|\s*percent|\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?|falls?|times|"
    r"cases|incidents|patients|people|calls|complaints|infections|errors|ulcers))"
)
_RATE = r"(?:\s+(?:a|an|per|each|every)\s+(?:day|night|week|month|quarter|year|shift|round))"
_AMOUNT = rf"{_NUMBER}{_UNIT}?{_RATE}?"
_BOUND = (
    r"(?:at least|at most|no more than|no fewer than|not more than|more than|fewer than|less than|"
    r"under|below|above|over|a maximum of|an average of|about|around|just)"
)
_OR = r"(?:\s+or\s+(?:fewer|less|more|under|below|above|better))"
_HOW_MUCH = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bfrom\s+(?:{_BOUND}\s+)?{_AMOUNT}[^,.;]{{0,40}}?\s+to\s+(?:{_BOUND}\s+)?{_AMOUNT}{_OR}?",
        rf"\bby\s+(?:{_BOUND}\s+)?(?:{_NUMBER}{_UNIT}{_RATE}?|{_SHARE})(?!\s+(?:{_SHARE}))",
        rf"\bto\s+(?:{_BOUND}\s+)?(?:{_AMOUNT}{_OR}?|{_SHARE}|double)",
        rf"\bwithin\s+(?:{_BOUND}\s+)?{_NUMBER}\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\b",
        rf"\b{_BOUND}\s+{_AMOUNT}{_OR}?",
        rf"\b{_NUMBER}{_UNIT}{_OR}",
        rf"\b{_NUMBER}\s+(?:in|out of)\s+{_NUMBER}\b",
        r"£\s?\d[\d,.]*\s?(?:k|m|million|thousand)?\b",
    )
]
_OF_ALL = re.compile(
    rf"(?P<share>(?:\b{_BOUND}\s+)?\b{_NUMBER}\s?(?:%|per\s?cent|percent))\s+of\s+(?!the time)",
    re.I,
)
_FEWER = re.compile(
    rf"^(?P<amount>{_BOUND}\s+{_NUMBER})\s+(?P<what>[^,.;]+?)(?P<rate>{_RATE})\b", re.IGNORECASE
)
_COUNTED = re.compile(rf"^(from\s+{_NUMBER})\s+(?P<what>[a-z-]+)(?={_RATE})", re.IGNORECASE)
_NONE = re.compile(r"^(?:no|zero)\s+(?!more\b|fewer\b)(?P<what>.+)$", re.IGNORECASE)
_WHOLE_VERBS = {
    r"halve": ("cut", "by half"),
    r"double": ("raise", "to double"),
    r"(?:eliminate|eradicate|abolish)": ("cut", "to none"),
}
_OPENING = re.compile(
    r"^(?:(?:we|i)\s+(?:will|want to|would like to|aim to|hope to|plan to|are going to)\s+|"
    r"our aim is to\s+|the aim is to\s+|aim:?\s+(?:to\s+)?|to\s+)",
    re.IGNORECASE,
)

_PEOPLE = (
    r"patients?|people|residents?|adults?|children|child|babies|infants?|women|men|mothers?|mums|"
    r"dads|parents|families|carers?|staff|nurses?|doctors|everyone|everybody|anyone|those|clients?|"
    r"users?|inpatients|visitors|teenagers|elders|older|young|person|pupils|learners"
)
_STOP = (
    r"(?=\s+(?:by|on|at|across|from|to|within|before|until|over the next|in)\b|"
    r"\s*[,.;]|\s*$)"
)
_FOR_WHOM = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:for|among|amongst)\s+(?P<who>[^,.;]*?\b(?:{_PEOPLE})\b[^,.;]*?"
        rf"(?:\b(?:lives?|living|stays?|staying)\s+(?:on|in|at)\s+[^,.;]+?)?){_STOP}",
        rf"\bin\s+(?P<who>(?:[\w-]+\s+){{0,2}}(?:{_PEOPLE})\b[^,.;]*?){_STOP}",
    )
]
_PLACES = (
    r"ward|unit|home|house|clinic|surgery|practice|hospital|department|theatres?|ed|a&e|icu|itu|hdu|"
    r"nicu|centre|center|floor|lodge|court|suite|bay|bays|community|maternity|outpatients|pharmacy|"
    r"service|team|teams|wards|homes|site|sites|trust|manor|grange|hall|hospice|pathway|mau|amu|sau"
)
_SMALL = r"(?:on|in|at|across|for|of|from|to|by|with|within|and)\b"
_TIMES = rf"(?:{'|'.join(name.title() for name in MONTHS)}|[A-Z][a-z]+days?)\b"
_WHERE = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:(?P<how>on|in|at|across))\s+(?P<place>(?:(?:the|our|all|both|every)\s+)?"
        rf"(?:(?!{_SMALL})[\w'’&-]+\s+){{0,4}}(?i:{_PLACES})\b(?:\s+(?:[A-Z]?\d+[A-Z]?|[A-Z]\b))?)",
        rf"\b(?i:(?P<how>on|in|at|across))\s+(?P<place>(?:the\s+)?(?!{_TIMES})[A-Z][\w'’&-]*"
        r"(?:\s+(?:and\s+)?[A-Z0-9][\w'’&-]*)*)",
    )
]
_LOOSE_END = re.compile(r"[\s,;.]+(?:and|on|in|at|by|for|to|of|the|from|with)?$", re.IGNORECASE)


@dataclass(slots=True)
class _Rest:
    """What is left of the sentence while parts are taken out of it."""

    text: str

    def take(self, found: re.Match[str] | None) -> str:
        if not found:
            return ""
        self.text = " ".join((self.text[: found.start()], self.text[found.end() :])).strip(" ,;")
        self.text = re.sub(r"\s+", " ", self.text)
        return found[0].strip(" ,.;")


def read_aim(sentence: str, *, today: dt.date) -> Aim:
    """Find the parts of an aim in `sentence`; what is not there stays empty.

    A month without a year is the next one to come after `today`.
    """
    rest = _Rest(re.sub(r"\s+", " ", sentence).strip().rstrip("."))
    due, text = find_due(rest.text, today=today)
    rest.text = _OPENING.sub("", text)
    how_much = _lower_first(_take_how_much(rest))
    for_whom = _take_whom(rest)
    where = _take_where(rest)
    what = _tidy(rest.text)
    counted = _COUNTED.match(how_much)
    if counted and not what:  # "From 9 falls a month to 5": the thing is inside the amount
        what, how_much = counted["what"], _COUNTED.sub(r"\1", how_much)
    return Aim(
        what=what[:300],
        how_much=how_much[:300],
        by_when=due,
        for_whom=for_whom[:300],
        where=where[:300],
    )


def _take_how_much(rest: _Rest) -> str:
    for verb, (instead, amount) in _WHOLE_VERBS.items():
        changed, times = re.subn(rf"^{verb}\s+", f"{instead} ", rest.text, flags=re.IGNORECASE)
        if times:
            rest.text = changed
            return amount
    of_all = _OF_ALL.search(rest.text)
    if of_all:
        rest.text = rest.text[: of_all.start()] + rest.text[of_all.end() :]
        return f"for {of_all['share'].lower()} of them"
    none = _NONE.match(rest.text)
    if none:
        rest.text = none["what"]
        return "to none"
    fewer = _FEWER.match(rest.text)
    if fewer:
        rest.text = fewer["what"] + rest.text[fewer.end() :]
        return f"to {_lower_first(fewer['amount'])}{fewer['rate']}"
    for pattern in _HOW_MUCH:
        found = pattern.search(rest.text)
        if found:
            return rest.take(found)
    return ""


def _take_whom(rest: _Rest) -> str:
    for pattern in _FOR_WHOM:
        found = pattern.search(rest.text)
        if found:
            who = found["who"].strip()
            rest.take(found)
            return who
    return ""


def _take_where(rest: _Rest) -> str:
    for pattern in _WHERE:
        found = pattern.search(rest.text)
        if found:
            how, place = found["how"].lower(), found["place"].strip()
            rest.take(found)
            return place if how == "on" else f"{how} {place}"
    return ""


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _tidy(text: str) -> str:
    shorter = _LOOSE_END.sub("", f"{text} ").strip(" ,;.")
    return shorter if re.search(r"\w", shorter) else ""
