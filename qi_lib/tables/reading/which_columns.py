"""Propose which column is the date, what is charted, and out of what; ask where rivals are."""

import re
from collections.abc import Iterator
from typing import Any

from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.kinds import answer_of
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.reading.choices import Choices, Option, Question
from qi_lib.tables.reading.columns import Columns
from qi_lib.tables.reading.ratios import find_ratios, worked_out
from qi_lib.tables.reading.values import time_unit

__all__ = ["choose_blanks", "choose_number", "choose_out_of", "choose_unit", "choose_when"]

_AGAIN = re.compile(r" \(\d+\)$")  # how the second column of a name is called
_WHAT = "What do you want to chart?"
_ROWS = {"number": "", "out_of": "", "until": ""}


def choose_when(columns: Columns, given: Choices) -> tuple[str | None, Question]:
    """Propose the column of dates, and ask where others are as likely."""
    names = list(columns.table.columns)
    whens = [*columns.whens, *(name for name in names if name not in columns.whens)]
    chosen = given.when if given.when in names else None
    is_open = chosen is None and (
        not columns.whens or (len(columns.rival_whens) > 1 and len(columns.stamps) < 2)
    )
    likely = columns.whens[0] if columns.whens else None
    when = chosen or likely
    text = (
        "Which column says when?" if columns.whens else "Which column holds dates? We found none."
    )
    return when, Question(
        name="when",
        text=text,
        options=tuple(Option(name, {"when": name}) for name in whens),
        chosen=whens.index(when) if when else -1,
        is_open=is_open,
    )


def choose_number(columns: Columns, given: Choices, *, measure: str) -> tuple[Choices, Question]:
    """Propose what is charted: a number, a part of a whole, yes or no, a time, or the rows.

    Args:
        columns: those of the table.
        given: what the person chose.
        measure: the name of the measure that it is for; a column called so is the number.
    """
    options = list(_options(columns, given))
    rivals = _rivals(columns, options)
    named = [one for one in rivals if _is_called(one, measure)]
    if len(named) == 1:
        rivals = named
    likely = options.index(rivals[0]) if rivals else 0
    is_said = given.number is not None or bool(given.until)
    sets = _said(given, options) if is_said else dict(options[likely].sets)
    if not is_said and given.out_of is not None:
        sets["out_of"] = given.out_of
    chosen = next((at for at, one in enumerate(options) if one.sets == sets), -1)
    filled = given.change(**sets)
    if filled.is_rest is None:
        is_rest = bool(filled.out_of) and not sounds(filled.out_of or "", "exposure")
        filled = filled.change(is_rest=is_rest and sounds(filled.number or "", "bad"))
    is_empty = _is_not_filled_in(columns, rivals)
    return filled, Question(
        name="number",
        text="There are no numbers yet. Count the rows?" if is_empty else _WHAT,
        options=tuple(options),
        chosen=chosen,
        is_open=not is_said and (len(rivals) > 1 or is_empty),
    )


def _is_not_filled_in(columns: Columns, rivals: list[Option]) -> bool:
    """Tell whether nothing but the rows can be counted, and a column stands empty beside them."""
    are_rows = all(one.sets == _ROWS for one in rivals)
    table = columns.table
    is_empty = any(not table.column(name).full for name in table.columns)
    return are_rows and is_empty and not columns.come_several_a_date


def _said(given: Choices, options: list[Option]) -> dict[str, Any]:  # Any: as Option
    """Take what was said of the number, and propose what was not: what it is out of."""
    if given.until:
        return {"number": "", "out_of": "", "until": given.until}
    out_of = given.out_of
    if out_of is None:
        found = [one.sets["out_of"] for one in options if one.sets.get("number") == given.number]
        out_of = found[0] if found else ""
    return {"number": given.number or "", "out_of": out_of, "until": ""}


def _is_called(option: Option, measure: str) -> bool:
    name = _AGAIN.sub("", option.sets["number"].strip()).lower()
    return bool(measure) and name == measure.strip().lower()


def _options(columns: Columns, given: Choices) -> Iterator[Option]:
    when = given.when
    for ratio in find_ratios(columns):
        rate = ", as a rate" if sounds(ratio.whole, "exposure") else ""
        label = f"{ratio.part}, out of {ratio.whole}{rate}"
        yield Option(label, {"number": ratio.part, "out_of": ratio.whole, "until": ""})
    for name in (*columns.candidates, *columns.lines, *columns.keys):
        yield Option(name, {"number": name, "out_of": "", "until": ""})
    for name in columns.answers:
        yield Option(f"{name} Yes, out of Yes and No", {"number": name, "out_of": "", "until": ""})
    ends = columns.stamps or columns.whens
    for name in ends:
        if when in ends and name != when:
            yield Option(f"Time from {when} to {name}", {"number": "", "out_of": "", "until": name})
    yield Option("How many rows there are", dict(_ROWS))


