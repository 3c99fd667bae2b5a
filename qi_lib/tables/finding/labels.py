"""Say what a heading or a label is: a line of a chart, a total, a place, a key, a person."""

import re
from collections.abc import Collection

from qi_lib.tables.finding.vocabulary import WORDS, sounds

__all__ = [
    "are_places",
    "is_average",
    "is_clock",
    "is_limit",
    "is_place",
    "is_target",
    "is_total",
]

_UNITS = {
    "a&e", "ae", "ed", "icu", "itu", "hdu", "amu", "sau", "mau", "ccu", "nicu", "picu", "scbu",
    "eau", "cdu", "aec", "sdec", "hasu", "asu", "emu", "cau", "mlu", "dcu", "theatres",
    "maternity", "outpatients", "paediatrics", "paeds", "recovery", "endoscopy", "pharmacy",
}  # fmt: skip
_PLACE = re.compile(
    r"(?:ward|unit|bay|site|team|clinic|house|floor|area|zone|dept|theatre|room|home|pod|hospital|practice)\b.*"
    r"|.*\b(?:ward|unit|clinic|house|home|centre|hospital|surgery|practice|theatre|lodge|court|team|bay"
    r"|infirmary|suite)(?: [a-z0-9])?|[a-z]{1,3}\d{1,3}[a-z]?|\d{1,2}[a-z]"
)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split())


def is_target(name: str) -> bool:
    """Tell whether a heading is that of a target line, and not of those who met it."""
    text = WORDS["target"].sub(" ", _plain(name))
    return sounds(name, "target") and not WORDS["met"].search(text)


def is_limit(name: str) -> bool:
    """Tell whether a heading is that of a limit or another line of a chart, whatever is in it."""
    return sounds(name, "limit") and not sounds(name, "met")


def is_average(name: str) -> bool:
    """Tell whether a heading says mean or median and nothing of what: a line, where it is flat."""
    text = re.sub(r"[()\[\]:,%=-]", " ", _plain(name))
    rest = WORDS["average filler"].sub("", WORDS["average"].sub("", text))
    return sounds(text, "average") and not rest.strip()


def is_total(text: str) -> bool:
    """Tell whether a label is that of a total or an average of the others: “Trust total”."""
    plain = re.sub(r"[()\[\]:,/=*-]", " ", _plain(text))
    rest = WORDS["total filler"].sub("", WORDS["total"].sub("", plain))
    return sounds(plain, "total") and not rest.strip()


def is_clock(name: str) -> bool:
    """Tell whether a heading is that of a time of day, and not of how long something took."""
    return sounds(name, "clock") and not sounds(name, "time")


def is_place(text: str) -> bool:
    """Tell whether a label is that of a ward or another place: “Ward 7”, “ICU”, “Elm House”."""
    plain = _plain(text)
    return plain in _UNITS or bool(_PLACE.fullmatch(plain))


def are_places(labels: Collection[str]) -> bool:
    """Tell whether most labels are those of places."""
    named = [label for label in labels if not is_total(label)]
    return bool(named) and sum(map(is_place, named)) > len(named) / 2
