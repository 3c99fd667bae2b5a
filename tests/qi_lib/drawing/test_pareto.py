"""The drawing of a tally."""

import xml.etree.ElementTree as ET

from qi_lib.drawing.pareto import describe_tally, draw_tally, vital_few
from qi_lib.model.pareto import Category, Tally

SVG = "{http://www.w3.org/2000/svg}"


def _tally(*counts: int) -> Tally:
    return Tally(categories=[Category(text=f"k{n}", count=count) for n, count in enumerate(counts)])


def test_most_frequent_comes_first_with_the_share_together() -> None:
    record = _tally(3, 41, 23, 9, 6, 4)  # 64 of 86 are 74%, 73 of 86 are 85%

    root = ET.fromstring(draw_tally(record))

    labels = [group.get("data-label") for group in root.iter(f"{SVG}g")]
    assert labels[:3] == ["k1: 41", "k2: 23", "k3: 9"]
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert [text for text in texts if text and text.endswith("%")][:3] == ["48%", "74%", "85%"]
    assert vital_few(record) == 3
    assert describe_tally(record).startswith("3 of them make 85% of it.")


def test_even_counts_have_no_vital_few() -> None:
    assert vital_few(_tally(5, 5, 5, 5)) == 0
    assert describe_tally(_tally(5, 5, 5, 5)).startswith("No few of them make most of it.")


def test_other_comes_last_and_is_none_of_the_few() -> None:
    counts = {"Other": 30, "Medicines": 41, "Transport": 23, "Scan": 4, "Letter": 2}
    record = Tally(categories=[Category(text=text, count=n) for text, n in counts.items()])

    root = ET.fromstring(draw_tally(record))

    labels = [group.get("data-label") for group in root.iter(f"{SVG}g")]
    assert labels == ["Medicines: 41", "Transport: 23", "Scan: 4", "Letter: 2", "Other: 30"]
    assert vital_few(record) == 0  # those with a name make 70% together


def test_nothing_counted_is_said_and_drawn() -> None:
    assert describe_tally(_tally(0, 0, 0)) == "Nothing has been counted yet."
    ET.fromstring(draw_tally(_tally(0, 0, 0)))
