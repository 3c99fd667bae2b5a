"""The screens of *My chart* on which a table becomes numbers."""

from collections.abc import Sequence

from qi_lib.model import Frequency
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.opening.size_limits import MAX_BYTES
from qi_lib.tables.reading.choices import Option as OfferedOption
from qi_lib.tables.reading.choices import Question
from qi_lib.tables.reading.readings import Reading
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.chart.upload.uploaded_table import Upload, name_of, value_of
from widgets.frame.displays import Rows
from widgets.frame.screen import (
    Button,
    Choice,
    Files,
    Fold,
    Menu,
    Note,
    Option,
    Part,
    Screen,
    Text,
    Words,
)

__all__ = ["draw_give", "draw_mapping"]

_PROBLEMS_SHOWN = 4
_ROWS_SHOWN = 4
_FEW = 6


def draw_give(view: ChartView) -> Screen:
    """Offer to paste or to give a file."""
    return Screen(
        key="give",
        question="Bring numbers you already have",
        hint="One column with dates and one with numbers is enough. Leave out names of people.",
        parts=(
            Files(
                name="file",
                label="Choose an Excel or CSV file",
                accept=".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods",
                limit_bytes=MAX_BYTES,
                problem=view.problems.get("file", ""),
            ),
            Text(
                name="pasted",
                label="Or paste the cells here",
                hint="In your spreadsheet, mark the columns with their headings, copy, then paste.",
                rows=6,
                is_kept=True,
                problem=view.problems.get("pasted", ""),
            ),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Read what I pasted", act="paste"),
    )


def draw_mapping(view: ChartView, upload: Upload, *, mode: str) -> Screen:
    """Show how a table was read, ask what is not certain, and let all of it be changed."""
    proposal, reading = upload.proposal, upload.reading
    count = len(reading.observations) if reading else 0
    parts: list[Part] = [Words(name="read", text=_say_read(upload))] if reading else []
    parts += [_ask(question) for question in proposal.questions]
    told = [*proposal.left_out, *(reading.notes if reading else ())]
    parts += [Note(name=f"note-{i}", text=note) for i, note in enumerate(told)]
    if reading and count:
        parts.append(_preview(reading))
    else:
        parts.append(_first_rows(upload))
    if reading and reading.left_out:
        parts.append(_left_out(reading.left_out))
    settled = tuple(_menu(question) for question in proposal.menus if not question.is_open)
    label = "Read the columns differently"
    parts.append(Fold(name="columns", label=label, parts=settled, is_open=not count))
    if view.observations and count:
        parts.append(_keep_or_replace(view, mode))
    is_certain = count and not proposal.questions
    return Screen(
        key="mapping",
        question=f"{count} numbers found. Is this right?" if count else "No numbers found yet",
        hint=f"From {proposal.table.name}.",
        parts=tuple(parts),
        back=Button(label="Back", act="give"),
        go=Button(label=f"Use these {count} numbers", act="use") if is_certain else None,
    )


def _say_read(upload: Upload) -> str:
    choices = upload.choices
    said = f"We read the dates from “{choices.when}” and chart {upload.charted}"
    said += ", as last time." if upload.is_recalled else "."
    if choices.same_date == "sum" and choices.number and not choices.every:
        said += " Rows of the same date are added up."
    if choices.same_date == "all":
        said += " Each row of a date is one of several values of it."
    return said


def _preview(reading: Reading) -> Rows:
    points = reading.observations
    shown = [*points[:_ROWS_SHOWN], *points[-1:]] if len(points) > _ROWS_SHOWN + 1 else points
    rows = []
    for one in shown:
        cells = [say_period(one.when, Frequency.MONTH), say_observation(one)]
        if reading.shape == "share":
            has_whole = bool(one.denominator)
            cells.append(f"{100 * one.numerator / one.denominator:.1f}%" if has_whole else "–")  # type: ignore[operator]  # has_whole
        rows.append(tuple(cells))
    has_share = reading.shape == "share"
    columns = ("When", "How many", "Share") if has_share else ("When", "How many")
    label = f"The first numbers and the last, of {len(points)}"
    return Rows(name="preview", label=label, columns=columns, rows=tuple(rows))


def _first_rows(upload: Upload) -> Rows:
    preview = upload.proposal.preview
    rows = tuple((str(row.number), *row.cells) for row in preview.rows)
    label = "The first rows, as they were read"
    return Rows(name="sheet", label=label, columns=("Row", *preview.letters), rows=rows)


def _left_out(told: Sequence[str]) -> Note:
    shown = list(told[:_PROBLEMS_SHOWN])
    if len(told) > len(shown):
        shown.append(f"And {len(told) - len(shown)} more like these.")
    return Note(name="problems", title="Have a look", text="\n".join(shown))


def _ask(question: Question) -> Part:
    """Ask what is not certain: nothing is chosen until somebody taps."""
    options = tuple(_option(one) for one in question.options)
    if len(options) <= _FEW:
        return Choice(name=_name(question), label=question.text, options=options, columns=1)
    choose = Option(value="", label="Choose one")
    return Menu(name=_name(question), label=question.text, options=(choose, *options))


def _menu(question: Question) -> Part:
    options = tuple(_option(one) for one in question.options)
    value = options[question.chosen].value if question.chosen >= 0 else ""
    return Menu(name=_name(question), label=question.text, options=options, value=value)


def _option(option: OfferedOption) -> Option:
    return Option(value=value_of(option), label=option.label, hint=option.hint)


def _name(question: Question) -> str:
    return f"map.{name_of(question)}"


def _keep_or_replace(view: ChartView, mode: str) -> Choice:
    count = len(view.observations)
    return Choice(
        name="map.mode",
        label="One number is already here" if count == 1 else f"{count} numbers are already here",
        options=(
            Option(value="add", label="Add to them", hint="The same date is corrected"),
            Option(value="replace", label="Replace them", hint="Only the new ones stay"),
        ),
        value=mode,
    )
