"""Propose which rows count and how those of one date go together; ask where rivals are."""

import datetime as dt

from qi_lib.model import Frequency
from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.reading.choices import Choices, Every, Option, Question, SameDate
from qi_lib.tables.reading.columns import Columns
from qi_lib.tables.reading.dated_rows import date_rows, labels_of, wards_of
from qi_lib.tables.reading.gathering import partial_ends
from qi_lib.tables.reading.readings import Reading, read
from qi_lib.wording.dates import say_day

__all__ = ["choose_ends", "choose_every", "choose_filters", "choose_same_date", "choose_wards"]

# So many rows a date, on average, are measurements of it and no stray duplicates.
_SEVERAL = 1.8
_MANY_A_DATE = 5
_MOST_LABELS = 30


def choose_wards(columns: Columns, filled: Choices) -> tuple[Choices, list[Question]]:
    """Propose the column of wards; ask which of them, for one of many is rarely meant by chance."""
    table = columns.table
    places = [name for name in columns.places if name != filled.when]
    group = filled.group
    if group is None and filled.wards:
        group = _group_with(columns, filled.wards)
    if group is None:
        several = [name for name in places if len(wards_of(table, name)) > 1]
        group = max(reversed(several), key=lambda name: len(wards_of(table, name)), default="")
    if not group:
        return filled.change(group=""), []
    wards = wards_of(table, group)
    adds_up = _adds_up(columns, filled)
    options = [Option("All of them, added up", {"group": group, "wards": ()})] if adds_up else []
    options += [Option(ward, {"group": group, "wards": (ward,)}) for ward in wards]
    is_said = filled.wards is not None and set(filled.wards) <= set(table.column(group).labels)
    chosen_wards = filled.wards if is_said else options[0].sets["wards"]
    at = next((i for i, one in enumerate(options) if one.sets["wards"] == chosen_wards), -1)
    question = Question(
        name="wards",
        text=f"Which of the {len(wards)} in “{group}”?",
        options=tuple(options),
        chosen=at,
        is_open=not is_said and len(wards) > 1,
    )
    return filled.change(group=group, wards=chosen_wards), [question]


def _group_with(columns: Columns, wards: tuple[str, ...]) -> str | None:
    """Find the column of a few words in which those that were named stand."""
    for name in (*columns.places, *columns.kinds):
        if set(wards) <= set(columns.table.column(name).labels):
            return name
    return None


def _adds_up(columns: Columns, filled: Choices) -> bool:
    """Tell whether the numbers of several wards make one number: shares and times do not."""
    number = filled.number or ""
    if not number or number in columns.answers or filled.out_of:
        return True
    if filled.until or columns.is_time(number) or sounds(number, "rate", "time"):
        return False
    if sounds(columns.table.title, "rate"):  # “Falls per 1,000 bed days” over a grid of wards
        return False
    return not any(getattr(one, "is_percent", False) for one in columns.amounts(number)[:200])


def choose_filters(columns: Columns, filled: Choices) -> list[Question]:
    """Offer each column of a few words as a filter, and of yes and no where that is not charted."""
    questions = []
    is_charted = filled.number in columns.answers
    for name in (*columns.kinds, *([] if is_charted else columns.answers)):
        labels = columns.table.column(name).labels
        if name == filled.group or not 1 < len(labels) <= _MOST_LABELS:
            continue
        words = filled.only.get(name, ())
        options = [Option("All", {"only": {name: ()}})]
        options += [Option(label, {"only": {name: (label,)}}) for label in labels]
        chosen = next((i for i, one in enumerate(options) if one.sets["only"][name] == words), -1)
        is_open = not words and _parts_a_ward(columns, filled, name)
        text = f"Which “{name}”?"
        questions.append(Question(f"only {name}", text, tuple(options), chosen, is_open=is_open))
    return questions


def _parts_a_ward(columns: Columns, filled: Choices, name: str) -> bool:
    """Tell whether one ward's name stands for several, each in another place."""
    if name not in columns.places or not filled.group or len(filled.wards or ()) != 1:
        return False
    labels = labels_of(columns.table, filled.group)
    places = labels_of(columns.table, name)
    ward = (filled.wards or ("",))[0]
    return len({place for label, place in zip(labels, places, strict=True) if label == ward}) > 1


def choose_every(
    columns: Columns, filled: Choices, *, usual: Every | None
) -> tuple[Choices, list[Question]]:
    """Propose by which period single cases are gathered: as the measure is, else ask."""
    if not _are_single(columns, filled):
        return filled, []
    days = date_rows(columns.table, filled).days
    if not days:
        return filled, []
    by_date = filled.number in columns.answers and len(days) >= _MANY_A_DATE * len(set(days))
    likely = usual or ("day" if by_date else _likely(days))
    labels: dict[Every, str] = {"day": "Each day", "week": "Each week", "month": "Each month"}
    options = tuple(Option(label, {"every": every}) for every, label in labels.items())
    every = filled.every or likely
    question = Question(
        name="every",
        text="One point for each day, week or month?",
        options=options,
        chosen=[one.sets["every"] for one in options].index(every),
        is_open=filled.every is None and usual is None and not by_date,
    )
    are_times = bool(filled.until) or (filled.number in columns.candidates)
    same_date = filled.same_date or ("all" if are_times else "sum")
    return filled.change(every=every, same_date=same_date), [question]


