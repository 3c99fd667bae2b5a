"""The fields in which a measure is described, for every tool that shows them."""

import datetime as dt
from collections.abc import Callable, Mapping

from qi_lib.journey.measure_family import KIND_NAMES, KIND_QUESTIONS
from qi_lib.model import Measure, MeasureKind
from qi_lib.wording.dates import say_day
from widgets.chart.chart_view import DIRECTIONS, FREQUENCIES
from widgets.frame.screen import Choice, Clash, Day, Group, Option, Part, Rows, Text

__all__ = ["KINDS", "definition_parts", "new_target_part", "target_rows"]

KINDS = tuple(
    Option(value=kind, label=KIND_NAMES[kind], hint=KIND_QUESTIONS[kind]) for kind in MeasureKind
)


def definition_parts(
    measure: Measure, *, prefix: str, clash: Callable[[str], Clash | None]
) -> tuple[Part, ...]:
    """Ask what is counted, so that two people would count the same."""

    def text(name: str, label: str, hint: str = "", rows: int = 1) -> Text:
        field = f"{prefix}.{name}"
        value = getattr(measure, name)
        return Text(name=field, label=label, hint=hint, rows=rows, value=value, clash=clash(field))

    def choice(name: str, label: str, options: tuple[Option, ...], columns: int) -> Choice:
        field = f"{prefix}.{name}"
        return Choice(
            name=field,
            label=label,
            options=options,
            value=getattr(measure, name),
            columns=columns,
            clash=clash(field),
        )

    return (
        text("name", "What you count"),
        choice("kind", "What is it for?", KINDS, 3),
        text("definition", "What counts, and what does not", "Who, where, what, when", rows=3),
        text("unit", "Counted in", "Falls, minutes, % …"),
        text("numerator", "The part, if it is part of a whole", "Patients seen in four hours"),
        text("denominator", "The whole", "All patients who came"),
        choice("direction", "Which way is better?", DIRECTIONS, 3),
        choice("frequency", "How often?", FREQUENCIES, 2),
        text("collected_by", "Who collects it", "A role or an initial is enough"),
    )


def target_rows(measure: Measure) -> tuple[Part, ...]:
    """List the targets there are, each to be taken out."""
    if not measure.targets:
        return ()
    return (
        Rows(
            name="targets",
            label="Targets of this measure",
            columns=("From", "Target"),
            rows=tuple(
                (say_day(one.start) if one.start else "The first point", f"{one.value:g}")
                for one in measure.targets
            ),
            keys=tuple(str(position) for position in range(len(measure.targets))),
            act="drop-target",
            act_label="Take out",
        ),
    )


def new_target_part(today: dt.date, problems: Mapping[str, str]) -> Group:
    """Ask for a target, and from when on it holds."""
    return Group(
        name="new-target",
        label="A new target",
        parts=(
            Day(
                name="target.start",
                label="From when on",
                value=today.replace(day=1).isoformat(),
                is_kept=True,
                problem=problems.get("target.start", ""),
            ),
            Text(
                name="target.value",
                label="Target",
                mode="decimal",
                is_kept=True,
                submits="add-target",
                problem=problems.get("target.value", ""),
            ),
        ),
    )
