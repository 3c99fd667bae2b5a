"""The few questions that make a new measure."""

from dataclasses import dataclass
from typing import Any

from qi_lib.model import ChartType, Direction, Frequency, Measure, MeasureKind, Project
from widgets.chart.definition_form import DIRECTIONS, FREQUENCIES
from widgets.frame.screen import Button, Choice, Option, Screen, Text
from widgets.record.suggested_titles_and_measures import suggest_measures

__all__ = ["NEW_FIELDS", "NewMeasure"]

NEW_FIELDS = ("new.name", "new.shape", "new.frequency", "new.direction")
_SHAPES = (
    Option(value="one", label="One number", hint="9 falls, 42 minutes"),
    Option(value="share", label="So many out of so many", hint="12 out of 15"),
    Option(value="rate", label="So many in so many bed days", hint="3 in 640: a rate per 1,000"),
    Option(value="several", label="Several numbers", hint="How long each of five people waited"),
)
_WHOLES = {"share": "how many in all", "rate": "bed days"}
_QUESTIONS = {
    MeasureKind.OUTCOME: ("What will you count?", "One thing you can count without extra work."),
    MeasureKind.PROCESS: (
        "How will you see that it is done?",
        "Count how often the change you planned really happens.",
    ),
    MeasureKind.BALANCING: (
        "What could get worse?",
        "Something you would be sorry to see go wrong while the rest gets better.",
    ),
}
_IDEAS = {
    MeasureKind.PROCESS: ("Done as planned", "People reached by the change"),
    MeasureKind.BALANCING: ("Complaints", "Back within 30 days", "Minutes of staff time"),
}


@dataclass(slots=True)
class NewMeasure:
    """A measure of this kind while somebody answers; `back` is the button that leaves it."""

    kind: MeasureKind = MeasureKind.OUTCOME
    back: str = "back"
    _problem: str = ""

    def draw(self, project: Project) -> Screen:
        """Ask what is counted."""
        question, hint = _QUESTIONS[self.kind]
        return Screen(
            key=f"new-{self.kind}" if self.kind is not MeasureKind.OUTCOME else "new",
            question=question,
            hint=hint,
            parts=(
                self._ask_name(project),
                Choice(
                    name="new.shape",
                    label="What do you write down each time?",
                    options=_SHAPES,
                    value="one",
                    is_kept=True,
                ),
                Choice(
                    name="new.frequency",
                    label="How often?",
                    options=FREQUENCIES,
                    value=Frequency.MONTH,
                    is_kept=True,
                ),
                Choice(
                    name="new.direction",
                    label="Which way is better?",
                    options=DIRECTIONS[:2],
                    value=Direction.UP if self.kind is MeasureKind.PROCESS else Direction.DOWN,
                    is_kept=True,
                ),
            ),
            back=Button(label="Back", act=self.back),
            go=Button(label="Carry on", act="create"),
        )

    def make(self, typed: dict[str, str], project: Project) -> Measure | None:
        """Make a measure of what was answered; without a name, None, and the screen says so."""
        name = " ".join(typed.get("new.name", "").split())[:300]
        self._problem = "" if name else "Give it a name first, such as “Falls”."
        return _read(name, typed, project, self.kind) if name else None

    def _ask_name(self, project: Project) -> Text:
        ideas = suggest_measures(project.problem, project.aim)
        names = _IDEAS.get(self.kind) or [idea.name for idea in ideas]
        return Text(
            name="new.name",
            label="What you count",
            is_quiet=True,
            is_kept=True,
            suggestions=tuple(Option(value=name, label=name) for name in names),
            suggestions_label="Tap one, or write your own",
            problem=self._problem,
        )


def _read(name: str, typed: dict[str, str], project: Project, kind: MeasureKind) -> Measure:
    ideas = {idea.name: idea for idea in suggest_measures(project.problem, project.aim)}
    shape = typed.get("new.shape")
    is_share = shape == "share"
    unit = ideas[name].unit if name in ideas else ""
    fields: dict[str, Any] = {  # Any: pydantic reads the words
        "name": name,
        "kind": kind,
        "unit": "%" if is_share else unit.replace("%", ""),
        "denominator": _WHOLES.get(shape or "", ""),
        "chart": ChartType.XBAR if shape == "several" else ChartType.AUTO,
        "frequency": typed.get("new.frequency") or Frequency.MONTH,
        "direction": typed.get("new.direction") or Direction.NEUTRAL,
    }
    return Measure.model_validate(fields)
