"""The sheets that wards really keep, in *My chart* and on the command line: read alike.

What is expected of each is in `tests/qi_lib/tables/test_sheets.py`. Where the sheets are not, these
tests are skipped.
"""

import datetime as dt
from pathlib import Path

import pytest

from hub_config.import_data import import_file
from qi_lib.client import MeasureHandle
from qi_lib.errors import Refused
from qi_lib.tables.reading.choices import AS_PROPOSED
from tests.widgets.chart.conftest import HubOf, saved_record
from tests.widgets.conftest import all_parts, find, has, open_chart, press
from widgets.frame.screen import Choice, Menu, Screen

SHEETS = Path(__file__).parents[5] / "shared" / "data" / "sheets"
FILES = sorted(one for one in SHEETS.glob("*") if one.name[0].isdigit())
TODAY = dt.date(2025, 7, 1)
pytestmark = pytest.mark.skipif(
    not FILES, reason=f"there is no {SHEETS}: the sheets stay elsewhere"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:2])
def test_sheet_is_shown_and_asked_about_or_used_as_on_the_command_line(
    file: Path, hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")

    tool.receive("file", file.name, file.read_bytes())
    screen = tool.screen()

    said = _on_the_command_line(file, hub_of, falls)
    if screen.key == "give":
        assert find(screen, "file").problem in said
        return
    assert find(screen, "sheet").rows
    assert any(column.is_used for column in find(screen, "sheet").columns)
    if screen.go:
        assert has(screen, "chart")
        press(tool, "use")
        other = hub_of().project(tool.address["project"]).measures["Other"]
        assert saved_record(hub_of, tool).unit == (other.record.unit or "falls")
        assert falls.observations == other.observations
    else:
        assert "Nothing is saved yet" in said[0]
        asked = _asked(screen)
        assert asked
        assert asked <= set(said[0].split("\n"))


def _asked(screen: Screen) -> set[str]:
    """Give the questions, which stand above the sheet."""
    above = screen.parts[: [part.name for part in screen.parts].index("sheet")]
    return {one.label for one in all_parts(above) if isinstance(one, Choice | Menu)}


def _on_the_command_line(file: Path, hub_of: HubOf, falls: MeasureHandle) -> list[str]:
    """Bring the file in for another measure of the project; give what is said."""
    hub = hub_of()
    slug = next(one.slug for one in hub.projects(mine=True) if falls.id in one.measures)
    try:
        return import_file(
            file,
            project=hub.project(slug),
            measure="Other",
            chosen=AS_PROPOSED,
            is_each=False,
            today=TODAY,
        )
    except Refused as error:
        return [str(error)]
