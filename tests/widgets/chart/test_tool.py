"""*My chart*, used against the real service."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gallery.identity.people import Person
from qi_lib.client import Hub, MeasureHandle
from qi_lib.errors import Refused
from qi_lib.model import Annotation, Observation, Phase
from tests.widgets.conftest import find, has, press, type_into
from widgets.chart.tool import ChartTool

TODAY = dt.date(2025, 11, 20)
RXL = Path(__file__).parents[4] / "shared" / "data" / "ae_attendances_RXL.csv"
HubOf = Callable[..., Hub]
FALLS = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5)
PASTED = "Month\tFalls\n" + "\n".join(
    f"{month}/{year}\t{value}"
    for (year, month), value in zip(
        [(year, month) for year in (2024, 2025) for month in range(1, 13)], FALLS, strict=True
    )
)


@pytest.fixture
def falls(hub_of: HubOf) -> MeasureHandle:
    """A measure without numbers in a new project of Nia's."""
    project = hub_of().start_project(title="Fewer falls")
    return project.add_measure(name="Falls", unit="falls", direction="down")


def _open(hub: Hub, **address: str) -> ChartTool:
    tool = ChartTool(lambda: hub, today=TODAY, apps="/apps/")
    tool.open(address)
    return tool


def _at(hub: Hub, measure: MeasureHandle) -> ChartTool:
    slug = next(one.slug for one in hub.projects(mine=True) if measure.id in one.measures)
    return _open(hub, project=slug, measure=measure.id)


def test_person_without_a_project_is_led_to_start_one(hub_of: HubOf, newcomer: Person) -> None:
    screen = _open(hub_of(newcomer)).screen()

    start, practise = find(screen, "projects").buttons
    assert (start.href, practise.act) == ("/apps/start.ipynb", "practise")


def test_project_and_measure_are_asked_for_only_when_there_are_several(
    hub_of: HubOf, newcomer: Person
) -> None:
    first = hub_of(newcomer).start_project(title="First")
    first.add_measure(name="Falls")
    assert _open(hub_of(newcomer)).screen().question == "Falls"

    second = hub_of(newcomer).start_project(title="Second")
    second.add_measure(name="Bells")
    second.add_measure(name="Sleep")
    tool = _open(hub_of(newcomer))
    assert tool.screen().question == "Which project?"

    screen = press(tool, "pick", second.slug)

    assert [one.label for one in find(screen, "measures").buttons[:2]] == ["Bells", "Sleep"]


