"""The question of *Start a project* for the first measure, which shows what the aim says of it."""

from qi_lib.charting.fitting_charts import shown_unit
from qi_lib.model import Measure
from qi_lib.wording.dates import say_day
from widgets.chart.definition_form import DIRECTIONS, FREQUENCIES
from widgets.frame.screen import Choice, Option, Part, Text
from widgets.record.suggested_titles_and_measures import suggest_measures
from widgets.start.first_measure import FirstMeasure
from widgets.start.start_view import StartView

__all__ = ["ask_measure"]

_SHAPES = (
    Option(value="one", label="One number", hint="9 falls, 42 minutes"),
    Option(value="share", label="So many out of so many", hint="12 out of 15"),
    Option(value="rate", label="So many in so many bed days", hint="3 in 640: a rate per 1,000"),
)


def ask_measure(view: StartView) -> tuple[str, str, list[Part]]:
    """Ask what is counted, and how far it is to go."""
    first = view.first
    assert first is not None, "the first answer makes the project"
    ideas = suggest_measures(view.opened.problem, view.opened.aim)
    parts: list[Part] = [
        Text(
            name="measure.name",
            label="What will you count?",
            value=first.read("name"),
            suggestions=tuple(Option(value=idea.name, label=idea.name) for idea in ideas),
            suggestions_label="Tap one, or write your own",
            clash=view.clash("measure.name"),
        ),
        _target(view, first),
        _choose(view, "shape", "What do you write down each time?", _SHAPES),
        _choose(view, "frequency", "How often?", FREQUENCIES[:3]),
        _choose(view, "direction", "Which way is better?", DIRECTIONS[:2]),
    ]
    hint = "One thing you can count without extra work. You can add more later."
    if first.record is None and first.guess.name:
        hint = _say_guess(first)
    return "How will you know it is better?", hint, parts


def _say_guess(first: FirstMeasure) -> str:
    """Say all that is guessed in a sentence: on a phone, what is asked reaches below the screen."""
    parts = [
        first.read("name"),
        _label(FREQUENCIES, first.read("frequency")),
        _label(DIRECTIONS, first.read("direction")),
    ]
    said = ", ".join([parts[0], *(one.lower() for one in parts[1:] if one)])
    shape = _label(_SHAPES, first.read("shape")).lower()
    unit = _unit_of(first)
    gap = "" if unit in ("", "%") else " "
    target = f"{first.read('target')}{gap}{unit}"
    return f"From your aim: {said}, target {target}, {shape} each time. Change what is not right."


def _label(options: tuple[Option, ...], value: str) -> str:
    return next((one.label for one in options if one.value == value), "")


def _choose(view: StartView, name: str, label: str, options: tuple[Option, ...]) -> Choice:
    assert view.first is not None, "it is asked of the first measure"
    return Choice(
        name=f"measure.{name}",
        label=label,
        options=options,
        columns=len(options),
        value=view.first.read(name),
        clash=view.clash(f"measure.{name}"),
    )


def _target(view: StartView, first: FirstMeasure) -> Text:
    """Ask for the line on the chart; where the aim says another by now, that is one tap away."""
    said, aim = first.guess.value, view.opened.aim
    by = f" by {say_day(aim.by_when)}" if aim.by_when else ""
    other = said and said != first.read("target")
    unit = _unit_of(first)
    return Text(
        name="measure.target",
        label=f"The target: a line on your chart{f', in {unit}' if unit else ''}",
        hint=f"Your aim says “{aim.how_much}”{by}" if said else "If you have one",
        value=first.read("target"),
        mode="decimal",
        suggestions=(Option(value=said, label=f"{said}, as your aim says"),) if other else (),
        suggestions_label="Tap to take it",
        clash=view.clash("measure.target"),
    )


def _unit_of(first: FirstMeasure) -> str:
    if first.record:
        return shown_unit(first.record)
    fields = first.guess.of_shape(first.read("shape"), first.read("name"))
    return shown_unit(Measure.model_validate({"name": first.read("name") or "-", **fields}))
