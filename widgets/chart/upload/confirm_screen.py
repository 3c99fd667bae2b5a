"""The screen of *My chart* that shows how a table was read, and asks before anything is used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qi_lib.model import ChartDrawing, Frequency, Observation
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.reading.readings import Reading
from qi_lib.wording.dates import say_day
from widgets.chart.chart_picture import chart_part
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.chart.upload.draft import Draft
from widgets.chart.upload.questions import ask, change_group
from widgets.chart.upload.sheet_part import sheet_part
from widgets.chart.upload.uploaded_table import Upload
from widgets.chart.upload.ward_by_ward import ask_wards
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Choice, Fold, Links, Note, Option, Part, Screen, Words

__all__ = ["Confirming", "draw_confirm"]

_LINES_SHOWN = 6
_ROWS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """A table, what becomes of the measure with it, and the chart as it will be.

    `drawing` is None while something is asked, or where the chart cannot be drawn: `trouble` says
    why.
    """

    upload: Upload
    draft: Draft
    drawing: ChartDrawing | None = None
    trouble: str = ""


def draw_confirm(view: ChartView, confirming: Confirming) -> Screen:
    """Show how a table was read, ask what is not certain, and let all of it be changed."""
    upload, draft = confirming.upload, confirming.draft
    proposal, reading = upload.proposal, upload.reading
    parts = [*_ask_wards(upload), *_quick_ways(upload), *ask(upload.questions, view)]
    parts.append(sheet_part(proposal.preview))
    if reading and draft.found:
        parts.append(Words(name="read", text=_say_read(upload)))
    parts.append(change_group(upload))
    if reading and draft.found:
        if draft.there and not upload.each:
            parts.append(_keep_or_replace(draft))
        parts += _as_it_will_be(confirming)
    parts += _told(upload)
    if upload.is_ready and not upload.each:
        parts += _also_taken(draft)
    if reading and draft.found:
        label = "The numbers, as they were read"
        parts.append(Fold(name="numbers", label=label, parts=(_preview(reading),)))
    return Screen(
        key="mapping",
        question=_say_found(upload),
        hint=f"From {proposal.table.name}.",
        parts=tuple(parts),
        back=Button(label="Back", act="give"),
        go=Button(label=_say_use(upload), act="use") if upload.is_ready else None,
    )


def _ask_wards(upload: Upload) -> list[Part]:
    question = next((one for one in upload.proposal.menus if one.name == "wards"), None)
    if upload.wards is None or question is None:
        return []
    return ask_wards(question, upload.wards)


def _quick_ways(upload: Upload) -> Iterator[Part]:
    """Offer what is usually wanted, before each question by itself."""
    ways = upload.quick_ways
    if ways:
        buttons = tuple(
            Button(label=one.label, hint=one.hint, act="quick", value=one.label) for one in ways
        )
        yield Links(name="quick", label="All at once", buttons=buttons)
        yield Words(name="or", text="Or answer one by one:", is_soft=True)


def _say_use(upload: Upload) -> str:
    count, measures = len(upload.numbers), len(upload.each)
    if measures > 1:
        return f"Make these {measures} measures"
    return f"Use {'this number' if count == 1 else f'these {count} numbers'}"


def _say_found(upload: Upload) -> str:
    count, questions, measures = len(upload.numbers), len(upload.questions), len(upload.each)
    if upload.wards is not None and not upload.wards.names:
        return "Choose those that you want"
    if not count:
        return "No numbers found yet"
    asked = "One question" if questions == 1 else f"{questions} questions"
    last = f"{asked} first" if questions else "Is this right?"
    if measures > 1:
        return f"{measures} measures, one for each. {last}"
    return f"{count} number{'' if count == 1 else 's'} found. {last}"


def _say_read(upload: Upload) -> str:
    choices = upload.choices
    said = f"We read the dates from “{choices.when}” and chart {upload.charted}"
    said += ", as last time." if upload.is_recalled else "."
    if choices.same_date == "sum" and choices.number and not choices.every:
        said += " Rows of the same date are added up."
    if choices.same_date == "all":
        said += " Each row of a date is one of several values of it."
    return said


def _as_it_will_be(confirming: Confirming) -> Iterator[Part]:
    ward = next(iter(confirming.upload.each), "")
    title = f"The chart of {ward} as it will be" if ward else "The chart as it will be"
    if confirming.trouble:
        yield Words(name="will-be", title=title, text=confirming.trouble)
    if confirming.drawing:
        finding = "".join(part.text for part in confirming.drawing.finding)
        yield Words(name="will-be", title=title, text=finding)
        yield chart_part(confirming.draft.measure, confirming.drawing)


def _told(upload: Upload) -> Iterator[Part]:
    """Say what was left out and why, and what was read otherwise than written."""
    reading = upload.reading
    left_out = [*upload.proposal.left_out, *(reading.left_out if reading else ())]
    for name, title, lines in (
        ("left-out", "Left out", left_out),
        ("notes", "Good to know", list(reading.notes) if reading else []),
    ):
        if lines:
            yield Note(name=name, title=title, text="\n".join(_few(lines)))


def _few(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LINES_SHOWN
    return [*lines[:_LINES_SHOWN], *([f"And {more} more like these."] if more > 0 else [])]


def _also_taken(draft: Draft) -> Iterator[Part]:
    """Offer what the sheet says beside its numbers."""
    offers = draft.offers
    options = []
    if offers.targets:
        values = " then ".join(f"{target.value:g}" for target in offers.targets)
        options.append(Option(value="targets", label=f"The target: {values}"))
    if offers.annotations:
        count = len(offers.annotations)
        label = "The note" if count == 1 else f"The {count} notes"
        options.append(Option(value="annotations", label=label, hint=offers.annotations[0].text))
    if offers.direction:
        label = f"That {'lower' if offers.direction == 'down' else 'higher'} is better"
        options.append(Option(value="direction", label=label))
    if options:
        yield Choice(
            name="map.takes",
            label="Your sheet also says this. Take it too?",
            options=tuple(options),
            value=",".join(one.value for one in options if one.value in draft.takes),
            is_many=True,
        )


def _preview(reading: Reading) -> Rows:
    points = reading.observations
    shown = [*points[:_ROWS_SHOWN], *points[-1:]] if len(points) > _ROWS_SHOWN + 1 else points
    has_share = reading.shape == "share"
    return Rows(
        name="preview",
        label=f"The first numbers and the last, of {len(points)}",
        columns=("When", "How many", "Share") if has_share else ("When", "How many"),
        rows=tuple(_row(one, reading, has_share=has_share) for one in shown),
    )


def _row(point: Observation, reading: Reading, *, has_share: bool) -> tuple[str, ...]:
    every = Frequency(reading.grain) if reading.grain in list(Frequency) else Frequency.MONTH
    cells = (say_period(point.when, every), say_observation(point))
    if not has_share:
        return cells
    if point.numerator is None or not point.denominator:
        return (*cells, "–")
    return (*cells, f"{100 * point.numerator / point.denominator:.1f}%")


def _keep_or_replace(draft: Draft) -> Choice:
    count = len(draft.there)
    return Choice(
        name="map.mode",
        label="One number is already here" if count == 1 else f"{count} numbers are already here",
        options=(
            Option(value="add", label="Add to them", hint=_say_corrected(draft)),
            Option(value="replace", label="Replace them", hint="Only the new ones stay"),
        ),
        value="replace" if draft.replaces else "add",
    )


def _say_corrected(draft: Draft) -> str:
    """Say which numbers that are there will be others."""
    corrected = draft.corrected
    if not corrected:
        return "The same date is corrected"
    before, after = corrected[0]
    shown = f"{say_day(before.when)} from {say_observation(before)} to {say_observation(after)}"
    more = len(corrected) - 1
    return f"Corrects {shown}" + (f", and {more} more" if more else "")
