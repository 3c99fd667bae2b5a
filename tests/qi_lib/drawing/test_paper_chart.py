"""The chart as it is kept on paper."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qi_lib.drawing.paper_chart import (
    describe_paper_chart,
    draw_paper_chart,
    paper_spots,
)
from qi_lib.drawing.paper_numbers import usual_levels
from qi_lib.model import Frequency, Measure, Observation, Phase

SVG = "{http://www.w3.org/2000/svg}"
DAY = dt.date(2025, 11, 3)
FALLS = Measure(name="Falls", unit="falls", frequency=Frequency.DAY)


def _days(*values: float) -> list[Observation]:
    return [
        Observation(when=DAY + dt.timedelta(days=n), value=value) for n, value in enumerate(values)
    ]


def _texts(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_usual_level_is_the_middle_number_and_written_on_the_line() -> None:
    numbers = _days(2, 5, 3, 9, 4)

    texts = _texts(draw_paper_chart(FALLS, numbers))

    assert "usual level 4" in texts
    assert [text for text in texts if "November" in text] == ["3 November", "7 November"]
    assert describe_paper_chart(FALLS, numbers) == (
        "5 numbers so far. The latest is 4. The usual level is 4."
    )


def test_date_of_a_single_number_stands_below_its_dot() -> None:
    later = [one.model_copy(update={"when": one.when + dt.timedelta(days=9)}) for one in _days(5)]
    for numbers in (_days(5), later):
        svg = draw_paper_chart(FALLS, numbers)
        (dot,) = ET.fromstring(svg).iter(f"{SVG}ellipse")
        (date,) = (o for o in ET.fromstring(svg).iter(f"{SVG}text") if "November" in (o.text or ""))

        assert date.get("text-anchor") == "middle"
        assert abs(float(date.get("x", 0)) - float(dot.get("cx", 0))) < 1


def test_each_phase_has_a_usual_level_of_its_own() -> None:
    changed = DAY + dt.timedelta(days=4)
    measure = FALLS.model_copy(update={"phases": [Phase(start=changed, reason="Huddles")]})
    numbers = _days(8, 9, 8, 8, 3, 4, 3)

    levels = usual_levels(measure, numbers)

    assert [level.value for level in levels] == [8, 3]
    assert levels[1].start == changed
    assert "was 8 and is now 3" in describe_paper_chart(measure, numbers)


def test_part_of_a_whole_is_drawn_in_per_cent() -> None:
    asked = Measure(name="Asked", unit="%", frequency=Frequency.DAY)
    numbers = [Observation(when=DAY, numerator=3, denominator=4)]

    svg = draw_paper_chart(asked, numbers, chosen=DAY)

    assert "75%" in _texts(svg)
    assert paper_spots(asked, numbers)[0].words == "3 November 2025: 75%"


def test_number_that_was_just_written_is_ringed_and_the_next_column_is_tinted_until_then() -> None:
    numbers, today = _days(2, 3), DAY + dt.timedelta(days=2)

    waiting = ET.fromstring(draw_paper_chart(FALLS, numbers, waiting=today))
    written = ET.fromstring(draw_paper_chart(FALLS, [*numbers, *_days(0, 0, 1)[2:]], chosen=today))

    assert len(list(waiting.iter(f"{SVG}rect"))) == 1
    assert not list(waiting.iter(f"{SVG}circle"))
    assert not list(written.iter(f"{SVG}rect"))
    assert len(list(written.iter(f"{SVG}circle"))) == 1


def test_one_sheet_holds_the_latest_month_of_days() -> None:
    numbers = _days(*range(100))

    svg = draw_paper_chart(FALLS, numbers)

    assert len(list(ET.fromstring(svg).iter(f"{SVG}ellipse"))) == 31
    assert "100 numbers so far" in describe_paper_chart(FALLS, numbers)


def test_empty_paper_and_words_of_people_are_safe() -> None:
    measure = Measure(name="<script>Falls & more")

    root = ET.fromstring(draw_paper_chart(measure, [], waiting=DAY))

    assert root.findtext(f"{SVG}title") == "<script>Falls & more"
    assert root.findtext(f"{SVG}desc", "").startswith("The paper is empty")


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40),
    st.sampled_from(list(Frequency)),
)
def test_every_dot_lies_on_the_paper_in_order(values: list[float], frequency: Frequency) -> None:
    measure = FALLS.model_copy(update={"frequency": frequency})
    numbers = _days(*values)

    draw_paper_chart(measure, numbers, waiting=DAY + dt.timedelta(days=400))
    spots = paper_spots(measure, numbers)

    assert all(0 < spot.across < 1 and 0 < spot.down < 1 for spot in spots)
    assert all(one.across <= other.across for one, other in pairwise(spots))
