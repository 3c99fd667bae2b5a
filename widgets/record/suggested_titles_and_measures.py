"""Suggestions from the words people used: titles and measures."""

import re
from dataclasses import dataclass
from typing import Literal

from qi_lib.model import Aim, Direction

__all__ = ["MeasureIdea", "suggest_measures", "suggest_titles", "working_title"]


@dataclass(frozen=True, slots=True)
class MeasureIdea:
    """Something to count, in the words of a ward."""

    name: str
    direction: Direction
    unit: str = ""


_UP, _DOWN = Direction.UP, Direction.DOWN
_IDEAS: tuple[tuple[str, tuple[MeasureIdea, ...]], ...] = (
    (
        r"fall",
        (MeasureIdea("Falls", _DOWN, "falls"), MeasureIdea("Falls with harm", _DOWN, "falls")),
    ),
    (r"pressure|ulcer|sore", (MeasureIdea("New pressure ulcers", _DOWN, "pressure ulcers"),)),
    (
        r"hand (hygiene|wash)|infection|catheter",
        (
            MeasureIdea("Hand hygiene done right", _UP, "%"),
            MeasureIdea("Infections", _DOWN, "infections"),
        ),
    ),
    (
        r"medic|dose|insulin|drug|antibiotic",
        (
            MeasureIdea("Missed doses", _DOWN, "missed doses"),
            MeasureIdea("Doses given on time", _UP, "%"),
        ),
    ),
    (
        r"dna|not attend|missed appointment|no.?show",
        (MeasureIdea("Missed appointments", _DOWN, "%"),),
    ),
    (
        r"discharge|before noon|length of stay|bed",
        (
            MeasureIdea("Discharged before noon", _UP, "%"),
            MeasureIdea("Days in hospital", _DOWN, "days"),
        ),
    ),
    (
        r"wait|delay|queue|slow|four.?hour|4.?hour|a&e|triage",
        (
            MeasureIdea("Minutes waited", _DOWN, "minutes"),
            MeasureIdea("Seen in time", _UP, "%"),
        ),
    ),
    (r"noise|noisy|sleep|night", (MeasureIdea("Good nights' sleep", _UP, "%"),)),
    (r"bell|buzzer", (MeasureIdea("Minutes until a bell is answered", _DOWN, "minutes"),)),
    (r"complain|rude|unhappy", (MeasureIdea("Complaints", _DOWN, "complaints"),)),
    (r"agitat|aggress|violen|restrain", (MeasureIdea("Incidents", _DOWN, "incidents"),)),
    (r"food|eat|weigh|nutrition|drink|hydrat", (MeasureIdea("Weighed on time", _UP, "%"),)),
    (r"waste|throw|cost|£|linen|stock|expired", (MeasureIdea("Pounds wasted", _DOWN, "£"),)),
    (r"paper|form|record|document|note|handover", (MeasureIdea("Filled in completely", _UP, "%"),)),
    (r"activit|lonel|outside|garden|walk", (MeasureIdea("People who took part", _UP, "people"),)),
)
_ANYWHERE = (
    MeasureIdea("How often it happens", _DOWN, "times"),
    MeasureIdea("How long it takes", _DOWN, "minutes"),
    MeasureIdea("Done right", _UP, "%"),
)

_LEADS_ON = re.compile(
    r"\d+|a|an|and|are|as|at|be|before|because|but|by|every|fewer|for|from|her|his|if|in|is|its|"
    r"less|more|my|no|not|of|on|or|our|over|some|than|that|the|their|they|this|to|under|until|"
    r"was|we|were|when|where|which|while|who|with|without",
    re.IGNORECASE,
)
"""No title ends with one of these."""


def working_title(problem: str) -> str:
    """Make a title of the first words, until the team gives a better one."""
    sentence = re.split(r"[.!?\n]", problem.strip(), maxsplit=1)[0]
    title = _first_words(sentence, 9)
    return (title[:1].upper() + title[1:])[:80].strip(" ,;:") or "My project"


def suggest_titles(problem: str, aim: Aim, place: str) -> list[str]:
    """Offer two or three titles made of what the team wrote."""
    where = aim.where or place
    titles = []
    if what := _what(aim):
        short = _first_words(what, 8)
        titles = [f"{short}{_at(where)}", short]
    thing = _thing(what or problem)
    if thing:
        direction = next((i.direction for i in suggest_measures(problem, aim)), _DOWN)
        better: Literal["Fewer", "Better"] = "Fewer" if direction is _DOWN else "Better"
        titles.append(f"{better} {thing}{_at(where)}")
    named = [title[:1].upper() + title[1:] for title in titles]
    return list(dict.fromkeys(title for title in named if len(title) <= 80))[:3]


def _what(aim: Aim) -> str:
    # In "minutes waited fall from 40 to 20" nobody falls.
    return re.sub(r"(?<=\w) (?:fall|drop|rise|improve)$", "", aim.what)


def _first_words(text: str, most: int) -> str:
    """Cut a text to so many words, and where it is cut, not behind "and the"."""
    words = text.split()
    if len(words) <= most:
        return " ".join(words)
    words = words[:most]
    while len(words) > 1 and _LEADS_ON.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _at(where: str) -> str:
    if not where:
        return ""
    has_preposition = where.lower().startswith(("on ", "in ", "at ", "across "))
    return f" {where}" if has_preposition else f" on {where}"


def _thing(text: str) -> str:
    for pattern, ideas in _IDEAS:
        if re.search(pattern, text, re.IGNORECASE) and ideas[0].unit not in ("%", "£", ""):
            return ideas[0].name.lower() if ideas[0].unit not in ("minutes", "people") else ""
    return ""


def suggest_measures(problem: str, aim: Aim) -> list[MeasureIdea]:
    """Offer things to count for what the team wrote, best first; always at least three."""
    text = f"{_what(aim)} {problem}"
    found = [
        idea
        for pattern, ideas in _IDEAS
        if re.search(rf"\b(?:{pattern})", text, re.IGNORECASE)
        for idea in ideas
    ]
    return list(dict.fromkeys((*found, *_ANYWHERE)))[: max(3, min(5, len(found)))]
