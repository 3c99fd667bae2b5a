"""Things on a plane: each lies where its two values say, and the way back gives the values."""

import itertools
import xml.etree.ElementTree as ET

import pytest

from qi_lib.drawing.quadrants import draw_impact_effort, draw_stakeholders, values_at
from qi_lib.model.quadrants import Idea, ImpactEffort, Stakeholder, StakeholderMap

SVG = "{http://www.w3.org/2000/svg}"


def _middles(drawn: str) -> dict[str, tuple[float, float]]:
    found = {}
    for group in ET.fromstring(drawn).iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(n, 0)) for n in ("x", "y", "width", "height"))
        found[str(group.get("data-item"))] = (x + width / 2, y + height / 2)
    return found


@pytest.mark.parametrize("impact", [1, 3, 5, 8, 9])
@pytest.mark.parametrize("effort", [0, 2, 5, 10])
def test_what_is_dropped_where_it_lies_keeps_its_values(impact: int, effort: int) -> None:
    idea = Idea(text="A short one", impact=impact, effort=effort)

    x, y = _middles(draw_impact_effort(ImpactEffort(ideas=[idea])))[idea.id]

    assert values_at(x, y) == (effort, impact)


def test_values_stay_between_0_and_10_wherever_it_is_dropped() -> None:
    assert values_at(-500, 5000) == (0, 0)
    assert values_at(5000, -500) == (10, 10)


def test_things_at_one_place_do_not_hide_each_other() -> None:
    ideas = [Idea(text=f"Idea {number}") for number in range(8)]

    middles = list(_middles(draw_impact_effort(ImpactEffort(ideas=ideas))).values())

    heights = sorted(y for _, y in middles)
    assert all(high - low >= 46 for low, high in itertools.pairwise(heights))


def test_quarters_say_what_to_do() -> None:
    place = ImpactEffort.place_of

    assert place(Idea(impact=9, effort=2)) == "Do it now"
    assert place(Idea(impact=9, effort=9)) == "Plan for it"
    assert place(Idea(impact=1, effort=1)) == "Perhaps"
    assert place(Idea(impact=1, effort=9)) == "Not now"
    assert StakeholderMap.place_of(Stakeholder(power=9, interest=9)) == "Work closely together"
    assert StakeholderMap.place_of(Stakeholder(power=9, interest=1)) == "Keep satisfied"
    assert StakeholderMap.place_of(Stakeholder(power=1, interest=9)) == "Keep informed"
    assert StakeholderMap.place_of(Stakeholder(power=1, interest=1)) == "Keep an eye on"


def test_description_names_everyone_with_their_place() -> None:
    people = StakeholderMap(people=[Stakeholder(text="Estates", power=7, interest=2)])

    said = ET.fromstring(draw_stakeholders(people)).findtext(f"{SVG}desc")

    assert said == "Estates: keep satisfied (power 7 of 10, interest 2 of 10)."


def test_who_listens_hears_where_a_thing_stands() -> None:
    idea = Idea(text="A short one", impact=8, effort=3)

    drawn = ET.fromstring(draw_impact_effort(ImpactEffort(ideas=[idea])))

    group = next(drawn.iter(f"{SVG}g"))
    assert group.get("data-label") == "A short one: Do it now"
    assert group.get("data-more") == "impact 8 of 10, effort 3 of 10"