def _rivals(columns: Columns, options: list[Option]) -> list[Option]:
    """Give the readings that are as likely as each other, the likeliest first."""
    rows = [one for one in options if one.sets == _ROWS]
    ratios = [one for one in options if one.sets["out_of"]]
    answers = [one for one in options if one.sets["number"] in columns.answers]
    times = [one for one in options if one.sets["until"] in columns.stamps]
    if columns.candidates:
        numbers = _rival_numbers(columns, options, ratios)
        are_times = all(columns.is_time(one.sets["number"]) for one in numbers)
        is_list = columns.are_cases and not are_times and columns.come_several_a_date
        if not columns.come_several_a_date:
            return numbers  # beside a number for each date, yes and no are remarks
        return [*rows, *numbers] if is_list and not answers else [*numbers, *answers]
    if answers:
        return answers
    return [*times, *rows] if times else rows


def _rival_numbers(columns: Columns, options: list[Option], ratios: list[Option]) -> list[Option]:
    """Leave out what is worked out from a ratio, and what only the rate of it could be out of."""
    taken = {name for one in ratios for name in (one.sets["number"], one.sets["out_of"])}
    derived = set(worked_out(columns))
    singles = [
        one
        for one in options
        if one.sets["number"] in columns.candidates and not one.sets["out_of"]
        and one.sets["number"] not in taken | derived
        and not (ratios and sounds(one.sets["number"], "whole", "exposure"))
    ]  # fmt: skip
    weak = [ratio.part for ratio in find_ratios(columns) if ratio.is_weak]
    singles += [one for one in options if one.sets["number"] in weak and not one.sets["out_of"]]
    if len(ratios) > 1 and _are_complements(columns, ratios):
        good = [one for one in ratios if not _goes_wrong(one.sets["number"])]
        return [*good[:1], *singles] if len(good) == 1 else [*ratios, *singles]
    return [*ratios, *singles]


def _goes_wrong(name: str) -> bool:
    return sounds(name, "bad") or answer_of(name) is False


def _are_complements(columns: Columns, ratios: list[Option]) -> bool:
    """Tell whether two parts make up one whole: the one is what the other is not."""
    if len(ratios) != 2 or ratios[0].sets["out_of"] != ratios[1].sets["out_of"]:
        return False
    parts = [columns.values(one.sets["number"]) for one in ratios]
    wholes = columns.values(ratios[0].sets["out_of"])
    rows = [row for row in zip(*parts, wholes, strict=True) if None not in row]
    return all(a + b == whole for a, b, whole in rows)


def choose_blanks(columns: Columns, filled: Choices) -> tuple[Choices, list[Question]]:
    """Ask what an empty cell means in a column of ticks that never says no."""
    if filled.number not in columns.answers:
        return filled, []
    column = columns.table.column(filled.number or "")
    said = {answer_of(cell) for cell in column.counted}
    has_blanks = any(not say_cell(cell).strip() for cell in column.counted)
    if False in said or not has_blanks:
        return filled, []
    options = (
        Option("An empty cell means no", {"blanks": "no"}),
        Option("An empty cell was not looked at", {"blanks": "nothing"}),
    )
    chosen = filled.blanks or "no"
    text = f"“{filled.number}” only says yes, or nothing. What does nothing mean?"
    question = Question(
        "blanks", text, options, int(chosen == "nothing"), is_open=filled.blanks is None
    )
    return filled.change(blanks=chosen), [question]


def choose_unit(columns: Columns, filled: Choices) -> list[Question]:
    """Offer the unit in which times are charted."""
    is_time = filled.number in columns.candidates and columns.is_time(filled.number or "")
    if not filled.until and not is_time:
        return []
    names = ("minutes", "hours", "days")
    options = tuple(Option(name.title(), {"unit": name}) for name in names)
    return [Question("unit", "In what?", options, names.index(time_unit(columns, filled)))]


def choose_out_of(columns: Columns, filled: Choices) -> list[Question]:
    """Offer what the number may be out of, and which of part and rest is charted."""
    if filled.number not in columns.numbers:
        return []
    others = [name for name in columns.numbers if name != filled.number]
    options = [Option("Nothing, it is one number", {"out_of": "", "is_rest": False})]
    options += [Option(name, {"out_of": name}) for name in others]
    chosen = next(
        (at for at, one in enumerate(options) if one.sets["out_of"] == (filled.out_of or "")), 0
    )
    questions = [Question("out_of", "Out of what?", tuple(options), chosen)] if others else []
    if filled.out_of and not sounds(filled.out_of, "exposure"):
        part = Option(f"Those in “{filled.number}”", {"is_rest": False})
        hint = f"“{filled.out_of}” minus “{filled.number}”"
        rest = Option(f"Those that are not in “{filled.number}”", {"is_rest": True}, hint)
        text = "Which share do you want to see?"
        questions.append(Question("is_rest", text, (part, rest), int(bool(filled.is_rest))))
    return questions
