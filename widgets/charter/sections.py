"""The sections of *Charter*: one question a screen, each on the same record."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from qi_lib.aim.deadline import likely_deadlines
from qi_lib.journey.charter import approval_state
from qi_lib.model import ROLE_NAMES, ProjectBundle
from qi_lib.model.charter import Risk, WholeCharter
from qi_lib.wording.dates import say_day
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Day, Group, Links, Note, Option, Part, Words, Written
from widgets.record.document_form import DocumentForm, edit_group, new_text

__all__ = ["SECTIONS", "CharterView", "Section", "first_open"]

_BETTER = {"up": "More", "down": "Less"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterView:
    """All that the sections show."""

    whole: WholeCharter
    bundle: ProjectBundle
    form: DocumentForm
    chosen: str = ""
    today: dt.date
    apps: str = ""

    def near_day(self, name: str, label: str, *, hint: str = "") -> Day:
        """Show a date to pick, and likely ones to tap."""
        options = tuple(
            Option(value=day.isoformat(), label=words, hint=say_day(day))
            for words, day in likely_deadlines(self.today)
        )
        return self.form.day(name, label, hint=hint, options=options)

    def app(self, name: str) -> str:
        """Give the address of another app at this project."""
        return f"{self.apps}{name}.ipynb?project={self.bundle.project.slug}"


@dataclass(frozen=True, slots=True)
class Section:
    """One screen: its name on buttons, its question, its parts, and whether it is filled in."""

    name: str
    question: str
    hint: str
    draw: Callable[[CharterView], list[Part]]
    is_done: Callable[[WholeCharter, ProjectBundle], bool]


def first_open(whole: WholeCharter, bundle: ProjectBundle) -> str:
    """Name the first section that is not filled in; empty when all are."""
    return next((key for key, one in SECTIONS.items() if not one.is_done(whole, bundle)), "")


def _problem(view: CharterView) -> list[Part]:
    return [
        view.form.text("title", "The name of the project"),
        view.form.text("problem", "The problem", hint="What happens, to whom, how often?", rows=6),
    ]


def _aim(view: CharterView) -> list[Part]:
    sentence = view.whole.aim.sentence
    return [
        view.form.text("aim.what", "What will be different?"),
        view.form.text("aim.how_much", "How much?", hint="From how many to how many?"),
        view.form.text("aim.for_whom", "For whom?"),
        view.form.text("aim.where", "Where?"),
        view.near_day("aim.by_when", "By when?"),
        *([Words(name="sentence", title="Together", text=sentence)] if sentence else []),
    ]


def _measures(view: CharterView) -> list[Part]:
    measures = view.bundle.measures
    rows = tuple(
        (
            one.name,
            str(one.kind).title(),
            _BETTER.get(one.direction, "Neither"),
            f"{one.targets[-1].value:g}" if one.targets else "none yet",
        )
        for one in measures
    )
    parts: list[Part] = []
    if rows:
        columns = ("Measure", "Why", "Better is", "Target")
        parts.append(Rows(name="measures", label="Measures", columns=columns, rows=rows))
    else:
        parts.append(Note(name="no-measures", text="There is no measure yet."))
    hint = "Definition, target, who collects it"
    return [*parts, *_links(view, ("chart", "Add or change measures", hint))]


def _change(view: CharterView) -> list[Part]:
    text = view.form.text(
        "change", "The change, in a few words", rows=2, hint="Leave it open until you know more."
    )
    drivers = ("drivers", "Driver diagram", "What drives the aim, and ideas for each driver")
    return [
        text,
        *_links(view, drivers, ("pdsa", "PDSA cycles", "Test a change while it is small")),
    ]


def _scope(view: CharterView) -> list[Part]:
    return [
        view.form.text("scope", "In scope", hint="Which people, places and steps?", rows=4),
        view.form.text("out_of_scope", "Not in scope", hint="What will you leave alone?", rows=4),
    ]


def _team(view: CharterView) -> list[Part]:
    people = tuple((one.name or one.user, ROLE_NAMES[one.role]) for one in view.bundle.team)
    slug = view.bundle.project.slug
    place = Button(
        label="Change the team", hint="The lead does this", href=f"/projects/{slug}/edit"
    )
    state = approval_state(view.bundle)
    parts: list[Part] = [
        Rows(name="people", label="The team", columns=("Who", "Role"), rows=people),
        view.form.text(
            "involvement",
            "How do service users take part?",
            hint="Who is asked, when, and what do they decide?",
            rows=4,
        ),
    ]
    if state.kind == "no sponsor":
        parts.insert(1, Note(name="no-sponsor", title=state.words, text=state.hint, tone="warn"))
    return [*parts, Links(name="team-page", label="The team", buttons=(place,))]


def _risks(view: CharterView) -> list[Part]:
    buttons = tuple(
        Button(label=Written(one.text or "…"), hint=_say_plan(one), act="choose", value=one.id)
        for one in view.whole.risks
        if one.id != view.chosen
    )
    hint = "What could go wrong, or get in the way?"
    new = new_text("new.risk", "Another risk", hint=hint)
    add = Button(label="Add the risk", act="add")
    found = view.whole.find(view.chosen)
    return [
        *([_risk(view.form, found)] if isinstance(found, Risk) else []),
        *([Links(name="risks", label="Risks", buttons=buttons)] if buttons else []),
        Group(name="add-risk", label="Add a risk", parts=(new,), buttons=(add,)),
    ]


def _risk(form: DocumentForm, risk: Risk) -> Part:
    return edit_group(
        risk.id,
        "The risk",
        form.text(f"{risk.id}.text", "The risk"),
        form.text(f"{risk.id}.plan", "What do you do about it?", rows=2),
        form.text(f"{risk.id}.who", "Who?"),
    )


def _say_plan(risk: Risk) -> str:
    return ", ".join(part for part in (risk.plan, risk.who) if part) or "Nothing planned yet"


def _dates(view: CharterView) -> list[Part]:
    by = view.whole.aim.by_when
    due = f"Your aim is due on {say_day(by)}." if by else "Your aim has no date yet."
    hint = "Once a quarter is usual."
    return [
        view.form.day("starts", "From when?"),
        Words(name="due", text=due),
        view.near_day("review", "When do you look at it with the sponsor?", hint=hint),
    ]


def _approval(view: CharterView) -> list[Part]:
    state = approval_state(view.bundle)
    tones = {"approved": "good", "changes asked": "warn", "changed": "warn", "no sponsor": "warn"}
    tone = tones.get(state.kind, "calm")
    parts: list[Part] = [
        Note(name="approval", title=state.words, text=state.hint or _HOW, tone=tone)  # type: ignore[arg-type]  # one of the three
    ]
    page = Button(
        label="The charter on a page",
        hint="Where the sponsor approves, and to print and sign",
        href=f"/projects/{view.bundle.project.slug}/tools/charter",
    )
    return [*parts, Links(name="page", label="To approve", buttons=(page,))]


_HOW = (
    "The sponsor finds the charter on their home page and approves it, or asks for changes. "
    "Nobody else can. When the aim, the scope or the measures change later, it says so here."
)


def _links(view: CharterView, *apps: tuple[str, str, str]) -> list[Part]:
    buttons = tuple(Button(label=label, hint=hint, href=view.app(app)) for app, label, hint in apps)
    return [Links(name="apps", label="Where it is worked on", buttons=buttons)]


SECTIONS = {
    "problem": Section("The problem", "What is the problem?",
        "In your own words. No names, no solution in it yet.", _problem,
        lambda whole, _: bool(whole.problem.strip())),
    "aim": Section("Aim", "What are you trying to accomplish?",
        "The same aim as everywhere in the project.", _aim,
        lambda whole, _: not whole.aim.missing),
    "measures": Section("Measures", "How will you know that a change is an improvement?",
        "A family of few: what matters, what you do, and what must not get worse.", _measures,
        lambda _, bundle: bool(bundle.measures)),
    "change": Section("Change", "What change can you make?",
        "That will result in improvement. Most ideas come later.", _change,
        lambda whole, _: bool(whole.change)),
    "scope": Section("Scope", "What is in, and what is not?",
        "A small scope gets further.", _scope,
        lambda whole, _: bool(whole.scope.strip() and whole.out_of_scope.strip())),
    "team": Section("Team", "Who does it, with whom?",
        "Those who do the work, those it is done for, and somebody who can unblock things.", _team,
        lambda whole, _: bool(whole.involvement.strip())),
    "risks": Section("Risks", "What could go wrong?",
        "For each: what you do about it, and who.", _risks,
        lambda whole, _: bool(whole.risks)),
    "dates": Section("Dates", "From when, and until when?", "", _dates,
        lambda whole, _: whole.starts is not None),
    "approval": Section("Approval", "Does your sponsor agree?", "", _approval,
        lambda _, bundle: approval_state(bundle).kind == "approved"),
}  # fmt: skip
"""In the order in which they are asked; each is also a part of the page that can be tapped."""
