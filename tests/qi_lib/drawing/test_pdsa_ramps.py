"""PDSA cycles as ramps."""

import xml.etree.ElementTree as ET

from qi_lib.drawing.pdsa_ramps import describe_ramps, draw_ramps, find_ramps
from qi_lib.model import PDSA, Decision

SVG = "{http://www.w3.org/2000/svg}"


def _cycles() -> list[PDSA]:
    first = PDSA(number=1, title="Huddle on one shift", prediction="x", do="y", study="z")
    first.decision, first.test_size = Decision.ADOPT, "One shift"
    second = PDSA(number=2, title="Huddle for a week", follows=first.id, prediction="x")
    other = PDSA(number=3, title="Night lights")
    return [first, second, other]


def test_cycles_that_follow_one_another_make_a_ramp() -> None:
    first, second, other = _cycles()

    assert find_ramps([other, second, first]) == [[first, second], [other]]


def test_cycle_whose_forerunner_was_removed_begins_a_ramp() -> None:
    _, second, other = _cycles()

    assert find_ramps([second, other]) == [[second], [other]]


def test_cycles_that_follow_in_a_circle_are_all_there_once() -> None:
    first, second, _ = _cycles()
    first.follows = second.id

    assert sorted(one.number for ramp in find_ramps([first, second]) for one in ramp) == [1, 2]


def test_words_say_what_became_of_each() -> None:
    assert describe_ramps(_cycles()) == (
        "Ramp 1: cycle 1, Huddle on one shift: adopted; cycle 2, Huddle for a week: under way. "
        "Ramp 2: cycle 3, Night lights: being planned."
    )


def test_each_cycle_is_an_item_and_later_ones_stand_higher() -> None:
    first, second, other = _cycles()

    root = ET.fromstring(draw_ramps([first, second, other]))

    foot = {}
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        foot[group.get("data-item")] = float(rect.get("y", 0)) + float(rect.get("height", 0))
    assert foot[second.id] < foot[first.id] < foot[other.id]


def test_long_ramp_goes_on_in_further_rows_inside_the_paper() -> None:
    cycles = [PDSA(number=1, title="Test 1")]
    for number in range(2, 15):
        cycles.append(PDSA(number=number, title=f"Test {number}", follows=cycles[-1].id))

    root = ET.fromstring(draw_ramps(cycles))

    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    assert width <= 880
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= width
        assert 0 <= float(rect.get("y", 0)) <= height
