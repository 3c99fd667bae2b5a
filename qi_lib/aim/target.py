"""Make of an aim what is measured, and the line on its chart: “from 9 to 3” is a target of 3.

Guesses, which a team sees before they are used. What an aim does not say stays empty.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from qi_lib.aim.vocabulary import LOOSE_END
from qi_lib.model import Aim, Direction, Frequency

__all__ = ["AimTarget", "Shape", "find_target"]

Shape: TypeAlias = Literal["one", "share", "rate"]

_WORDS = tuple(
    re.findall(
        r"\w+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty",
    )
)
_NUMBERS = {word: float(number) for number, word in enumerate(_WORDS)}
_NUMBERS |= {"none": 0, "nil": 0, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_PER_CENT = r"(?:\s?%|\s*per\s?cent\b)"
_AMOUNT = re.compile(
    rf"£?\s?(?P<number>\b{_NUMBER})\b(?:\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{_NUMBER})\b)?"
    rf"(?P<percent>{_PER_CENT})?(?:\s+(?P<unit>[a-z]+))?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s+(?P<before>.+?)\s+to\s+(?P<after>.+)$", re.IGNORECASE)
_BY_SO_MUCH = re.compile(r"^by\b|\b(?:fewer|less|more)$|£", re.IGNORECASE)
_PER = re.compile(
    r"\s*\bper\s+(?P<many>1[\d,]*0|thousand|hundred)\s+"
    r"(?P<whole>(?:(?!(?:by|on|in|at|from|to|for)\b)[a-z-]+(?:\s+|$)){1,3})",
    re.IGNORECASE,
)
_MANY = {"thousand": 1000, "hundred": 100}
_HOW_OFTEN = re.compile(
    r"\s*(?<!within)(?<!in)\s\b(?:(?:a|per|each|every)\s+(?P<each>day|night|week|month|quarter)\b|"
    r"(?P<ly>daily|weekly|monthly|quarterly)\b)",
    re.IGNORECASE,
)
_FREQUENCIES = {
    "da": Frequency.DAY,
    "ni": Frequency.DAY,
    "we": Frequency.WEEK,
    "mo": Frequency.MONTH,
    "qu": Frequency.QUARTER,
}
_LESS = re.compile(
    r"\b(?:fewer|less|under|below|at most|within|(?:no|not) more than|a maximum of|none)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|at least|no fewer than|above|over|double|better)\b", re.IGNORECASE)
_CUT = re.compile(
    r"^(?:cut|reduce|lower|decrease|halve|shorten|fewer|less|no)\b|\b(?:fall|drop)$", re.IGNORECASE
)
_RAISE = re.compile(
    r"^(?:raise|increase|improve|boost|double|more)\b|\b(?:rise|up)$", re.IGNORECASE
)
_VERB = re.compile(
    r"^(?:we\s+)?(?:will\s+)?(?:cut|reduce|lower|decrease|halve|get|bring|keep|have|make|raise|"
    r"increase|improve|boost|double|shorten|save|fewer|less|more|no)\b\s*(?:down\s+|up\s+)?"
    r"(?:the\s+)?(?:(?:number|rate|share|proportion|percentage|amount|level|total)s?\s+of\s+)?",
    re.IGNORECASE,
)
_END = re.compile(r"\s+(?:fall|drop|rise|improve|go|come|up|down|is|are|be)$", re.IGNORECASE)
_MOST_WORDS = 10
_NO_UNIT = re.compile(
    r"an?|per|each|every|to|from|or|and|of|for|in|on|by|at|out|the|than|them|times|noon"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AimTarget:
    """What an aim says of its measure; empty, or None, where it says nothing.

    `value` is in the unit of the measure, per cent for a share; `per` is what a rate is per.
    """

    thing: str
    shape: Shape = "one"
    before: float | None = None
    value: float | None = None
    unit: str = ""
    whole: str = ""
    per: int = 0
    direction: Direction = Direction.NEUTRAL
    frequency: Frequency | None = None


def find_target(aim: Aim) -> AimTarget:
    """Find what an aim measures, from how much to how much, and how that is written down."""
    how_much = _PER.sub(" ", aim.how_much).strip()
    before, after = _amounts(how_much)
    rate = _PER.search(f"{aim.what} {aim.how_much}")
    is_share = rate is None and any(one is not None and _is_share(one) for one in (before, after))
    unit = _unit(after or before)
    thing = _thing(aim.what) or unit.capitalize()
    value, start = _value(after), _value(before)
    return AimTarget(
        thing=thing,
        shape="rate" if rate else "share" if is_share else "one",
        before=start,
        value=value,
        unit="%" if is_share else unit,
        whole=_whole(aim, rate, is_share=is_share),
        per=_per(rate),
        direction=_direction(aim, start, value, is_share=is_share),
        frequency=_frequency(f"{aim.what} {aim.how_much}"),
    )


def _amounts(how_much: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Find the amount before, and the one that is aimed at; “by 30%” says neither."""
    pair = _FROM_TO.search(how_much)
    if pair:
        return _AMOUNT.search(pair["before"]), _AMOUNT.search(pair["after"])
    if _BY_SO_MUCH.search(how_much):
        return None, None
    return None, _AMOUNT.search(how_much)


def _is_share(amount: re.Match[str]) -> bool:
    return bool(amount["percent"] or amount["whole"])


def _value(amount: re.Match[str] | None) -> float | None:
    if amount is None:
        return None
    number = _number(amount["number"])
    whole = _number(amount["whole"]) if amount["whole"] else 0
    return round(100 * number / whole, 1) if whole else number


def _number(text: str) -> float:
    word = _NUMBERS.get(text.lower())
    return float(text.replace(",", "")) if word is None else word


def _unit(amount: re.Match[str] | None) -> str:
    unit = (amount["unit"] or "").lower() if amount else ""
    return "" if _NO_UNIT.fullmatch(unit) else unit


def _thing(what: str) -> str:
    """Name what is measured: what is to change, without the changing."""
    text = _HOW_OFTEN.sub("", _PER.sub(" ", f" {what}")).strip()
    text = _END.sub("", _VERB.sub("", text)).strip(" ,.;")
    text = LOOSE_END.sub("", " ".join(text.split()[:_MOST_WORDS]))
    return text[:1].upper() + text[1:]


def _whole(aim: Aim, rate: re.Match[str] | None, *, is_share: bool) -> str:
    if rate:
        return rate["whole"].strip().lower()
    return aim.for_whom if is_share else ""


def _per(rate: re.Match[str] | None) -> int:
    if rate is None:
        return 0
    many = rate["many"].lower()
    return _MANY.get(many) or int(many.replace(",", ""))


def _direction(aim: Aim, before: float | None, value: float | None, *, is_share: bool) -> Direction:
    if before is not None and value is not None and before != value:
        return Direction.DOWN if value < before else Direction.UP
    # What is said of the amount counts before the verb: “at most” is less, whatever is done.
    for text, less, more in ((aim.how_much, _LESS, _MORE), (aim.what, _CUT, _RAISE)):
        if less.search(text):
            return Direction.DOWN
        if more.search(text):
            return Direction.UP
    return Direction.UP if is_share else Direction.NEUTRAL


def _frequency(text: str) -> Frequency | None:
    found = _HOW_OFTEN.search(f" {text}")
    return _FREQUENCIES[(found["each"] or found["ly"])[:2].lower()] if found else None
