"""The drawing of five whys, and the record behind it."""

import xml.etree.ElementTree as ET

from qi_lib.drawing.five_whys import describe_five_whys, draw_five_whys
from qi_lib.model.five_whys import FiveWhys, Why

SVG = "{http://www.w3.org/2000/svg}"


def _chain(length: int) -> FiveWhys:
    record = FiveWhys(problem="A fall")
    of = ""
    for number in range(length):
        record.whys.append(Why(text=f"Answer {number + 1}", of=of))
        of = record.whys[-1].id
    return record


def test_each_answer_stands_below_the_one_it_explains() -> None:
    record = _chain(5)

    root = ET.fromstring(draw_five_whys(record))

    tops = {}
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        tops[group.get("data-item")] = float(rect.get("y", 0))
    order = [tops["problem"], *(tops[one.id] for one in record.whys)]
    assert order == sorted(order)
    assert record.depth(record.whys[-1]) == 5


def test_words_ask_each_why() -> None:
    record = _chain(2)
    record.whys[1].is_root = True

    assert describe_five_whys(record) == (
        "What happened: A fall. Why, it happened? Answer 1. Why, Answer 1? Answer 2. "
        "This is a cause that can be changed."
    )


def test_removing_an_answer_takes_those_behind_it() -> None:
    record = _chain(3)

    record.remove(record.whys[1].id)

    assert [one.text for one in record.whys] == ["Answer 1"]


def test_very_deep_chain_stays_on_the_paper() -> None:
    root = ET.fromstring(draw_five_whys(_chain(30)))

    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("width", 0)) > 100
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= width
        assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= height
