"""The screen on which a tool shows who changed what when, and goes back."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from qi_lib.days import say_day
from qi_lib.model import ToolDocument
from widgets.screen import Button, Links, Screen

__all__ = ["draw_history", "say_when"]

_MOST = 100
_HINT = "Tap a version to go back to it. Nothing is lost: what is there now stays here too."


def draw_history(
    name: str,
    versions: Sequence[ToolDocument],
    *,
    say: Callable[[dict[str, Any]], str],  # Any: JSON of the record's own shape
    back: str,
) -> Screen:
    """List versions, newest first; `say` tells in a few words what is in one."""
    buttons = tuple(
        Button(
            label=say_when(one.saved_at),
            hint=f"{say(one.content)}, saved by {one.saved_by}",
            act="return",
            value=str(one.version),
        )
        for one in versions[:_MOST]
        if one.content
    )
    return Screen(
        key=f"history:{name}",
        question=f"{name}: what changed when",
        hint=_HINT if buttons else "Nothing has been saved yet.",
        parts=(Links(name="versions", label="Versions", buttons=buttons),),
        back=Button(label="Back", act=back),
    )


def say_when(moment: dt.datetime | None) -> str:
    """Write a moment as people here would."""
    assert moment is not None, "what the hub keeps has a time"
    local = moment.astimezone()
    return f"{say_day(local.date())}, {local:%H:%M}"
