"""The drawing of a driver diagram, and the record behind it."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise

from qi_lib.drawing.driver_diagram import draw_driver_diagram
from qi_lib.model import Direction, Measure, Observation, Project, ProjectBundle
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level, Strength
from qi_lib.tools import TOOLS

SVG = "{http://www.w3.org/2000/svg}"


def _diagram() -> tuple[DriverDiagram, dict[str, str]]:
    record = DriverDiagram(aim="Fewer falls")
    ids = {}
    for name, level in (
        ("know", Level.PRIMARY),
        ("safe", Level.PRIMARY),
        ("handover", Level.SECONDARY),
        ("light", Level.SECONDARY),
        ("huddle", Level.IDEA),
    ):
        record.drivers.append(Driver(text=name, level=level))
        ids[name] = record.drivers[-1].id
    record.set_link(ids["handover"], ids["know"], Strength.STRONG)
    record.set_link(ids["light"], ids["safe"], Strength.STRONG)
    record.set_link(ids["huddle"], ids["handover"], Strength.STRONG)
    record.set_link(ids["huddle"], ids["light"], Strength.WEAK)
    return record, ids


def _boxes(drawn: str) -> dict[str, tuple[float, float, float, float]]:
    boxes = {}
    for group in ET.fromstring(drawn).iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(n, 0)) for n in ("x", "y", "width", "height"))
        boxes[str(group.get("data-item"))] = (x, y, width, height)
    return boxes


def test_columns_run_from_the_aim_to_the_ideas() -> None:
    record, ids = _diagram()

    boxes = _boxes(draw_driver_diagram(record))

    assert (
        boxes["aim"][0] < boxes[ids["know"]][0] < boxes[ids["light"]][0] < boxes[ids["huddle"]][0]
    )
    assert boxes[ids["know"]][0] == boxes[ids["safe"]][0]


def test_boxes_never_overlap_and_stay_on_the_paper_with_500_of_them() -> None:
    record = DriverDiagram(aim="A large one")
    for number in range(500):
        level = list(Level)[number % 3]
        record.drivers.append(
            Driver(text=f"Driver {number} " + "and more " * (number % 7), level=level)
        )
    drivers = record.drivers
    for number in range(1, 500):
        record.set_link(drivers[number].id, drivers[number // 2].id, Strength.STRONG)

    drawn = draw_driver_diagram(record)

    _, _, width, height = map(float, (ET.fromstring(drawn).get("viewBox") or "").split())
    columns: dict[float, list[tuple[float, float]]] = {}
    for x, y, wide, tall in _boxes(drawn).values():
        assert x + wide <= width
        assert y >= 0
        assert y + tall <= height
        columns.setdefault(x, []).append((y, y + tall))
    for column in columns.values():
        column.sort()
        assert all(low[1] < high[0] for low, high in pairwise(column))


def test_same_record_is_drawn_the_same_each_time() -> None:
    record, _ = _diagram()

    assert draw_driver_diagram(record) == draw_driver_diagram(record.model_copy(deep=True))


def test_weak_links_are_dotted_and_said_to_be_unsure() -> None:
    record, _ = _diagram()

    root = ET.fromstring(draw_driver_diagram(record))

    dotted = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dotted) == 1
    assert "huddle may drive light." in (root.findtext(f"{SVG}desc") or "")


def test_links_only_lead_to_columns_further_left() -> None:
    record, ids = _diagram()

    record.set_link(ids["know"], ids["handover"], Strength.STRONG)
    record.set_link(ids["light"], ids["handover"], Strength.STRONG)

    assert record.link(ids["know"], ids["handover"]) is None
    assert record.link(ids["light"], ids["handover"]) is None


def test_removing_a_driver_takes_its_links() -> None:
    record, ids = _diagram()

    record.remove(ids["handover"])

    assert {(one.source, one.target) for one in record.links} == {
        (ids["light"], ids["safe"]),
        (ids["huddle"], ids["light"]),
    }
    assert TOOLS["drivers"].count(record) == "3 drivers, 1 idea"


def test_attached_measure_is_shown_with_its_icon_in_words() -> None:
    record, ids = _diagram()
    measure = Measure(name="Falls", direction=Direction.DOWN)
    record.drivers[0].measure = measure.id
    values = [9, 8, 10, 9, 8, 9, 10, 8, 9, 10, 9, 8, 3, 3, 2, 3, 2, 3, 2, 3]
    project = ProjectBundle(
        project=Project(title="Fewer falls"),
        measures=[measure],
        observations={
            measure.id: [
                Observation(when=dt.date(2024 + n // 12, n % 12 + 1, 1), value=value)
                for n, value in enumerate(values)
            ]
        },
    )

    root = ET.fromstring(draw_driver_diagram(record, project=project))

    label = next(
        g.get("data-label") for g in root.iter(f"{SVG}g") if g.get("data-item") == ids["know"]
    )
    assert label is not None
    assert label.startswith("Primary driver: know; Falls, ")
    assert "Getting better" in label


def test_who_listens_hears_of_each_driver_what_it_drives() -> None:
    record, ids = _diagram()

    items = ET.fromstring(draw_driver_diagram(record)).iter(f"{SVG}g")

    more = {group.get("data-item"): group.get("data-more") for group in items}
    assert more[ids["huddle"]] == "drives handover. may drive light."
    assert more[ids["know"]] is None
