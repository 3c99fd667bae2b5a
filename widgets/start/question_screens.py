"""The screens of *Start a project*: one question each."""

from collections.abc import Sequence

from qi_lib.model import Project, Setting
from widgets.frame.screen import (
    Actions,
    Button,
    Choice,
    Links,
    Note,
    Option,
    Part,
    Screen,
    Text,
    Words,
    Written,
)
from widgets.frame.tour import HOW_IT_WORKS
from widgets.record.project_tool import PRACTISE
from widgets.record.suggested_titles_and_measures import suggest_titles
from widgets.start.aim_question import GAPS, ask_aim, ask_for_whom
from widgets.start.measure_question import ask_measure
from widgets.start.path import STEPS
from widgets.start.start_view import StartView

__all__ = ["draw_done", "draw_pick", "draw_step"]

_SETTINGS = (
    Option(value=Setting.HOSPITAL, label="Hospital", hint="A ward, clinic or theatre"),
    Option(value=Setting.CARE_HOME, label="Care home", hint="Where people live"),
    Option(value=Setting.COMMUNITY, label="Community", hint="Homes, schools, district teams"),
    Option(value=Setting.PRIMARY_CARE, label="GP and pharmacy", hint="Primary care"),
    Option(value=Setting.MENTAL_HEALTH, label="Mental health", hint="Wards and teams"),
    Option(value=Setting.OTHER, label="Somewhere else"),
)
_EXAMPLE = (
    "For example: “Residents get up at night on their own and fall. "
    "It happened nine times in March, mostly between four and six.”"
)
_NOT_ANSWERED = {
    "serves": "Nothing is chosen yet. Which comes closest? You can also carry on without, and "
    "choose it later.",
    "measure": "There is nothing to count yet, and so no chart. What happens too often, or too "
    "rarely? You can also carry on without, and add it later.",
}
_END = (
    "Your project is here",
    "Everything you wrote is saved. Come back to it whenever you have four minutes.",
)
_END_OF_PRACTICE = (
    "This is how a project begins",
    "Yours would be kept, with a page for your team. It takes about ten minutes.",
)


def draw_step(step: str, view: StartView) -> Screen:
    """Draw one question, with its place on the path."""
    question, hint, parts = _DRAW[step](view)
    if view.project is None:  # the question comes first
        parts.append(Actions(name="bar", label="Help", buttons=(HOW_IT_WORKS,)))
    else:
        parts = [view.history.bar(HOW_IT_WORKS), *_told(view), *_asked(step, view), *parts]
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
        go=Button(label=_go_on(number, view), act="next"),
    )


def _go_on(number: int, view: StartView) -> str:
    if view.is_asked:
        return "Carry on without"
    return "Carry on" if number < len(STEPS) else "That is it"


def _asked(step: str, view: StartView) -> list[Part]:
    return [Note(name="asked", text=_NOT_ANSWERED[step], tone="warn")] if view.is_asked else []


def _told(view: StartView) -> list[Part]:
    return [Note(name="told", text=view.told, tone="good")] if view.told else []


def draw_pick(unfinished: Sequence[Project]) -> Screen:
    """Offer to go on with what was begun."""
    begin = Button(label="Start something new", act="new")
    buttons = [
        Button(
            label=Written(one.title), hint="Carry on where you were", act="resume", value=one.slug
        )
        for one in unfinished
    ]
    return Screen(
        key="pick",
        question="Carry on, or start something new?",
        hint="What you began is still here.",
        parts=(
            Links(name="unfinished", label="Projects you began", buttons=tuple(buttons)),
            Links(name="new", label="Or", buttons=(begin, PRACTISE)),
        ),
        back=Button(label="My projects", href="/home"),
    )


def draw_done(view: StartView) -> Screen:
    """Show that the project is there, and what comes next."""
    project, measure = view.opened, view.first.record if view.first else None
    query = f"?project={project.slug}" + (f"&measure={measure.id}" if measure else "")
    missing = [GAPS[name][0].lower() for name in project.aim.missing]
    gaps = f"Still open in your aim: {', '.join(missing)}. You can add it any time."
    parts: list[Part] = [
        Words(
            name="aim",
            title=Written(project.title),
            text=Written(project.aim.sentence or project.problem),
        ),
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
                    label="Bring in your team",
                    hint="Find people by name, or invite them by a link",
                    href=f"/projects/{project.slug}/team",
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
    if missing:
        parts.insert(1, Note(name="gaps", text=gaps))
    question, hint = _END_OF_PRACTICE if view.is_practice else _END
    return Screen(
        key="done",
        question=question,
        hint=hint,
        parts=(*_told(view), *parts),
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
    project = view.opened
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
        ask_for_whom(view, "Who will feel the difference?"),
    ]
    return "For whom, and where?", "", parts


def _serves(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.opened
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


def _title(view: StartView) -> tuple[str, str, list[Part]]:
    project = view.opened
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


_DRAW = {
    "problem": _problem,
    "where": _where,
    "serves": _serves,
    "aim": ask_aim,
    "title": _title,
    "measure": ask_measure,
}
