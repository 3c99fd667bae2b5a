"""Words of any length are written whole, inside what they belong to, in every drawing."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from qi_lib.drawing.charter import draw_charter
from qi_lib.drawing.driver_diagram import draw_driver_diagram
from qi_lib.drawing.fishbone import draw_fishbone
from qi_lib.drawing.five_whys import draw_five_whys
from qi_lib.drawing.fmea import draw_fmea
from qi_lib.drawing.force_field import draw_force_field
from qi_lib.drawing.measure_family import draw_family
from qi_lib.drawing.pareto import draw_tally
from qi_lib.drawing.pdsa_ramps import draw_ramps
from qi_lib.drawing.plan import draw_plan
from qi_lib.drawing.process_map import draw_process_map
from qi_lib.drawing.quadrants import draw_impact_effort, draw_stakeholders
from qi_lib.model import PDSA, Measure, Observation, Project, ProjectBundle
from qi_lib.model.charter import Charter
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level
from qi_lib.model.fishbone import Cause, Fishbone
from qi_lib.model.five_whys import FiveWhys, Why
from qi_lib.model.fmea import FMEA, Failure
from qi_lib.model.force_field import Force, ForceField, Side
from qi_lib.model.measure_family import Family
from qi_lib.model.pareto import Category, Tally
from qi_lib.model.plan import PlanRecord, Task
from qi_lib.model.process_map import Lane, ProcessMap, Step
from qi_lib.model.quadrants import Idea, ImpactEffort, Stakeholder, StakeholderMap

SVG = "{http://www.w3.org/2000/svg}"
LONG = (
    "Nobody on the night shift knows where the sensor mats are kept because the list on the "
    "cupboard was never brought up to date after the ward had moved to the other building"
)
NAME = "Whoever is in charge of the ward at night and at weekends"


def _fishbone(*, is_likely: bool) -> str:
    record = Fishbone(problem=LONG)
    record.bones[1].name = NAME
    for bone in record.bones:
        record.causes += [
            Cause(bone=bone.id, text=LONG, is_likely=is_likely),
            Cause(bone=bone.id, text="Slippers"),
        ]
    return draw_fishbone(record)


def _forces() -> str:
    forces = [Force(text=LONG, side=side, strength=5) for side in Side for _ in range(2)]
    return draw_force_field(ForceField(change=LONG, forces=forces))


def _process_map() -> str:
    record = ProcessMap(lanes=[Lane(name=NAME), Lane(name="Staff")])
    first, second = (lane.id for lane in record.lanes)
    waste = ["Waiting", "Moving things", "Doing it twice"]
    record.steps = [
        Step(text=LONG, lane=first, minutes=5, waste=waste),
        Step(text="Goes home", lane=second),
    ]
    return draw_process_map(record)


def _measures() -> str:
    measure = Measure(name=LONG, collected_by=NAME, unit="falls per 1,000 occupied bed days")
    bundle = ProjectBundle(
        project=Project(slug="falls", title="Falls"),
        measures=[measure],
        observations={measure.id: [Observation(when=dt.date(2026, 1, 1), value=12)]},
    )
    return draw_family(Family(measures=[measure]), project=bundle, today=dt.date(2026, 6, 1))


DRAWINGS = {
    "charter": lambda: draw_charter(
        Charter(out_of_scope=LONG, involvement=LONG),
        project=ProjectBundle(project=Project(slug="falls", title=LONG, problem=LONG)),
    ),
    "choose": lambda: draw_impact_effort(ImpactEffort(ideas=[Idea(text=LONG)])),
    "drivers": lambda: draw_driver_diagram(
        DriverDiagram(aim=LONG, drivers=[Driver(text=LONG, level=level) for level in Level])
    ),
    "fishbone": lambda: _fishbone(is_likely=False),
    "fishbone, likely": lambda: _fishbone(is_likely=True),
    "five whys": lambda: draw_five_whys(
        FiveWhys(problem=LONG, whys=[Why(text=LONG), Why(text=LONG, is_root=True)])
    ),
    "fmea": lambda: draw_fmea(FMEA(failures=[Failure(text=LONG, step=NAME, effect=LONG)] * 2)),
    "force field": _forces,
    "measures": _measures,
    "pareto": lambda: draw_tally(
        Tally(categories=[Category(text=LONG, count=9), Category(text="Other", count=1)])
    ),
    "pdsa": lambda: draw_ramps([PDSA(number=1, title=LONG, test_size=NAME)]),
    "plan": lambda: draw_plan(PlanRecord(tasks=[Task(text=LONG, who=NAME)])),
    "process map": _process_map,
    "stakeholders": lambda: draw_stakeholders(StakeholderMap(people=[Stakeholder(text=LONG)])),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_long_words_are_written_to_their_end(name: str) -> None:
    root = ET.fromstring(DRAWINGS[name]())

    lines = [text.text or "" for text in root.iter(f"{SVG}text")]
    # Dots in a row are a place to sign on.
    assert [line for line in lines if line.endswith("…") and not line.endswith("……")] == []
    assert LONG.replace(" ", "") in "".join(lines).replace(" ", "")


@pytest.mark.parametrize("name", DRAWINGS)
def test_long_words_stay_inside_what_they_belong_to(name: str) -> None:
    root = ET.fromstring(DRAWINGS[name]())

    bottom = float(root.attrib["viewBox"].split()[3])
    for item in root.iter(f"{SVG}g"):
        if item.get("data-item") is None:
            continue
        boxes = [
            (float(box.attrib["y"]), float(box.attrib["y"]) + float(box.attrib["height"]))
            for box in item.iter(f"{SVG}rect")
        ]
        for text in item.iter(f"{SVG}text"):
            base = float(text.attrib["y"])
            assert any(top < base - 8 and base < low for top, low in boxes), text.text
            assert base < bottom, text.text
