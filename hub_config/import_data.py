"""Bring a file of numbers into a measure, for the command line."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from hub_config.import_options import say_option
from qi_lib.client import MeasureHandle, Project
from qi_lib.errors import Refused
from qi_lib.tables.opening.book import Book
from qi_lib.tables.opening.files import open_file
from qi_lib.tables.reading.choices import Choices, Question
from qi_lib.tables.reading.dated_rows import wards_of
from qi_lib.tables.reading.described import describe
from qi_lib.tables.reading.each_ward import propose_each, questions_of
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

__all__ = ["import_file"]

_OPTIONS_SHOWN = 10
_CELLS_SHOWN = 8
_CELL_WIDTH = 18


def import_file(
    file: Path,
    *,
    project: Project,
    measure: str,
    chosen: Choices,
    is_each: bool,
    today: dt.date,
) -> list[str]:
    """Read `file`, save its observations, and report in sentences, the chart's signals last.

    `chosen` holds what the person named; the rest is proposed. With `is_each`, each ward becomes a
    measure of its own. Raises `qi_lib.errors.QIError` when the file cannot be read or the hub
    refuses, and `Refused` with the choices, where it can be read in several ways.
    """
    book = open_file(file.read_bytes(), file.name)
    known = _measure(project, measure)
    purpose = Purpose(today=today, measure=measure)
    if known and not is_each:
        purpose = Purpose.of(known.record, known.observations, today=today)
    proposal = propose(book, purpose, chosen)
    each = _each(book, purpose, proposal, chosen) if is_each else {"": proposal}
    questions = questions_of(each.values())
    read = {ward: one for ward, one in each.items() if one.reading and one.reading.observations}
    if questions or proposal.unknown or not read:
        raise Refused("\n".join(_ask(book.name, proposal, questions)))
    lines = [*_say_columns(proposal), _say(proposal, is_each=is_each)]
    for ward, one in read.items():
        lines += _save(project, f"{measure}, {ward}" if ward else measure, one)
    return lines


def _each(book: Book, purpose: Purpose, proposal: Proposal, chosen: Choices) -> dict[str, Proposal]:
    """Read each ward by itself: those that were named, or all."""
    group = proposal.choices.group
    if not group:
        return {"": proposal}
    return propose_each(book, purpose, chosen, chosen.wards or wards_of(proposal.table, group))


def _save(project: Project, name: str, proposal: Proposal) -> Iterator[str]:
    reading = proposal.reading
    assert reading is not None, "only what was read is saved"
    handle = _measure(project, name) or project.add_measure(name=name, **describe(proposal))
    days = {point.when for point in reading.observations}
    kept = [point for point in handle.observations if point.when not in days]
    handle.replace([*kept, *reading.observations])
    chart = handle.chart()
    yield from reading.left_out
    yield from reading.notes
    yield f"{len(reading.observations)} points are saved in “{name}” of {project.slug}."
    if len(kept) == 1:
        yield "One that was there already, of another date, stays."
    elif kept:
        yield f"{len(kept)} that were there already, of other dates, stay."
    yield chart.explain() if chart else ""


def _measure(project: Project, name: str) -> MeasureHandle | None:
    return next((measure for measure in project.measures if measure.name == name), None)


# What is asked ----------------------------------------------------------------------------------


def _ask(name: str, proposal: Proposal, questions: Sequence[Question]) -> Iterator[str]:
    """Print what must be said before anything is saved, and how; and the first rows."""
    for column in proposal.unknown:
        columns = ", ".join(f"“{one}”" for one in proposal.table.columns)
        yield f"There is no column “{column}” in {name}. The columns are: {columns}."
    if questions:
        yield f"Nothing is saved yet: {name} can be read in more than one way. Add one of each:"
    elif not proposal.unknown:
        yield f"We found no numbers to save in {name}."
        yield from proposal.reading.left_out if proposal.reading else ()
    for question in questions:
        yield ""
        yield question.text
        for option in question.options[:_OPTIONS_SHOWN]:
            hint = f" ({option.hint})" if option.hint else ""
            yield f"  {say_option(option):<40} {option.label}{hint}"
        if question.name == "wards":
            yield f"  {'--ward each':<40} Each a measure of its own"
        more = len(question.options) - _OPTIONS_SHOWN
        if more > 0:
            yield f"  … and {more} more."
        if question.takes and question.place:
            yield f"  --cell {question.place}=…  to say what it is"
    yield from _first_rows(proposal)


def _first_rows(proposal: Proposal) -> Iterator[str]:
    preview = proposal.preview
    yield ""
    yield "The first rows, as they were read:"
    width = min(len(preview.letters), _CELLS_SHOWN)
    yield (
        "     " + "".join(f"{letter:<{_CELL_WIDTH}}" for letter in preview.letters[:width]).rstrip()
    )
    for row in preview.rows:
        cells = "".join(f"{_short(cell):<{_CELL_WIDTH}}" for cell in row.cells[:width])
        yield f"{row.number:>4} {cells}".rstrip()


def _short(text: str) -> str:
    return text if len(text) < _CELL_WIDTH else f"{text[: _CELL_WIDTH - 2]}…"


# What was read ----------------------------------------------------------------------------------


def _say_columns(proposal: Proposal) -> Iterator[str]:
    """Say which columns are not read, and what may be taken from them."""
    yield from proposal.left_out
    if proposal.offers.targets:
        values = ", ".join(f"{target.value:g}" for target in proposal.offers.targets)
        yield f"The file names a target: {values}. Set it in My chart if it is yours."


def _say(proposal: Proposal, *, is_each: bool) -> str:
    """Say in a sentence what was read."""
    choices = proposal.choices
    what = f"“{choices.number}”" if choices.number else "the rows, counted,"
    if choices.until:
        what = f"the time from “{choices.when}” to “{choices.until}”"
    if proposal.is_yes_or_no:
        what = f"the share of yes in {what}"
    if choices.is_rest:
        what = f"“{choices.out_of}” minus {what}"
    share = f" out of “{choices.out_of}”" if choices.out_of else ""
    wards = f", {' and '.join(choices.wards)} alone" if choices.wards else ""
    wards = f", each of “{choices.group}” by itself" if is_each else wards
    every = f", one point a {choices.every}" if choices.every else ""
    is_sum = choices.same_date == "sum" and choices.number and not (choices.every or is_each)
    added = ", rows of one date added up" if is_sum else ""
    return f"Read {what}{share} by “{choices.when}”{wards}{every}{added}."
