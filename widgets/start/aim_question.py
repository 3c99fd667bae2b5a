"""The question of *Start a project* that asks for the aim, and helps with one part at a time."""

import datetime as dt
import re

from qi_lib.aim.deadline import likely_deadlines
from qi_lib.model import Aim, Setting
from qi_lib.wording.dates import say_day
from widgets.frame.screen import Check, Checklist, Day, Option, Part, Text
from widgets.start.start_view import StartView

__all__ = ["GAPS", "ask_aim", "ask_for_whom"]

_FOR_WHOM = {
    Setting.HOSPITAL: ("everyone on the ward", "people at high risk", "people over 65"),
    Setting.CARE_HOME: ("everyone who lives here", "people who live with dementia", "night staff"),
    Setting.COMMUNITY: ("everyone on our list", "people who live alone", "carers"),
    Setting.PRIMARY_CARE: ("everyone on our list", "people with diabetes", "people over 65"),
}
GAPS = {
    "what": ("What", "What will be different?"),
    "how_much": ("How much", "From how many to how many?"),
    "by_when": ("By when", "Pick a date you can hold yourselves to"),
    "for_whom": ("For whom", "Everyone on the ward, or people at high risk?"),
    "where": ("Where", "Which ward, team or home?"),
}
"""The parts of an aim: what each is called, and what to ask where it is missing."""
_ASKS = {
    "what": "What will be different?",
    "how_much": "How many is it now, and how many will it be?",
    "by_when": "By when? Pick a date you can hold yourselves to.",
    "for_whom": "For whom? Everyone there, or some of them?",
    "where": "Where? Name the ward, team or home.",
}
_NEXT_WORDS = {False: "Good start. Next:", True: "Nearly there. One thing:"}


def ask_aim(view: StartView) -> tuple[str, str, list[Part]]:
    """Ask for the aim in one sentence, and for the parts that it lacks."""
    project = view.opened
    parts: list[Part] = [
        Text(
            name="sentence",
            label="Your aim in one sentence",
            value=view.sentence,
            rows=3,
            is_quiet=True,
            is_watched=True,
            clash=view.clash("sentence"),
        ),
        Checklist(name="parts", label="The parts of your aim", checks=_checks(view, project.aim)),
        *([view.tried] if view.tried else []),
    ]
    return "What do you want to be true, for whom, by when?", _coach(view, project.aim), parts


def _coach(view: StartView, aim: Aim) -> str:
    """Say one thing: what is there, and the next gap."""
    if len(aim.missing) == len(GAPS):
        return "One sentence is enough. We will help with the rest."
    if not aim.missing:
        return "That is a clear aim. All five parts are there."
    gap = aim.missing[0]
    if gap == "by_when" and re.search(
        r"\b(?:asap|as soon as|soon)\b", view.sentence, re.IGNORECASE
    ):
        return "Good. “As soon as possible” never comes: which month could it be?"
    return f"{_NEXT_WORDS[len(aim.missing) == 1]} {_ASKS[gap]}"


def _checks(view: StartView, aim: Aim) -> tuple[Check, ...]:
    days = likely_deadlines(view.today)
    fills: dict[str, Text | Day] = {
        "for_whom": ask_for_whom(view, "For whom"),
        "by_when": Day(
            name="aim.by_when",
            label="By when",
            value=aim.by_when.isoformat() if aim.by_when else "",
            options=tuple(
                Option(value=day.isoformat(), label=label, hint=say_day(day)) for label, day in days
            ),
            is_quiet=True,
            clash=view.clash("aim.by_when"),
        ),
    }
    checks = []
    for name, (label, gap) in GAPS.items():
        value = getattr(aim, name)
        shown = say_day(value) if isinstance(value, dt.date) else value
        fill = fills.get(name) or Text(
            name=f"aim.{name}",
            label=gap,
            value=shown or "",
            clash=view.clash(f"aim.{name}"),
        )
        checks.append(Check(label=label, text=shown or gap, is_found=bool(value), fill=fill))
    return tuple(checks)


def ask_for_whom(view: StartView, label: str) -> Text:
    """Ask whom it is for, with what is likely where they are."""
    project = view.opened
    whom = _FOR_WHOM.get(project.setting, _FOR_WHOM[Setting.HOSPITAL])
    return Text(
        name="aim.for_whom",
        label=label,
        value=project.aim.for_whom,
        suggestions=tuple(Option(value=one, label=one) for one in whom),
        suggestions_label="Tap one, or write your own",
        clash=view.clash("aim.for_whom"),
    )
