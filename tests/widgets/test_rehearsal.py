"""The rehearsal opens what people will open, and leaves nothing."""

from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from widgets.frame import ToolFrame
from widgets.rehearsal import rehearse

# bqplot's own, and only when this test is the first to import it.
pytestmark = pytest.mark.filterwarnings("ignore:metadata:DeprecationWarning")


def test_tools_are_opened_to_their_end_and_no_widget_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[str, str, int]] = []
    open_tool = ToolFrame._open

    def note(frame: Any) -> None:
        open_tool(frame)
        opened.append((frame.title, frame.screen["key"], len(frame.figures)))

    monkeypatch.setattr(ToolFrame, "_open", note)
    before = set(_instances)

    rehearse()

    assert [title for title, _, _ in opened] == ["My chart", "Start a project"]
    assert "trouble" not in {key for _, key, _ in opened}
    assert opened[0][2] == 1
    assert not set(_instances) - before