def test_measure_is_made_here_with_what_was_answered(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Hand hygiene")
    tool = _open(hub_of(), project=project.slug)
    assert tool.screen().key == "new"

    screen = press(
        tool,
        "create",
        new__name="Done right",
        new__shape="share",
        new__frequency="week",
        new__direction="up",
    )

    record = hub_of().project(project.slug).measures["Done right"].record
    assert (record.frequency, record.direction, record.unit) == ("week", "up", "%")
    assert has(screen, "entry.whole")


def test_measure_without_a_name_is_asked_for_one(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Hand hygiene")
    tool = _open(hub_of(), project=project.slug)

    screen = press(tool, "create", new__name="  ")

    assert "Give it a name" in find(screen, "new.name").problem


def test_date_offered_first_is_last_month_and_then_the_next(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    assert find(tool.screen(), "entry.when").value == "2025-10-01"

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="7")

    assert find(screen, "entry.when").value == "2025-07-01"
    assert falls.observations == [Observation(when=dt.date(2025, 6, 1), value=7)]
    assert [name for _, name in tool.forgotten] == ["entry.when", "entry.value", "entry.whole"]


@pytest.mark.parametrize(
    ("when", "value", "field", "what"),
    [
        ("2025-06-01", "seven", "entry.value", "“seven” is not a number"),
        ("2025-06-01", "", "entry.value", "Type a number first"),
        ("", "7", "entry.when", "Pick a date"),
        ("2026-06-01", "7", "entry.when", "still to come"),
    ],
)
def test_number_that_cannot_be_is_explained_at_its_box(
    hub_of: HubOf, falls: MeasureHandle, when: str, value: str, field: str, what: str
) -> None:
    tool = _at(hub_of(), falls)

    screen = press(tool, "add", entry__when=when, entry__value=value)

    assert what in find(screen, field).problem
    assert tool.forgotten == []
    assert falls.observations == []


def test_number_of_a_date_that_has_one_is_corrected_and_told(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-06-01", value=9)
    tool = _at(hub_of(), falls)

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="7")

    assert find(screen, "told").text == "June 2025 was 9 and is now 7."


def test_number_is_corrected_and_taken_out_from_the_list(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    falls.add(when="2025-06-01", value=9, note="A new bed alarm")
    tool = _at(hub_of(), falls)
    assert find(tool.screen(), "numbers").rows == (("June 2025", "9"), ("May 2025", "8"))

    press(tool, "correct", "2025-06-01")
    press(tool, "add", entry__value="6")
    press(tool, "correct", "2025-05-01")
    press(tool, "remove")

    assert falls.observations == [
        Observation(when=dt.date(2025, 6, 1), value=6, note="A new bed alarm")
    ]


def test_pasted_numbers_give_a_finding_a_chart_and_words(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    mapping = press(tool, "paste", pasted=PASTED)
    assert mapping.question == "24 numbers found. Is this right?"

    screen = press(tool, "use")

    # FALLS goes from about 8.8 to about 5: two in five fewer, nine months in a row.
    assert screen.question == "Falls are down by two in five, and have stayed down for nine months"
    assert [mark.tone for mark in screen.marks] == ["", "better", ""]
    assert "nine months in a row are better than the average" in find(screen, "explained").text
    assert find(screen, "chart").label.startswith("Chart of Falls.")
    assert find(screen, "chart").svg.startswith("<svg ")
    assert find(screen, "chart").spots[0].words == "January 2024: 8"


def test_paste_that_is_no_table_stays_in_the_box(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")

    screen = press(tool, "paste", pasted="We had nine falls in March")

    assert screen.key == "give"
    assert find(screen, "pasted").problem
    assert tool.forgotten == []


def test_wrong_file_is_explained_where_it_was_given(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")

    tool.receive("file", "falls.csv", b"%PDF-1.7")

    assert "is a PDF document" in find(tool.screen(), "file").problem


def test_new_numbers_are_added_or_replace_those_that_are_there(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    falls.add(when="2025-06-01", value=9)
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t1\nJul 2025\t2")
    press(tool, "use")
    assert [one.value for one in falls.observations] == [8, 1, 2]

    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t5\nJul 2025\t6")
    type_into(tool, "map.mode", "replace")
    press(tool, "use")

    assert [one.value for one in falls.observations] == [5, 6]


def test_numbers_that_somebody_adds_meanwhile_are_kept(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t1\nJul 2025\t2")
    falls.add(when="2025-01-01", value=9)

    press(tool, "use")

    assert [one.value for one in falls.observations] == [9, 1, 2]


def test_blackpool_file_becomes_the_share_inside_four_hours(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    if not RXL.exists():
        pytest.skip(f"the real A&E figures are not here: {RXL}")
    tool = _at(hub_of(), falls)
    press(tool, "define")
    type_into(tool, "measure.name", "Seen inside four hours")
    type_into(tool, "measure.direction", "up")
    press(tool, "give")

    tool.receive("file", RXL.name, RXL.read_bytes())
    assert "“attendances” minus “breaches”" in find(tool.screen(), "read").text
    screen = press(tool, "use")

    first = falls.observations[0]
    assert (first.when, first.numerator, first.denominator) == (dt.date(2016, 4, 1), 14644, 16258)
    assert re.search(r"\bp′? chart", find(screen, "explained").text, re.IGNORECASE)
    assert len(falls.observations) == 36


def test_columns_can_be_read_differently(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted="Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t9\t10")
    assert find(tool.screen(), "preview").rows[0][1:] == ("12 out of 15", "80.0%")

    type_into(tool, "map.is_rest", "yes")
    assert find(tool.screen(), "preview").rows[0][1:] == ("3 out of 15", "20.0%")
    type_into(tool, "map.out_of", "")

    assert find(tool.screen(), "preview").rows[0][1:] == ("12",)


def test_target_and_chart_type_are_settings(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "settings")

    type_into(tool, "measure.target", "5")
    type_into(tool, "measure.chart", "run")

    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    assert [target.value for target in record.targets] == [5]
    assert record.chart == "run"

    type_into(tool, "measure.target", "")

    assert hub_of().project(tool.address["project"]).measures["Falls"].record.targets == []


def test_target_that_is_no_number_is_refused(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "settings")

    with pytest.raises(Refused, match="“many” is not a number"):
        type_into(tool, "measure.target", "many")


def test_chart_without_a_drawable_number_says_so_calmly(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted="Week\tCompliant\tAudited\n1/4/2025\t0\t0\n8/4/2025\t0\t0")

    screen = press(tool, "use")

    assert not has(screen, "chart")
    assert len(falls.observations) == 2


def test_address_opens_the_same_numbers_again(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)

    again = _open(hub_of(), **tool.address)

    assert again.screen().question == "Falls"
    assert again.scope == tool.scope


# How it is drawn ---------------------------------------------------------------------------------


def _with(measure: MeasureHandle, *numbers: float) -> None:
    for month, value in enumerate(numbers, start=1):
        measure.add(when=f"{2024 + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-01", value=value)


def test_types_that_fit_are_offered_and_the_choice_says_why(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    _with(falls, *FALLS)
    tool = _at(hub_of(), falls)

    kinds = find(press(tool, "settings"), "measure.chart").options

    assert [one.value for one in kinds] == ["auto", "run", "i", "mr", "c"]
    assert kinds[0].hint == "An I chart, because each point is one value without a denominator."


def test_type_that_no_longer_fits_stays_and_says_so(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.update(chart="p")
    _with(falls, 9, 8)
    tool = _at(hub_of(), falls)

    kinds = find(press(tool, "settings"), "measure.chart")

    assert kinds.value == "p"
    assert kinds.options[-1].hint == (
        "Shares: so many out of so many. Does not fit: needs so many out of so many"
    )


def test_rule_set_is_a_setting_that_changes_what_the_chart_says(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    _with(falls, *(9, 9, 9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 9, 8, 9, 8))
    tool = _at(hub_of(), falls)
    before = falls.chart()
    press(tool, "settings")

    type_into(tool, "measure.rules", "ihi")

    after = hub_of().project(tool.address["project"]).measures["Falls"].chart()
    assert before is not None
    assert after is not None
    assert (before.settings.rules.name, after.settings.rules.name) == ("mdc", "ihi")


def test_targets_change_over_time_and_are_taken_back(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.update(targets=[{"value": 8}])
    tool = _at(hub_of(), falls)
    press(tool, "targets")
    screen = press(tool, "add-target", target__start="2025-04-01", target__value="5")
    assert find(screen, "targets").rows == (("The first point", "8"), ("1 April 2025", "5"))

    screen = press(tool, "drop-target", "0")
    assert find(screen, "targets").rows == (("1 April 2025", "5"),)
    screen = press(tool, "undo")

    assert [row[1] for row in find(screen, "targets").rows] == ["8", "5"]
    screen = press(tool, "add-target", target__start="2025-05-01", target__value="many")
    assert "in figures" in find(screen, "target.value").problem


def test_measure_is_described_so_that_two_people_count_the_same(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "define")

    for name, value in {
        "kind": "process",
        "definition": "Any fall, hurt or not",
        "numerator": "falls",
        "denominator": "bed days",
        "frequency": "week",
        "direction": "down",
        "collected_by": "The ward clerk",
    }.items():
        type_into(tool, f"measure.{name}", value)

    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    assert (record.kind, record.definition) == ("process", "Any fall, hurt or not")
    assert (record.numerator, record.denominator) == ("falls", "bed days")
    assert (record.frequency, record.collected_by) == ("week", "The ward clerk")


def test_counts_have_a_tally_and_other_values_have_none(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.update(frequency="day")
    falls.add(when=TODAY.isoformat(), value=2)
    entry = find(_at(hub_of(), falls).screen(), "entry.value")
    assert (entry.is_tally, entry.value) == (True, "2")

    falls.update(unit="minutes")

    assert not find(_at(hub_of(), falls).screen(), "entry.value").is_tally


def test_sheet_to_print_is_one_tap_away(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)

    addresses = [one.href for one in find(tool.screen(), "more").buttons]

    assert f"/projects/{tool.address['project']}/measures/{falls.id}/sheet" in addresses


# What is written on it ---------------------------------------------------------------------------


def test_words_at_a_point_are_written_changed_and_taken_back(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    _with(falls, 9, 8, 7)
    tool = _at(hub_of(), falls)
    chart = find(tool.screen(), "chart")
    assert [one.act for one in chart.buttons] == ["write annotations", "write phases", "leave-out"]

    screen = press(tool, "write annotations", chart.spots[1].key)
    assert screen.question == "What happened in February 2024?"
    screen = press(tool, "keep", mark__when="2024-02-01", mark__text="New bed alarms")
    assert find(screen, "marks").rows == (("February 2024", "New bed alarms"),)
    assert "New bed alarms" in find(screen, "chart").svg

    press(tool, "mark", find(screen, "marks").keys[0])
    press(tool, "keep", mark__when="2024-03-01", mark__text="Bed alarms")
    note = Annotation(when=dt.date(2024, 3, 1), text="Bed alarms")
    assert _marks(hub_of, tool) == ([note], [])
    press(tool, "mark", find(tool.screen(), "marks").keys[0])
    press(tool, "unmark")
    assert _marks(hub_of, tool) == ([], [])

    screen = press(tool, "undo")

    assert _marks(hub_of, tool) == ([note], [])
    assert find(screen, "told").text == "It is as it was before."
    press(tool, "undo")
    assert [one.text for one in _marks(hub_of, tool)[0]] == ["New bed alarms"]


def _marks(hub_of: HubOf, tool: ChartTool) -> tuple[list[Annotation], list[Phase]]:
    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    return record.annotations, record.phases


def test_phase_never_begins_without_a_reason(hub_of: HubOf, falls: MeasureHandle) -> None:
    _with(falls, 9, 8, 7, 5)
    tool = _at(hub_of(), falls)
    press(tool, "write phases", "2024-03-01")

    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="  ")
    assert "needs its reason" in find(screen, "mark.text").problem
    assert _marks(hub_of, tool) == ([], [])
    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="Hourly rounds")

    assert _marks(hub_of, tool)[1] == [Phase(start=dt.date(2024, 3, 1), reason="Hourly rounds")]
    assert find(screen, "marks").rows == (("March 2024", "From here on: Hourly rounds"),)
    press(tool, "write phases", "2024-03-01")
    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="Again")
    assert "begins there already" in find(screen, "mark.when").problem


def test_new_phase_is_suggested_with_its_evidence_and_waits_for_a_reason(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    _with(falls, *FALLS)
    tool = _at(hub_of(), falls)

    idea = find(tool.screen(), "idea")
    assert idea.title == "Did something change in April 2025?"
    assert "the two levels differ by more than chance explains" in idea.text
    (button,) = idea.buttons
    press(tool, button.act, button.value)
    assert _marks(hub_of, tool) == ([], [])
    screen = press(tool, "keep", mark__when=button.value, mark__text="Hourly rounds")

    assert [one.reason for one in _marks(hub_of, tool)[1]] == ["Hourly rounds"]
    assert not has(screen, "idea")


def test_marks_that_somebody_adds_meanwhile_are_kept(hub_of: HubOf, falls: MeasureHandle) -> None:
    _with(falls, 9, 8, 7)
    tool = _at(hub_of(), falls)
    press(tool, "write annotations", "2024-02-01")
    theirs = Annotation(when=dt.date(2024, 1, 1), text="Flu")
    falls.update(annotations=[theirs.model_dump(mode="json")])

    press(tool, "keep", mark__when="2024-02-01", mark__text="New bed alarms")

    assert [one.text for one in _marks(hub_of, tool)[0]] == ["Flu", "New bed alarms"]


def test_words_that_the_hub_refuses_stay_with_the_reason(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    _with(falls, 9, 8, 7)
    tool = _at(hub_of(), falls)
    press(tool, "write annotations", "2024-02-01")

    screen = press(tool, "keep", mark__when="2024-02-01", mark__text="Bed of 943 476 5919")

    assert "NHS number" in find(screen, "mark.text").problem
    assert tool.forgotten == []


def test_cycles_of_the_project_are_marked_on_the_chart(hub_of: HubOf, falls: MeasureHandle) -> None:
    _with(falls, 9, 8, 7)
    tool = _at(hub_of(), falls)
    project = hub_of().project(tool.address["project"])
    project.add_cycle(title="Hourly rounds", start="2024-02-01")

    assert "PDSA 1: Hourly rounds" in falls.drawing().svg


BOTH = "Month\tBreaches\tAttendances\nJan-26\t5\t50\nFeb-26\t6\t60\n"


def test_next_table_of_the_same_shape_is_read_as_the_last_one(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted=BOTH)
    type_into(tool, "map.number", "Attendances")
    type_into(tool, "map.out_of", "")
    type_into(tool, "map.is_rest", "") if has(tool.screen(), "map.is_rest") else None
    press(tool, "use")

    later = _at(hub_of(), falls)
    press(later, "give")
    screen = press(later, "paste", pasted=BOTH + "Mar-26\t7\t70\n")

    assert find(screen, "read").text == (
        "We read the dates from “Month” and chart “Attendances”, as last time."
    )
    press(later, "use")
    assert [one.value for one in falls.observations] == [50, 60, 70]


def test_table_of_another_shape_is_read_anew(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")
    press(tool, "paste", pasted=BOTH)
    press(tool, "use")
    press(tool, "give")

    screen = press(tool, "paste", pasted="When\tHow many\n3/4/2026\t7\n4/4/2026\t8\n")

    assert "as last time" not in find(screen, "read").text
    assert find(screen, "preview").rows[0] == ("3 April 2026", "7")


def test_upload_opens_at_once_from_an_address(hub_of: HubOf, falls: MeasureHandle) -> None:
    hub = hub_of()
    slug = next(one.slug for one in hub.projects(mine=True) if falls.id in one.measures)

    assert _open(hub, project=slug, measure=falls.id, at="give").screen().key == "give"


def test_photo_instead_of_a_spreadsheet_is_refused_in_a_sentence(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = _at(hub_of(), falls)
    press(tool, "give")

    tool.receive("file", "IMG_0042.HEIC", b"\x00\x00\x00\x24ftypheic" + bytes(range(256)))

    problem = find(tool.screen(), "file").problem
    assert problem == (
        "“IMG_0042.HEIC” is a photo, not a table. Give the spreadsheet that it shows, or type the "
        "numbers. On an iPad or iPhone: open the picture in Photos, press on the numbers until "
        "they are marked, tap Copy, then paste them here."
    )