def choose_ends(
    columns: Columns, filled: Choices, reading: Reading
) -> tuple[Choices, list[Question]]:
    """Ask whether a first or last month that a list seems not to fill counts."""
    if not filled.every or not reading.values.are_counts:
        return filled, []
    every = Frequency(filled.every)
    ends = partial_ends(reading.dated.days, every)
    if not ends:
        return filled, []
    days = reading.dated.days
    said = " and ".join(say_period(end, every) for end in ends)
    many = "them" if len(ends) > 1 else "it"
    question = Question(
        name="ends",
        text=(
            f"The list goes from {say_day(min(days))} to {say_day(max(days))}: {said} may not be "
            "full. What becomes of it?"
        ),
        options=(
            Option(f"Leave {many} out", {"ends": "out"}),
            Option(f"Keep {many}: all is there", {"ends": "keep"}),
        ),
        chosen=int(filled.ends != "out"),
        is_open=filled.ends is None,
    )
    return filled.change(ends=filled.ends or "keep"), [question]


def _are_single(columns: Columns, filled: Choices) -> bool:
    """Tell whether each row is one case, which only together with others makes a point."""
    if not filled.number or filled.number in columns.answers:
        return True
    return columns.is_time(filled.number) and columns.are_cases


def _likely(days: list[dt.date]) -> Every:
    span = (max(days) - min(days)).days + 1
    return "month" if span > 330 or len(days) < span / 14 else "week"


def choose_same_date(
    columns: Columns, filled: Choices
) -> tuple[Choices, list[Question], Reading | None]:
    """Propose what becomes of several rows of one date; ask where they are not explained.

    Where no date comes twice, the reading comes along: it is the same whatever is chosen.
    """
    if filled.every:
        usual_of_period: SameDate = "sum" if _adds_up(columns, filled) else "all"
        return filled.change(same_date=filled.same_date or usual_of_period), [], None
    reading = read(columns.table, filled.change(same_date="sum"))
    same = reading.same_dates
    if not same:
        return filled.change(same_date=filled.same_date or "last"), [], reading
    are_cases = set(reading.values.values) == {0, 1} and columns.come_several_a_date
    is_explained = _are_explained(columns, filled, reading)
    adds_up = _adds_up(columns, filled) and not are_cases
    if filled.same_date is None and adds_up and is_explained:
        question = _same_date("sum", same, reading, is_open=False)
        return filled.change(same_date="sum"), [question], reading
    rows = sum(len(points) for points in reading.gathered.points.values())
    are_several = rows >= _SEVERAL * len(reading.gathered.points)
    are_times = columns.is_time(filled.number or "") or sounds(filled.number or "", "time", "rate")
    usual: SameDate = "share" if set(reading.values.values) == {0, 1} else "all"
    likely = filled.same_date or (usual if are_several and not filled.out_of else "last")
    is_open = filled.same_date is None and not (are_several and are_times and not is_explained)
    question = _same_date(likely, same, reading, is_open=is_open)
    return filled.change(same_date=likely), [question], None


def _are_explained(columns: Columns, filled: Choices, reading: Reading) -> bool:
    """Tell whether other columns tell the rows of one date apart: wards, or kinds of event."""
    names = [*([filled.group] if filled.group and not _is_one(filled) else []), *columns.kinds]
    if not names:
        return False
    labels = [labels_of(columns.table, name) for name in dict.fromkeys(names)]
    for points in reading.gathered.points.values():
        told_apart = {tuple(column[point.row] for column in labels) for point in points}
        if len(told_apart) < len(points):
            return False
    return True


def _is_one(filled: Choices) -> bool:
    return filled.wards is not None and len(filled.wards) == 1


def _same_date(chosen: str, same: list[dt.date], reading: Reading, *, is_open: bool) -> Question:
    day = same[0]
    points = reading.gathered.points[day]
    shown = " and ".join(say_cell(point.value) for point in points[:3])
    has_wholes = any(point.whole is not None for point in points)
    options = [
        Option("The last one counts", {"same_date": "last"}, "The others are left out"),
        Option("The first one counts", {"same_date": "first"}, "The others are left out"),
        Option("Add them up", {"same_date": "sum"}, "One number a date"),
    ]
    if not has_wholes:
        options.append(
            Option("Keep all of them", {"same_date": "all"}, "Several values of one date")
        )
    if set(reading.values.values) == {0, 1}:
        options.insert(0, Option("1 is yes, 0 is no: the share of yes", {"same_date": "share"}))
    dates = "One date stands" if len(same) == 1 else f"{len(same)} dates stand"
    return Question(
        name="same_date",
        text=f"{dates} in several rows, such as {day:%d/%m/%Y} with {shown}. Which counts?",
        options=tuple(options),
        chosen=next((at for at, one in enumerate(options) if one.sets["same_date"] == chosen), -1),
        is_open=is_open,
    )
