"""The drawing of an FMEA, and its order."""

import xml.etree.ElementTree as ET

import pytest
from pydantic import ValidationError

from qi_lib.drawing.fmea import describe_fmea, draw_fmea
from qi_lib.model.fmea import FMEA, Failure

SVG = "{http://www.w3.org/2000/svg}"


def test_risk_number_is_the_three_scores_multiplied() -> None:
    assert Failure(severity=10, occurrence=10, detection=10).risk == 1000
    assert Failure(severity=7, occurrence=5, detection=7).risk == 245
    assert Failure(severity=1, occurrence=1, detection=1).risk == 1


def test_most_severe_comes_first_whatever_its_number() -> None:
    record = FMEA(
        failures=[
            Failure(text="often", severity=4, occurrence=10, detection=10),
            Failure(text="deadly", severity=10, occurrence=1, detection=2),
            Failure(text="deadlier", severity=10, occurrence=3, detection=2),
        ]
    )

    assert [one.text for one in record.ranked] == ["deadlier", "deadly", "often"]
    assert describe_fmea(record).startswith("deadlier: severity 10, occurrence 3, detection 2, ")
    items = [g.get("data-item") for g in ET.fromstring(draw_fmea(record)).iter(f"{SVG}g")]
    assert items == [one.id for one in record.ranked]


@pytest.mark.parametrize("score", [0, 11])
def test_scores_off_the_scale_are_refused(score: int) -> None:
    with pytest.raises(ValidationError):
        Failure(severity=score)
