"""Warming up opens what people will open, and leaves nothing."""

from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from qi_lib.tools import TOOLS
from widgets.frame.frame import ToolFrame
from widgets.warm_up import warm_up

# bqplot's own, and only when this test is the first to import it.
pytestmark = pytest.mark.filterwarnings("ignore:metadata:DeprecationWarning")


def test_tools_are_opened_to_their_end_and_no_widget_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[str, str, set[str]]] = []
    open_tool = ToolFrame._open

    def note(frame: Any) -> None:
        open_tool(frame)
        kinds = {part["kind"] for part in frame.screen["parts"]}
        opened.append((frame.title, frame.screen["key"], kinds))

    monkeypatch.setattr(ToolFrame, "_open", note)
    before = set(_instances)

    warm_up()

    names = sorted(tool.name for tool in TOOLS.values())
    titles = [title for title, _, _ in opened]
    assert titles[:2] == ["My chart", "Start a project"]
    assert sorted(titles[2:]) == sorted([*names, "PDSA"])
    assert "trouble" not in {key for _, key, _ in opened}
    assert "chart" in opened[0][2]
    assert not set(_instances) - before
