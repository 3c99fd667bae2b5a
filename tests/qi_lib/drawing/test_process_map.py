"""The drawing of a process map, and the record behind it."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from qi_lib.drawing.process_map import (
    describe_process_map,
    draw_process_map,
    lane_at,
    say_minutes,
)
from qi_lib.model.process_map import Lane, ProcessMap, Step, StepKind

SVG = "{http://www.w3.org/2000/svg}"


def _map() -> ProcessMap:
    ward, pharmacy = Lane(name="Ward"), Lane(name="Pharmacy")
    steps = [
        Step(text="List is written", lane=ward.id, minutes=15, wait_minutes=150, waste=["Waiting"]),
        Step(text="Complete?", lane=pharmacy.id, kind=StepKind.DECISION, minutes=5),
        Step(text="Made up", lane=pharmacy.id, minutes=40),
    ]
    steps[1].no_to = steps[0].id
    return ProcessMap(lanes=[ward, pharmacy], steps=steps)


def test_words_give_every_step_with_its_lane_times_and_ways() -> None:
    assert describe_process_map(_map()) == (
        "1. Ward: List is written, 15 min, after waiting 2 h 30 min, waste: waiting. "
        "2. Pharmacy: Complete?, 5 min; if not, go to: List is written. "
        "3. Pharmacy: Made up, 40 min. Work 1 h, waiting 2 h 30 min, waste in 1 step."
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(12, "12 min"), (60, "1 h"), (200, "3 h 20 min"), (4320, "3 days"), (None, "0 min")],
)
def test_times_are_said_as_people_say_them(minutes: float | None, said: str) -> None:
    assert say_minutes(minutes) == said


def _rects(record: ProcessMap) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for group in ET.fromstring(draw_process_map(record)).iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(n, 0)) for n in ("x", "y", "width", "height"))
        found[str(group.get("data-item"))] = (x, y, width, height)
    return found


def test_steps_stand_in_their_lanes_one_below_the_other() -> None:
    record = _map()

    rects = _rects(record)

    steps = [rects[one.id] for one in record.steps]
    assert all(high[1] + high[3] < low[1] for high, low in pairwise(steps))
    for step, (x, _, width, _) in zip(record.steps, steps, strict=True):
        assert lane_at(record, x + width / 2) == step.lane


def test_moving_a_step_stops_at_both_ends() -> None:
    record = _map()
    last = record.steps[2].id

    record.move(last, -9)
    assert [one.text for one in record.steps] == ["Made up", "List is written", "Complete?"]
    record.move(last, 1)

    assert [one.text for one in record.steps] == ["List is written", "Made up", "Complete?"]


def test_removing_a_lane_keeps_its_steps_and_removing_a_step_its_ways() -> None:
    record = _map()
    ward, pharmacy = record.lanes

    record.remove(pharmacy.id)
    assert {one.lane for one in record.steps} == {ward.id}
    record.remove(record.steps[0].id)

    assert record.steps[0].no_to == ""


def test_who_listens_hears_where_no_leads_and_a_wait_before_its_step() -> None:
    record = _map()

    drawn = draw_process_map(record)

    items = ET.fromstring(drawn).iter(f"{SVG}g")
    more = {group.get("data-item"): group.get("data-more") for group in items}
    assert more[record.steps[1].id] == "If not, it goes to: List is written."
    assert more[record.steps[2].id] is None
    assert drawn.index("waits 2 h 30 min") < drawn.index("Step: List is written")
