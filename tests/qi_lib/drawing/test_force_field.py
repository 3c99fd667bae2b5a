"""The drawing of a force field."""

import xml.etree.ElementTree as ET

from qi_lib.drawing.force_field import describe_force_field, draw_force_field
from qi_lib.model.force_field import Force, ForceField, Side

SVG = "{http://www.w3.org/2000/svg}"


def _field() -> ForceField:
    return ForceField(
        change="Huddle",
        forces=[
            Force(text="Quick", strength=2),
            Force(text="Wanted", strength=5),
            Force(text="Long handover", side=Side.RESTRAINING, strength=4),
        ],
    )


def test_words_give_both_sides_the_strongest_first_with_totals() -> None:
    assert describe_force_field(_field()) == (
        "Pushes it on, 7 in all: Wanted (5 of 5); Quick (2 of 5). "
        "Holds it back, 4 in all: Long handover (4 of 5)."
    )


def test_stronger_forces_have_longer_arrows_on_their_own_side() -> None:
    record = _field()

    root = ET.fromstring(draw_force_field(record))

    spans = {}
    for group in root.iter(f"{SVG}g"):
        line = group.find(f"{SVG}line")
        if line is not None:
            spans[group.get("data-item")] = (float(line.get("x1", 0)), float(line.get("x2", 0)))
    quick, wanted, handover = (spans[one.id] for one in record.forces)
    assert abs(wanted[1] - wanted[0]) > abs(quick[1] - quick[0])
    assert max(wanted) < 430 < min(handover)
