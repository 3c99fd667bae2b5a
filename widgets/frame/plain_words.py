"""Plain mode: which words of the field it says differently, tool by tool, and how it says them."""

import re
from collections.abc import Mapping
from typing import Any

from widgets.frame.screen import Written

__all__ = ["PLAIN_VARIABLE", "PLAIN_WORDS", "say_plainly", "show_plainly"]

PLAIN_VARIABLE = "QIHUB_PLAIN"
"""Under this name a kernel finds whether its page was opened in plain mode."""

_DECISIONS = {"Adopted": "Kept", "Adapted": "Changed", "Abandoned": "Stopped"}

PLAIN_WORDS: Mapping[str, Mapping[str, str]] = {
    "Start a project": {"aim": "goal", "aims": "goals"},
    "Charter": {
        "In scope": "What it is about",
        "Not in scope": "What it leaves alone",
        "Scope": "What it is about",
        "aim": "goal",
        "sponsor": "backer",
        "outcome": "result",
        "balancing": "what could get worse",
    },
    "Fishbone": {
        "Fishbone": "Possible causes",
        "the head of the fish": "the box on the right",
        "the head": "the box on the right",
        "bone": "kind of cause",
    },
    "Five whys": {"Five whys": "Asking why", "the fishbone": "the possible causes"},
    "Process map": {
        "Process map": "Step by step",
        "lane": "column",
        "lanes": "columns",
        "waste": "lost time",
    },
    "Pareto": {"Pareto": "Counting", "Which few make most of it": "What happens most"},
    "Stakeholders": {"Stakeholders": "The people it concerns"},
    "Force field": {"Force field": "For and against", "force": "reason", "forces": "reasons"},
    "Driver diagram": {
        "Driver diagram": "What makes the difference",
        "aim": "goal",
        "primary driver": "big thing",
        "primary drivers": "big things",
        "secondary driver": "thing that has to happen",
        "secondary drivers": "things that have to happen",
        "driver": "thing",
        "drivers": "things",
        "change idea": "thing to try",
        "change ideas": "things to try",
        "drives": "helps",
        "Measured by": "The numbers that show it",
        "a theory": "your best guess",
        "cycle": "test",
        "cycles": "tests",
        **_DECISIONS,
    },
    "Choose": {
        "impact": "how much it helps",
        "effort": "how much work it is",
    },
    "FMEA": {
        "FMEA": "What can go wrong",
        "Failure modes and effects": "What can go wrong",
        "severity": "how bad",
        "occurrence": "how often",
        "detection": "how hidden",
        "way to fail": "thing that can go wrong",
        "ways to fail": "things that can go wrong",
        "can fail": "can go wrong",
        "severe": "harmful",
    },
    "PDSA": {
        "PDSA": "Our tests",
        "PDSA cycles": "Our tests",
        "cycle": "test",
        "cycles": "tests",
        "Plan, do, study, act: test a change": "Try a change",
        "Plan: what will you try": "What will you try",
        "Do: what happened": "What happened",
        "Study: did it come out": "Did it come out",
        "Act: what will you do": "What will you do",
        "Go on to Do": "Next: what happened",
        "Go on to Study": "Next: what you learned",
        "Go on to Act": "Next: what to do with it",
        "prediction": "guess",
        "You predicted": "You thought",
        "Adopt": "Keep it",
        "Adapt": "Change it",
        "Abandon": "Stop it",
        "Studied": "Looked at",
        "To study": "To look at",
        "Ramp": "Row",
        **_DECISIONS,
    },
    "Measures": {
        "outcome measure": "number for the result",
        "process measure": "number for what we do",
        "balancing measure": "number for what could get worse",
        "Outcome": "The result",
        "Process": "What we do",
        "Balancing": "What could get worse",
    },
    "Plan": {
        "milestone": "important day",
        "cycle": "test",
        "cycles": "tests",
        "aim": "goal",
        "study": "look at",
        "FMEA": "What can go wrong",
    },
    "Progress": {"record": "project", "the next half point": "the next step"},
    "My chart": {
        "than chance explains": "than luck explains",
        "Baseline": "Before we started",
    },
}
"""For each tool, by its title: a word or phrase, and what plain mode says for it."""

# Only what the tool itself says is said differently; what people wrote stays as it is.
_SAID = frozenset(("question", "hint", "label", "title", "text", "act_label", "problem"))
_LEFT_ALONE = frozenset(("svg", "value", "rows", "suggestions", "clash", "marks"))


def say_plainly(tool: str, words: str) -> str:
    """Say a sentence of a tool in plain words; a capital at its beginning stays one."""
    plain = PLAIN_WORDS.get(tool)
    if not plain or not words:
        return words
    known = {technical.casefold(): said for technical, said in plain.items()}

    def replace(found: re.Match[str]) -> str:
        said = known[found[0].casefold()]
        starts_line = found[0][0].isupper()
        return said[0].upper() + said[1:] if starts_line else said[0].lower() + said[1:]

    longest_first = sorted(known, key=len, reverse=True)
    pattern = r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"
    return re.sub(pattern, replace, words, flags=re.IGNORECASE)


def show_plainly(tool: str, data: Any) -> Any:  # Any: the JSON of a screen
    """Give a screen's data with all that the tool says in plain words."""
    if isinstance(data, list | tuple):
        return [show_plainly(tool, one) for one in data]
    if not isinstance(data, dict):
        return data
    return {
        name: _shown(tool, name, inner) if name not in _LEFT_ALONE else inner
        for name, inner in data.items()
    }


def _shown(tool: str, name: str, inner: Any) -> Any:  # Any: as above
    if isinstance(inner, str):
        is_ours = name in _SAID and not isinstance(inner, Written)
        return say_plainly(tool, inner) if is_ours else inner
    return show_plainly(tool, inner)
