"""What is asked about a sheet, and what can be changed about how it is read."""

from collections.abc import Sequence

from qi_lib.tables.reading.choices import Option as OfferedOption
from qi_lib.tables.reading.choices import Question
from widgets.chart.chart_view import ChartView
from widgets.chart.upload.uploaded_table import Upload, name_of, value_of
from widgets.chart.upload.ward_by_ward import SEVERAL
from widgets.frame.screen import Button, Choice, Day, Group, Menu, Option, Part, Text

__all__ = ["ask", "change_group", "typed_box"]

_FEW = 6
_AT_ONCE = 3
_SHORT = 24
_TWO_WARDS = 2
_CALLED = {
    "sheet": "Sheet",
    "table": "Table",
    "heading": "Row of headings",
    "when": "Date",
    "number": "Number",
    "out_of": "Out of",
    "is_rest": "Which share",
    "wards": "Ward",
    "every": "One point for each",
    "same_date": "Rows of one date",
    "day_order": "Day and month",
    "year": "Year of the first date",
    "quarters": "Quarters",
    "scale": "Share or percentage",
    "unit": "Unit of the times",
    "clock": "Hours or minutes",
    "blanks": "Empty cells",
    "ends": "Periods that may not be full",
}


def typed_box(question: Question) -> str:
    """Name the box in which something else than the options is typed."""
    return f"typed.{name_of(question)}"


def ask(questions: Sequence[Question], view: ChartView) -> list[Part]:
    """Ask what is not certain, a few questions at once: nothing is chosen until somebody taps."""
    return [_ask(question, view) for question in questions[:_AT_ONCE]]


def _ask(question: Question, view: ChartView) -> Part:
    options = _options(question)
    if len(options) > _FEW:
        choose = Option(value="", label="Choose one")
        return Menu(name=_name(question), label=question.text, options=(choose, *options))
    is_short = all(len(one.label) + len(one.hint) <= _SHORT for one in options)
    columns = (3 if len(options) % 3 == 0 else 2) if is_short else 1
    columns = 1 if question.takes else columns  # beside the box
    choice = Choice(name=_name(question), label=question.text, options=options, columns=columns)
    if not question.takes:
        return choice
    use = Button(label="Use this", act="answer", value=name_of(question))
    return Group(
        name=f"{_name(question)}-group",
        label=question.text,
        parts=(choice, _box(question, view)),
        buttons=(use,),
    )


def _box(question: Question, view: ChartView) -> Part:
    name, problem = typed_box(question), view.problems.get(typed_box(question), "")
    if question.takes == "date":
        return Day(name=name, label="Or the date is", is_kept=True, problem=problem)
    return Text(
        name=name,
        label=f"Or type the {question.takes}",
        mode="decimal",
        is_kept=True,
        submits="answer",
        submits_value=name_of(question),
        problem=problem,
    )


def change_group(upload: Upload) -> Group:
    """Let all be changed that is settled, each with its own list."""
    asked = {question.name for question in upload.questions}
    settled = [question for question in upload.proposal.menus if question.name not in asked]
    return Group(
        name="columns",
        label="How it is read",
        parts=tuple(_menu(question, upload) for question in settled),
        is_even=True,
    )


def _menu(question: Question, upload: Upload) -> Menu:
    options = _options(question)
    value = options[question.chosen].value if question.chosen >= 0 else ""
    if question.name == "wards" and upload.wards is not None:
        value = SEVERAL
    label = _CALLED.get(question.name, question.name.removeprefix("only "))
    return Menu(name=_name(question), label=label, options=options, value=value)


def _options(question: Question) -> tuple[Option, ...]:
    options = tuple(map(_option, question.options))
    if question.name != "wards" or len(options) < _TWO_WARDS:
        return options
    hint = "Side by side, or added up"
    return (*options, Option(value=SEVERAL, label="Several of them", hint=hint))


def _option(option: OfferedOption) -> Option:
    return Option(value=value_of(option), label=option.label, hint=option.hint)


def _name(question: Question) -> str:
    return f"map.{name_of(question)}"
