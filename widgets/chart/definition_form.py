"""The form in which a measure is described, for every tool that shows it."""

from collections.abc import Callable

from qi_lib.journey.measure_family import KIND_NAMES, KIND_QUESTIONS
from qi_lib.model import Direction, Frequency, Measure, MeasureKind
from widgets.frame.screen import Choice, Clash, Option, Part, Text

__all__ = ["DIRECTIONS", "FREQUENCIES", "FREQUENCY_NAMES", "KINDS", "definition_parts"]

FREQUENCIES = (
    Option(value=Frequency.DAY, label="Every day"),
    Option(value=Frequency.WEEK, label="Every week"),
    Option(value=Frequency.MONTH, label="Every month"),
    Option(value=Frequency.QUARTER, label="Every quarter"),
)
FREQUENCY_NAMES = {Frequency(option.value): option.label for option in FREQUENCIES}
DIRECTIONS = (
    Option(value=Direction.DOWN, label="Less is better"),
    Option(value=Direction.UP, label="More is better"),
    Option(value=Direction.NEUTRAL, label="Neither"),
)

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
        text(
            "denominator", "The whole", "All patients who came; bed days make it a rate per 1,000"
        ),
        choice("direction", "Which way is better?", DIRECTIONS, 3),
        choice("frequency", "How often?", FREQUENCIES, 2),
        text("collected_by", "Who collects it", "A role or an initial is enough"),
    )
