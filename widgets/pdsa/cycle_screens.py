"""The four screens of a PDSA cycle: Plan, Do, Study, Act."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from qi_lib.model import PDSA, TEST_SIZES, Decision, Measure, Project
from widgets.frame.displays import Chart
from widgets.frame.screen import (
    Actions,
    Button,
    Choice,
    Clash,
    Day,
    Fold,
    Group,
    Links,
    Menu,
    Note,
    Option,
    Part,
    Screen,
    Text,
    Words,
    Written,
)
from widgets.frame.tour import HOW_IT_WORKS
from widgets.pdsa.steps import STEPS
from widgets.record.undo import History

__all__ = ["CycleView", "draw_cycle", "print_button"]

_HEADINGS = {
    "plan": "Plan: what will you try?",
    "do": "Do: what happened?",
    "study": "Study: did it come out as you thought?",
    "act": "Act: what will you do with it?",
}
_NEXT = {"plan": "Go on to Do", "do": "Go on to Study", "study": "Go on to Act"}
_YES_NO = (Option(value="True", label="Yes"), Option(value="False", label="No"))
_DECISIONS = (
    Option(value=Decision.ADOPT, label="Adopt", hint="It works. Keep it, try it larger"),
    Option(value=Decision.ADAPT, label="Adapt", hint="Nearly. Change it and test again"),
    Option(value=Decision.ABANDON, label="Abandon", hint="It does not work. Worth knowing"),
)
_STOP = Button(label="Leave it at that", hint="Back to all cycles", act="cycles")
_FOLLOW: dict[Decision | None, str] = {
    Decision.ADOPT: "Plan the next cycle",
    Decision.ADAPT: "Plan the next cycle",
    Decision.ABANDON: "Plan another idea",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleView:
    """All that the screens of a cycle show."""

    project: Project
    cycle: PDSA
    measures: Sequence[Measure] = ()
    chart: Chart | None = None
    told: str = ""
    history: History
    tasks: Fold
    clashes: dict[str, str] = field(default_factory=dict)
    today: dt.date

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None


def print_button(slug: str) -> Button:
    """Lead to all cycles on paper."""
    return Button(label="Print", href=f"/projects/{slug}/tools/pdsa")


def draw_cycle(step: str, view: CycleView) -> Screen:
    """Draw one step of a cycle."""
    number = STEPS.index(step) + 1
    parts = _PARTS[step](view)
    if view.told:
        parts = [Note(name="told", text=view.told, tone="warn"), *parts]
    parts = [view.history.bar(print_button(view.project.slug), HOW_IT_WORKS), *parts]
    if step == "act":
        label = _FOLLOW.get(view.cycle.decision)
        go = Button(label=label, act="follow") if label else Button(label="Done", act="cycles")
    else:
        go = Button(label=_NEXT[step], act="step", value=STEPS[number])
    past = Actions(name="past", label="More", buttons=(Button(label="History", act="history"),))
    back = Button(label="Cycles", act="cycles") if number == 1 else Button(label="Back", act="back")
    return Screen(
        key=f"{view.cycle.id}:{step}",
        question=_HEADINGS[step],
        hint=f"Cycle {view.cycle.number}: {view.cycle.title}",
        parts=(*parts, past),
        step=number,
        steps=len(STEPS),
        back=back,
        go=go,
    )


def _text(view: CycleView, name: str, label: str, *, rows: int = 1, hint: str = "") -> Text:
    return Text(
        name=name,
        label=label,
        value=str(getattr(view.cycle, name)),
        rows=rows,
        hint=hint,
        clash=view.clash(name),
    )


def _plan(view: CycleView) -> list[Part]:
    cycle = view.cycle
    ladder = [Option(value=rung, label=rung) for rung in TEST_SIZES]
    if cycle.test_size and cycle.test_size not in TEST_SIZES:
        ladder.insert(0, Option(value=cycle.test_size, label=cycle.test_size))
    size = Choice(
        name="test_size",
        label="How large is the test?",
        hint="As small as you can, and larger each time it works.",
        options=tuple(ladder),
        value=cycle.test_size,
        clash=view.clash("test_size"),
    )
    prediction = _text(
        view,
        "prediction",
        "What do you think will happen?",
        rows=2,
        hint="Your prediction, with a number if you can. It is set beside what happens.",
    )
    return [
        _text(view, "title", "The test in a few words"),
        _text(view, "objective", "What do you want to find out?", rows=2),
        prediction,
        size,
        _when(view),
        _measured(view),
        view.tasks,
    ]


def _when(view: CycleView) -> Part:
    def day(name: str, label: str) -> Day:
        value = getattr(view.cycle, name)
        return Day(name=name, label=label, value=value.isoformat() if value else "",
                   clash=view.clash(name))  # fmt: skip

    return Group(name="when", label="When", parts=(day("start", "From"), day("end", "Until")))


def _measured(view: CycleView) -> Part:
    counted = [Option(value=one.id, label=Written(one.name)) for one in view.measures]
    options = (Option(value="", label="Nothing counted"), *counted)
    return Menu(
        name="measure",
        label="Which numbers will show it?",
        options=options,
        value=view.cycle.measure,
        clash=view.clash("measure"),
    )


def _yes_no(view: CycleView, name: str, label: str) -> Choice:
    value = getattr(view.cycle, name)
    return Choice(
        name=name,
        label=label,
        options=_YES_NO,
        value="" if value is None else str(value),
        clash=view.clash(name),
    )


def _do(view: CycleView) -> list[Part]:
    return [
        Words(name="thought", title="You predicted", text=view.cycle.prediction, is_soft=True),
        _yes_no(view, "went_as_planned", "Was it carried out as planned?"),
        _text(
            view,
            "do",
            "What happened?",
            rows=4,
            hint="What you saw, what surprised you, what got in the way. No names of patients.",
        ),
    ]


def _study(view: CycleView) -> list[Part]:
    beside = Group(
        name="beside",
        label="What you thought, and what happened",
        parts=(
            Words(name="thought", title="You predicted", text=view.cycle.prediction),
            Words(name="happened", title="What happened", text=view.cycle.do),
        ),
    )
    parts: list[Part] = [beside]
    if view.chart:
        parts.append(view.chart)
    return [
        *parts,
        _yes_no(view, "came_true", "Did the prediction come true?"),
        _text(view, "study", "What did you learn?", rows=3),
    ]


def _act(view: CycleView) -> list[Part]:
    decision = Choice(
        name="decision",
        label="What will you do with the change?",
        options=_DECISIONS,
        value=view.cycle.decision or "",
        columns=1,
        clash=view.clash("decision"),
    )
    return [
        Words(name="learned", title="What you learned", text=view.cycle.study),
        decision,
        _text(view, "next_step", "What is the next step?", rows=2),
        *([Links(name="stop", label="Or", buttons=(_STOP,))] if view.cycle.decision else []),
    ]


_PARTS = {"plan": _plan, "do": _do, "study": _study, "act": _act}
