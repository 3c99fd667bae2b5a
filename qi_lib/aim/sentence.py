"""Find the parts of an aim in a sentence: what, how much, by when, for whom, where.

Plain rules, no guessing: a part that is not written is a gap that the team is asked to fill.
"""

import datetime as dt
import re
from dataclasses import dataclass

from qi_lib.aim.deadline import find_deadline
from qi_lib.aim.vocabulary import (
    COUNTED,
    FEWER,
    FOR_WHOM,
    HOW_MUCH,
    LOOSE_END,
    NAMED_PEOPLE,
    NAMED_PLACE,
    NONE,
    OF_ALL,
    OPENING,
    SOON,
    WHERE,
    WHOLE_VERBS,
)
from qi_lib.model import Aim

__all__ = ["read_aim"]


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
    due, text = find_deadline(rest.text, today=today)
    rest.text = OPENING.sub("", text)
    how_much = _lower_first(_take_how_much(rest))
    for_whom = _take_whom(rest)
    where = _take_where(rest, for_whom)
    what = _tidy(SOON.sub("", rest.text))
    counted = COUNTED.match(how_much)
    if counted and not what:  # "From 9 falls a month to 5": the thing is inside the amount
        what, how_much = counted["what"], COUNTED.sub(r"\1", how_much)
    return Aim(
        what=what[:300],
        how_much=how_much[:300],
        by_when=due,
        for_whom=for_whom[:300],
        where=where[:300],
    )


def _take_how_much(rest: _Rest) -> str:
    for verb, (instead, amount) in WHOLE_VERBS.items():
        changed, times = re.subn(rf"^{verb}\s+", f"{instead} ", rest.text, flags=re.IGNORECASE)
        if times:
            rest.text = changed
            return amount
    of_all = OF_ALL.search(rest.text)
    if of_all:
        rest.text = rest.text[: of_all.start()] + rest.text[of_all.end() :]
        return f"for {of_all['share'].lower()} of them"
    none = NONE.match(rest.text)
    if none:
        rest.text = none["what"]
        return "to none"
    fewer = FEWER.match(rest.text)
    if fewer:
        rest.text = fewer["what"] + rest.text[fewer.end() :]
        return f"to {_lower_first(fewer['amount'])}{fewer['rate']}"
    for pattern in HOW_MUCH:
        found = pattern.search(rest.text)
        if found:
            return rest.take(found)
    return ""


def _take_whom(rest: _Rest) -> str:
    for pattern in FOR_WHOM:
        found = pattern.search(rest.text)
        if found:
            who = found["who"].strip()
            rest.take(found)
            return who
    named = NAMED_PEOPLE.search(rest.text)
    return named["who"].strip() if named else ""


def _take_where(rest: _Rest, for_whom: str) -> str:
    for pattern in WHERE:
        found = pattern.search(rest.text)
        if found:
            how, place = found["how"].lower(), found["place"].strip()
            rest.take(found)
            return place if how in ("on", "to", "from", "of") else f"{how} {place}"
    return _named_place(rest) or _place_of(for_whom)


def _named_place(rest: _Rest) -> str:
    """Find a place that is named in passing; it is taken out where it stands apart."""
    named = NAMED_PLACE.search(rest.text)
    if not named:
        return ""
    before, after = rest.text[: named.start()].rstrip(), rest.text[named.end() :].lstrip()
    if (not before and after.startswith(":")) or (before.endswith(",") and not after):
        rest.text = (before + after).strip(" ,:")
    return named[0]


def _place_of(for_whom: str) -> str:
    found = next((one for p in WHERE[:2] if (one := p.search(for_whom))), None)
    return found["place"] if found else ""


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _tidy(text: str) -> str:
    shorter = LOOSE_END.sub("", f"{text} ").strip(" ,;.")
    return shorter if re.search(r"\w", shorter) else ""
