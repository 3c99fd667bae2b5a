"""The screens of *Start a project*: one question each."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qi_lib.days import say_day
from qi_lib.due import likely_due_days
from qi_lib.model import Aim, Direction, Frequency, Measure, Project, Setting
from widgets.screen import (
    Button,
    Check,
    Checklist,
    Choice,
    Clash,
    Day,
    Links,
    Note,
    Option,
    Part,
    Screen,
    Text,
    Tried,
    Words,
)
from widgets.suggestions import suggest_measures, suggest_titles

__all__ = ["STEPS", "StartView", "draw_done", "draw_pick", "draw_step"]

STEPS = ("problem", "where", "serves", "aim", "title", "measure")

_SETTINGS = (
    Option(value=Setting.HOSPITAL, label="Hospital", hint="A ward, clinic or theatre"),
    Option(value=Setting.CARE_HOME, label="Care home", hint="Where people live"),
    Option(value=Setting.COMMUNITY, label="Community", hint="Homes, schools, district teams"),
    Option(value=Setting.PRIMARY_CARE, label="GP and pharmacy", hint="Primary care"),
    Option(value=Setting.MENTAL_HEALTH, label="Mental health", hint="Wards and teams"),
    Option(value=Setting.OTHER, label="Somewhere else"),
)
_FOR_WHOM = {
    Setting.HOSPITAL: ("everyone on the ward", "people at high risk", "people over 65"),
    Setting.CARE_HOME: ("everyone who lives here", "people who live with dementia", "night staff"),
    Setting.COMMUNITY: ("everyone on our list", "people who live alone", "carers"),
    Setting.PRIMARY_CARE: ("everyone on our list", "people with diabetes", "people over 65"),
}
_GAPS = {
    "what": ("What", "What will be different?"),
    "how_much": ("How much", "From how many to how many?"),
    "by_when": ("By when", "Pick a date you can hold yourselves to"),
    "for_whom": ("For whom", "Everyone on the ward, or people at high risk?"),
    "where": ("Where", "Which ward, team or home?"),
}
_ASKS = {
    "what": "What will be different?",
    "how_much": "How many is it now, and how many will it be?",
    "by_when": "By when? Pick a date you can hold yourselves to.",
    "for_whom": "For whom? Everyone there, or some of them?",
    "where": "Where? Name the ward, team or home.",
}
_NEXT_WORDS = {False: "Good start. Next:", True: "Nearly there. One thing:"}
_EXAMPLE = (
    "For example: “Residents get up at night on their own and fall. "
    "It happened nine times in March, mostly between four and six.”"
)
_FREQUENCIES = (
    Option(value=Frequency.DAY, label="Every day"),
    Option(value=Frequency.WEEK, label="Every week"),
    Option(value=Frequency.MONTH, label="Every month"),
)
_DIRECTIONS = (
    Option(value=Direction.DOWN, label="Less is better"),
    Option(value=Direction.UP, label="More is better"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """All that the screens show."""

    project: Project | None = None
    sentence: str = ""
    measure: Measure | None = None
    frequency: str = ""
    direction: str = ""
    aims: tuple[Option, ...] = ()
    tried: Tried | None = None
    like: Project | None = None
    problem: str = ""
    clashes: dict[str, str] = field(default_factory=dict)
    today: dt.date
    apps: str = ""
    told: str = ""

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None


def draw_step(step: str, view: StartView) -> Screen:
    """Draw one question, with its place on the path."""
    question, hint, parts = _DRAW[step](view)
    number = STEPS.index(step) + 1
    back = Button(label="Back", act="back") if number > 1 else Button(label="Leave", href="/home")
    return Screen(
        key=step,
        question=question,
        hint=hint,
        parts=tuple(parts),
        step=number,
        steps=len(STEPS),
        back=back,
        go=Button(label="Carry on" if number < len(STEPS) else "That is it", act="next"),
    )


def draw_pick(unfinished: Sequence[Project]) -> Screen:
    """Offer to go on with what was begun."""
    buttons = [
        Button(label=one.title, hint="Carry on where you were", act="resume", value=one.slug)
        for one in unfinished
    ]
    return Screen(
        key="pick",
        question="Carry on, or start something new?",
        hint="What you began is still here.",
        parts=(
            Links(name="unfinished", label="Projects you began", buttons=tuple(buttons)),
            Links(
                name="new", label="Or", buttons=(Button(label="Start something new", act="new"),)
            ),
        ),
        back=Button(label="My projects", href="/home"),
    )


def draw_done(view: StartView) -> Screen:
    """Show that the project is there, and what comes next."""
    project, measure = view.project, view.measure
    assert project is not None, "only a saved project can be done"
    query = f"?project={project.slug}" + (f"&measure={measure.id}" if measure else "")
    missing = [_GAPS[name][0].lower() for name in project.aim.missing]
    gaps = f"Still open in your aim: {', '.join(missing)}. You can add it any time."
    parts: list[Part] = [
        Words(name="aim", title=project.title, text=project.aim.sentence or project.problem),
        Links(
            name="next",
            label="What next",
            buttons=(
                Button(
                    label="See the project page",
                    hint="Where your team finds everything",
                    href=f"/projects/{project.slug}",
                ),
                Button(
                    label="Open the team workspace",
                    hint="Notebooks, for those who like to dig",
                    href=f"/projects/{project.slug}/workspace",
                ),
                Button(label="History", hint="Who changed what when, and back", act="history"),
            ),
        ),
    ]
    if view.told:
        parts.insert(0, Note(name="told", text=view.told, tone="good"))
    if missing:
        parts.insert(1, Note(name="gaps", text=gaps))
    return Screen(
        key="done",
        question="Your project is here",
        hint="Everything you wrote is saved. Come back to it whenever you have four minutes.",
        parts=tuple(parts),
        back=Button(label="Change something", act="back"),
        go=Button(label="Put in numbers", href=f"{view.apps}chart.ipynb{query}"),
    )


def _problem(view: StartView) -> tuple[str, str, list[Part]]:
    parts: list[Part] = []
    if view.like and view.project is None:
        text = f"This starts from “{view.like.title}”. Change what is different where you are."
        parts.append(Note(name="like", text=text))
    parts.append(
        Text(
            name="problem",
            label="What bothers you",
            value=view.problem,
            rows=5,
            is_quiet=True,
            is_kept=view.project is None,
            is_watched=True,
            clash=view.clash("problem"),
        )
    )
    if view.tried:
        parts.append(view.tried)
    elif not view.problem:
        parts.append(Words(name="example", text=_EXAMPLE, is_soft=True))
    hint = "In your own words. Leave out names and anything that tells who a patient is."
    return "What bothers you?", hint, parts


def _where(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.project
    assert project is not None, "the first answer makes the project"
    parts: list[Part] = [
        Choice(
            name="setting",
            label="Where does it happen?",
            options=_SETTINGS,
            value=project.setting,
            clash=view.clash("setting"),
        ),
        Text(
            name="place",
            label="Which ward, team or home?",
            value=project.place,
            clash=view.clash("place"),
        ),
        _whom(view, "Who will feel the difference?"),
    ]
    return "For whom, and where?", "", parts


def _whom(view: StartView, label: str) -> Text:
    project = view.project
    assert project is not None, "the first answer makes the project"
    whom = _FOR_WHOM.get(project.setting, _FOR_WHOM[Setting.HOSPITAL])
    return Text(
        name="aim.for_whom",
        label=label,
        value=project.aim.for_whom,
        suggestions=tuple(Option(value=one, label=one) for one in whom),
        suggestions_label="Tap one, or write your own",
        clash=view.clash("aim.for_whom"),
    )


def _serves(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.project
    assert project is not None, "the first answer makes the project"
    choice = Choice(
        name="strategic_aim",
        label="Which of our aims does it serve?",
        options=view.aims,
        value=project.strategic_aim,
        columns=1,
        is_quiet=True,
        clash=view.clash("strategic_aim"),
    )
    hint = "Pick the closest. It decides where others find you, nothing more."
    return "Which of our aims does it serve?", hint, [choice]


def _aim(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.project
    assert project is not None, "the first answer makes the project"
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
    if len(aim.missing) == len(_GAPS):
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
    days = likely_due_days(view.today)
    fills: dict[str, Text | Day] = {
        "for_whom": _whom(view, "For whom"),
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
    for name, (label, gap) in _GAPS.items():
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


def _title(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.project
    assert project is not None, "the first answer makes the project"
    titles = suggest_titles(project.problem, project.aim, project.place)
    text = Text(
        name="title",
        label="The name of your project",
        value=project.title,
        is_quiet=True,
        suggestions=tuple(Option(value=one, label=one) for one in titles),
        suggestions_label="Made from what you wrote",
        clash=view.clash("title"),
    )
    hint = "Short, so that people passing a screen know what it is about."
    return "What shall we call it?", hint, [text]


def _measure(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.project
    assert project is not None, "the first answer makes the project"
    ideas = suggest_measures(project.problem, project.aim)
    measure = view.measure
    parts: list[Part] = [
        Text(
            name="measure.name",
            label="What will you count?",
            value=measure.name if measure else "",
            suggestions=tuple(Option(value=idea.name, label=idea.name) for idea in ideas),
            suggestions_label="Tap one, or write your own",
            clash=view.clash("measure.name"),
        ),
        Choice(
            name="measure.frequency",
            label="How often?",
            options=_FREQUENCIES,
            columns=3,
            value=measure.frequency if measure else view.frequency,
            clash=view.clash("measure.frequency"),
        ),
        Choice(
            name="measure.direction",
            label="Which way is better?",
            options=_DIRECTIONS,
            value=measure.direction if measure else view.direction,
            clash=view.clash("measure.direction"),
        ),
    ]
    hint = "One thing you can count without extra work. You can add more later."
    return "How will you know it is better?", hint, parts


_DRAW = {
    "problem": _problem,
    "where": _where,
    "serves": _serves,
    "aim": _aim,
    "title": _title,
    "measure": _measure,
}
