"""*Measures* against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Refused
from qi_lib.model import Observation
from tests.widgets.conftest import find, has, press, type_into
from widgets.frame.tool import Answer, Clashes
from widgets.measures.tool import MeasuresTool

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A new project of Nia's."""
    return hub_of().start_project(title="Fewer falls").slug


def _open(hub: Hub, **address: str) -> MeasuresTool:
    tool = MeasuresTool(lambda: hub, today=TODAY, apps="/apps/")
    tool.open(address)
    return tool


def _add(tool: MeasuresTool, kind: str, name: str, **kept: str) -> str:
    """Answer the questions of a new measure; give its id."""
    press(tool, "add")
    press(tool, "kind", kind)
    press(tool, "create", new__name=name, **kept)
    made = tool.chosen
    press(tool, "work")
    return made


def test_empty_family_invites_a_measure_of_each_kind(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    screen = tool.screen()

    assert screen.go is not None
    assert screen.go.label == "Add a measure"
    assert has(screen, "tour")
    assert "None yet. What could get worse?" in find(screen, "diagram").svg
    assert not has(screen, "gaps")

    tool.act("choose", "none-balancing", {})
    assert tool.screen().question == "What could get worse?"


def test_measure_is_made_in_a_few_answers_and_is_a_record_of_the_project(
    hub_of: HubOf, slug: str
) -> None:
    tool = _open(hub_of(), project=slug)
    press(tool, "add")
    assert [one.value for one in find(tool.screen(), "kinds").buttons] == [
        "outcome",
        "process",
        "balancing",
    ]
    press(tool, "kind", "process")

    screen = press(
        tool,
        "create",
        new__name="Huddles held",
        new__shape="share",
        new__frequency="week",
        new__direction="up",
    )

    record = hub_of().project(slug).measures["Huddles held"].record
    assert (record.kind, record.frequency, record.unit) == ("process", "week", "%")
    assert screen.question == "Huddles held"
    assert hub_of().project(slug).document("measures").version == 0
    family = press(tool, "work")
    assert "No balancing measure: what could get worse?" in find(family, "gaps").text


def test_way_to_a_new_measure_is_not_kept_as_something_done(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    go = tool.screen().go

    assert go is not None
    assert go.act not in tool.waits


def test_measure_needs_a_name(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    press(tool, "kind", "outcome")

    screen = press(tool, "create", new__name="  ")

    assert "Give it a name" in find(screen, "new.name").problem
    assert len(hub_of().project(slug).measures) == 0


def test_fields_are_saved_undone_and_done_again(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)

    type_into(tool, f"{falls}.collected_by", "The night nurse")
    type_into(tool, f"{falls}.kind", "balancing")
    assert hub_of().project(slug).measures["Falls"].record.collected_by == "The night nurse"
    press(tool, "undo")
    press(tool, "undo")
    assert hub_of().project(slug).measures["Falls"].record.collected_by == ""
    press(tool, "redo")

    record = hub_of().project(slug).measures["Falls"].record
    assert (record.collected_by, record.kind) == ("The night nurse", "outcome")


def test_name_is_not_lost(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)

    with pytest.raises(Refused, match="It needs a name"):
        type_into(tool, f"{falls}.name", " ")

    assert hub_of().project(slug).measures["Falls"].name == "Falls"


def test_making_is_undone_and_done_again_with_its_numbers(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    hub_of().project(slug).measures["Falls"].add(when="2025-10-01", value=7)

    press(tool, "undo")
    assert len(hub_of().project(slug).measures) == 0
    screen = press(tool, "redo")

    assert hub_of().project(slug).measures[falls].observations[0].value == 7
    assert "7 in October 2025" in find(screen, "diagram").svg


def test_measure_is_put_away_and_brought_back(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    hub_of().project(slug).measures["Falls"].add(when="2025-10-01", value=7)
    press(tool, "choose", falls)

    screen = press(tool, "archive")

    assert len(hub_of().project(slug).measures) == 0
    assert [one.name for one in hub_of().project(slug).bundle().archived] == ["Falls"]
    assert find(screen, "put-away").label == "Put away (1)"
    screen = press(tool, "bring-back", falls)
    assert hub_of().project(slug).measures["Falls"].observations[0].value == 7
    assert not has(screen, "put-away")


def test_targets_over_time(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls", new__direction="down")
    hub_of().project(slug).measures["Falls"].add(when="2025-10-01", value=7)
    press(tool, "choose", falls)

    press(tool, "add-target", target__start="2025-10-01", target__value="5")
    press(tool, "add-target", target__start="2025-06-01", target__value="8")
    screen = press(tool, "add-target", target__start="2025-07-01", target__value="x")

    assert "figures" in find(screen, "target.value").problem
    assert find(screen, "targets").rows == (("1 June 2025", "8"), ("1 October 2025", "5"))
    assert "target 5: not met" in find(screen, "standing").text
    press(tool, "drop-target", "1")
    assert [t.value for t in hub_of().project(slug).measures["Falls"].record.targets] == [8]


def test_history_of_a_measure_leads_back(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)
    type_into(tool, f"{falls}.name", "Falls at night")

    versions = find(press(tool, "past"), "versions").buttons
    assert [one.hint for one in versions] == [
        "Falls at night, Outcome, saved by nia",
        "Falls, Outcome, saved by nia",
    ]
    screen = press(tool, "return", versions[1].value)

    assert screen.question == "Falls"
    assert hub_of().project(slug).measures[falls].name == "Falls"


def test_two_devices_change_different_measures_and_the_same_field(hub_of: HubOf, slug: str) -> None:
    one = _open(hub_of(), project=slug)
    falls = _add(one, "outcome", "Falls")
    walks = _add(one, "balancing", "Walks")
    two = _open(hub_of(), project=slug)
    press(one, "choose", falls)
    press(two, "choose", walks)

    type_into(one, f"{falls}.collected_by", "Ann")
    two.save(Answer(name=f"{walks}.collected_by", value="Tom", base=""))
    press(two, "choose", falls)
    with pytest.raises(Clashes) as clash:
        two.save(Answer(name=f"{falls}.collected_by", value="Eve", base=""))

    assert clash.value.theirs == "Ann"
    there = hub_of().project(slug).measures
    assert [m.record.collected_by for m in there] == ["Ann", "Tom"]
    assert one.look_again()


def test_nhs_number_in_a_definition_is_refused(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)

    with pytest.raises(Refused, match="NHS number"):
        type_into(tool, f"{falls}.definition", "Patient 943 476 5919 fell twice")

    assert hub_of().project(slug).measures["Falls"].record.definition == ""


def test_days_are_counted_by_touch_and_make_the_number_of_the_month(
    hub_of: HubOf, slug: str
) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)
    screen = press(tool, "tally")
    assert screen.go is None

    type_into(tool, f"tally.{falls}.2025-11-20.count", "1")
    type_into(tool, f"tally.{falls}.2025-11-20.count", "2")
    type_into(tool, "tally.day", "2025-11-03")
    type_into(tool, f"tally.{falls}.2025-11-03.count", "4")
    assert "November 2025 so far: 6." in find(tool.screen(), "total").text
    press(tool, "uncount")
    assert find(tool.screen(), f"tally.{falls}.2025-11-03.count").value == "0"

    other = _open(hub_of(), project=slug, measure=falls, at="tally")
    assert find(other.screen(), f"tally.{falls}.2025-11-20.count").value == "2"
    type_into(other, "tally.day", "2025-11-02")
    type_into(other, f"tally.{falls}.2025-11-02.count", "3")
    screen = press(other, "put")

    assert find(screen, "told").text == "November 2025: 5 is on the chart."
    assert hub_of().project(slug).measures["Falls"].observations == [
        Observation(when=dt.date(2025, 11, 1), value=5)
    ]


def test_parts_of_a_whole_are_counted_as_two(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    huddles = _add(tool, "process", "Huddles", new__shape="share", new__frequency="day")
    press(tool, "choose", huddles)
    press(tool, "tally")

    type_into(tool, f"tally.{huddles}.2025-11-20.part", "3")
    type_into(tool, f"tally.{huddles}.2025-11-20.rest", "1")
    press(tool, "put")

    assert hub_of().project(slug).measures["Huddles"].observations == [
        Observation(when=TODAY, numerator=3, denominator=4)
    ]


def test_count_of_another_device_is_not_overwritten(hub_of: HubOf, slug: str) -> None:
    one = _open(hub_of(), project=slug)
    falls = _add(one, "outcome", "Falls")
    field = f"tally.{falls}.2025-11-20.count"
    two = _open(hub_of(), project=slug, measure=falls, at="tally")
    press(one, "choose", falls)
    press(one, "tally")

    one.save(Answer(name=field, value="1", base="0"))
    with pytest.raises(Clashes):
        two.save(Answer(name=field, value="2", base="0"))

    assert two.look_again() is False
    assert find(two.screen(), field).value == "1"


def test_taking_a_tap_back_leaves_what_another_device_counted_since(
    hub_of: HubOf, slug: str
) -> None:
    one = _open(hub_of(), project=slug)
    falls = _add(one, "outcome", "Falls")
    field = f"tally.{falls}.2025-11-20.count"
    press(one, "choose", falls)
    press(one, "tally")
    type_into(one, field, "1")
    two = _open(hub_of(), project=slug, measure=falls, at="tally")
    type_into(two, field, "2")

    screen = press(one, "uncount")

    assert "Its count was left" in find(screen, "told").text
    assert find(screen, field).value == "2"


def test_weeks_begin_as_the_numbers_before_did(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls", new__frequency="week")
    hub_of().project(slug).measures["Falls"].add(when="2025-11-12", value=3)  # a Wednesday
    tool.look_again()
    press(tool, "choose", falls)
    press(tool, "tally")

    type_into(tool, f"tally.{falls}.2025-11-20.count", "2")

    assert find(tool.screen(), "total").text.startswith("The week from 19 November 2025 so far: 2.")


@pytest.mark.parametrize("typed", ["-1", "1.5", "seven"])
def test_only_whole_numbers_are_counted(hub_of: HubOf, slug: str, typed: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    press(tool, "choose", falls)
    press(tool, "tally")

    with pytest.raises(Refused, match="whole numbers"):
        type_into(tool, f"tally.{falls}.2025-11-20.count", typed)


def test_measure_leads_to_its_chart_its_sheet_and_the_upload(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    falls = _add(tool, "outcome", "Falls")
    screen = press(tool, "choose", falls)

    assert screen.go is not None
    assert screen.go.href == f"/apps/chart.ipynb?project={slug}&measure={falls}"
    assert [one.href or one.act for one in find(screen, "ways").buttons] == [
        "tally",
        f"/projects/{slug}/measures/{falls}/sheet",
        f"/apps/chart.ipynb?project={slug}&measure={falls}&at=give",
    ]
    assert tool.address == {"project": slug, "measure": falls}


def test_practice_is_a_family_with_numbers_that_nobody_keeps(hub_of: HubOf) -> None:
    tool = _open(hub_of(), practice="1")
    screen = tool.screen()
    assert "5 falls in October 2025" in find(screen, "diagram").svg

    screen = press(tool, "choose", "falls00000")
    assert not has(screen, "ways")
    type_into(tool, "falls00000.name", "Falls at night")
    press(tool, "kind", "balancing")
    screen = press(tool, "create", new__name="Complaints")
    assert screen.question == "Complaints"
    screen = press(tool, "archive")

    assert find(screen, "put-away").label == "Put away (1)"
    assert "Falls at night" in find(screen, "diagram").svg
