"""One measure in *My chart*: how it stands, undo and redo of all that is done to it."""

import datetime as dt

from qi_lib.client import MeasureHandle
from qi_lib.model import Annotation
from tests.widgets.chart.conftest import TODAY, HubOf, saved_record
from tests.widgets.conftest import find, open_chart, press, type_into
from widgets.frame.screen import Screen


def _is_off(screen: Screen) -> list[bool]:
    return [one.is_off for one in find(screen, "bar").buttons[:2]]


def test_icons_say_how_the_latest_point_and_the_target_stand(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    for month in range(1, 10):
        waits.add(when=dt.date(2024, month, 1), value=30 + month % 2)
    waits.update(targets=[{"value": 60}])

    icons = find(open_chart(hub_of(), waits, today=TODAY).screen(), "chart").icons

    assert len(icons) == 2
    assert icons[0].words.startswith("Steady at present")
    assert "target" in icons[1].words
    assert all(one.svg.startswith("<svg") for one in icons)


def test_numbers_marks_and_settings_are_undone_and_redone(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    assert _is_off(tool.screen()) == [True, True]
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    press(tool, "write annotations", "2025-02-01")
    press(tool, "keep", mark__when="2025-02-01", mark__text="New rota")
    press(tool, "settings")
    type_into(tool, "measure.chart", "run")

    for _ in range(3):
        screen = press(tool, "undo")

    record = saved_record(hub_of, tool)
    assert (record.chart, record.annotations) == ("auto", [])
    assert len(waits.observations) == 4
    assert _is_off(screen) == [True, False]

    for _ in range(3):
        screen = press(tool, "redo")

    record = saved_record(hub_of, tool)
    assert record.chart == "run"
    assert record.annotations == [Annotation(when=dt.date(2025, 2, 1), text="New rota")]
    assert waits.observations[-1].value == 40
    assert _is_off(screen) == [False, True]
