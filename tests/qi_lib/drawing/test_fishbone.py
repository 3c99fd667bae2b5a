"""The drawing of a fishbone: every word is on it, every item can be found, nothing leaves it."""

import xml.etree.ElementTree as ET

from qi_lib.drawing.fishbone import draw_fishbone
from qi_lib.model.fishbone import Cause, Fishbone

SVG = "{http://www.w3.org/2000/svg}"


def _with_causes(*texts: str) -> Fishbone:
    record = Fishbone(problem="Falls at night")
    for number, text in enumerate(texts):
        record.causes.append(Cause(bone=record.bones[number % 6].id, text=text))
    return record


def test_every_bone_and_cause_is_an_item_with_its_words() -> None:
    record = _with_causes("Dark corridor", "Slippers")

    root = ET.fromstring(draw_fishbone(record))

    labels = {g.get("data-item"): g.get("data-label") for g in root.iter(f"{SVG}g")}
    assert labels["problem"] == "The problem: Falls at night"
    assert labels[record.causes[0].id] == "Cause: Dark corridor"
    assert {bone.id for bone in record.bones} <= set(labels)


def test_words_of_people_are_only_words() -> None:
    drawn = draw_fishbone(_with_causes('<script>alert("x")</script>', "Bell & light 🛎️"))

    ET.fromstring(drawn)
    assert "<script" not in drawn


def test_description_says_what_is_on_which_bone_and_what_comes_first() -> None:
    record = _with_causes("Dark corridor")
    record.causes[0].is_likely = True

    root = ET.fromstring(draw_fishbone(record))

    assert root.findtext(f"{SVG}desc") == (
        "The problem: Falls at night. People: Dark corridor (look into first)."
    )


def test_nothing_lies_outside_a_large_fishbone() -> None:
    record = _with_causes(*(f"A cause with a good many words, number {n}" for n in range(60)))
    first = record.causes[0]
    record.causes.append(Cause(bone=first.bone, behind=first.id, text="and why that is"))

    root = ET.fromstring(draw_fishbone(record))

    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", -1)) <= width
        assert 0 <= float(text.get("y", -1)) <= height


def test_removing_a_cause_takes_those_behind_it_too() -> None:
    record = _with_causes("Dark corridor", "Slippers")
    first = record.causes[0]
    record.causes.append(Cause(bone=first.bone, behind=first.id, text="Bulb broken"))

    record.remove(first.id)

    assert [cause.text for cause in record.causes] == ["Slippers"]
