"""The screens of *My chart* on which a table becomes numbers."""

from qi_lib.model import Frequency
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.opening.size_limits import MAX_BYTES
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.chart.upload.uploaded_table import Upload
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
    """Show how the columns were read, on the first points, and let it be changed."""
    reading, mapping = upload.reading, upload.mapping
    count = len(reading.observations)
    read = f"We read the dates from “{mapping.when}” and chart {upload.charted}"
    read += ", as last time." if upload.is_recalled else "."
    if mapping.adds_up and not mapping.only:
        read += " Rows of the same date are added up."
    if mapping.keeps_all:
        read += " Each row of a date is one of several values of it."
    parts: list[Part] = [Words(name="read", text=read)]
    parts.extend(Note(name=f"note-{i}", text=note) for i, note in enumerate(upload.table.notes))
    if count:
        parts.append(_preview(view, upload))
    if reading.problems:
        parts.append(_left_out(reading.problems))
    parts.append(
        Fold(
            name="columns",
            label="Read the columns differently",
            parts=tuple(_columns(upload)),
            is_open=not count,
        )
    )
    if view.observations and count:
        parts.append(_keep_or_replace(view, mode))
    return Screen(
        key="mapping",
        question=f"{count} numbers found. Is this right?" if count else "No numbers found yet",
        hint=f"From {upload.table.name}.",
        parts=tuple(parts),
        back=Button(label="Back", act="give"),
        go=Button(label=f"Use these {count} numbers", act="use") if count else None,
    )


def _preview(view: ChartView, upload: Upload) -> Rows:
    points = upload.reading.observations
    shown = [*points[:_ROWS_SHOWN], *points[-1:]] if len(points) > _ROWS_SHOWN + 1 else points
    rows = []
    for one in shown:
        cells = [say_period(one.when, Frequency.MONTH), say_observation(one)]
        if upload.mapping.out_of:
            has_whole = bool(one.denominator)
            cells.append(f"{100 * one.numerator / one.denominator:.1f}%" if has_whole else "–")  # type: ignore[operator]  # has_whole
        rows.append(tuple(cells))
    columns = ("When", "How many", "Share") if upload.mapping.out_of else ("When", "How many")
    label = f"The first numbers and the last, of {len(points)}"
    return Rows(name="preview", label=label, columns=columns, rows=tuple(rows))


def _left_out(problems: list[str]) -> Note:
    shown = problems[:_PROBLEMS_SHOWN]
    if len(problems) > len(shown):
        shown.append(f"And {len(problems) - len(shown)} more like these.")
    return Note(name="problems", title="Have a look", text="\n".join(shown))


def _columns(upload: Upload) -> list[Part]:
    names = tuple(Option(value=name, label=name) for name in upload.table.columns)
    none = Option(value="", label="Nothing, it is one number")
    mapping = upload.mapping
    parts: list[Part] = [
        Menu(name="map.when", label="Dates are in", options=names, value=mapping.when),
        Menu(name="map.number", label="The number is in", options=names, value=mapping.number),
        Menu(
            name="map.out_of", label="Out of", options=(none, *names), value=upload.value("out_of")
        ),
    ]
    if mapping.out_of:
        rest = f"Those that are not in “{mapping.number}”"
        hint = f"“{mapping.out_of}” minus “{mapping.number}”"
        options = (
            Option(value="", label=f"Those in “{mapping.number}”"),
            Option(value="yes", label=rest, hint=hint),
        )
        parts.append(
            Choice(
                name="map.is_rest",
                label="Which share do you want to see?",
                options=options,
                value=upload.value("is_rest"),
                columns=1,
            )
        )
    parts.extend(_several_rows(upload, names))
    return parts


def _several_rows(upload: Upload, names: tuple[Option, ...]) -> list[Part]:
    if not upload.mapping.group:
        return [_same_date(upload)] if upload.has_same_dates else []
    everything = Option(value="", label="All of them, added up")
    some = tuple(Option(value=word, label=f"Only “{word}”") for word in upload.groups)
    group = upload.mapping.group
    return [
        Menu(
            name="map.only",
            label=f"Several rows have the same date. Which do you want, by “{group}”?",
            options=(everything, *some),
            value=upload.mapping.only,
        )
    ]


def _same_date(upload: Upload) -> Choice:
    last = Option(value="last", label="The last one counts", hint="The others are left out")
    added = Option(value="sum", label="Add them up", hint="One number a date")
    several = Option(value="all", label="Keep all of them", hint="Several values of one date")
    return Choice(
        name="map.same_date",
        label="Several rows have the same date",
        options=(last, added) if upload.mapping.out_of else (last, added, several),
        value=upload.same_date,
        columns=1,
    )


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
