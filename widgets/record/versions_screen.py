"""The screen on which a tool shows who changed what when, and goes back."""

import datetime as dt
from collections.abc import Callable, Sequence

from qi_lib.model import ToolDocument
from qi_lib.wording.dates import say_day
from widgets.frame.screen import Button, Links, Screen

__all__ = ["draw_versions", "find_version", "say_return"]

_MOST = 100
_HINT = "Tap a version to go back to it. Nothing is lost: what is there now stays here too."


def draw_versions(
    name: str,
    versions: Sequence[ToolDocument],
    *,
    say: Callable[[ToolDocument], str],
    back: str,
) -> Screen:
    """List versions, newest first; `say` tells in a few words what is in one."""
    buttons = tuple(
        Button(
            label=_say_when(one.saved_at),
            hint=f"{say(one)}, {_say_who(one)}",
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


def find_version(versions: Sequence[ToolDocument], number: str) -> ToolDocument:
    """Find the version whose button was tapped."""
    return next(one for one in versions if one.version == int(number))


def say_return(version: ToolDocument) -> str:
    """Say what a record is again."""
    return f"This is the version of {_say_when(version.saved_at)}."


def _say_who(version: ToolDocument) -> str:
    if version.is_from_elsewhere:
        return f"saved by “{version.saved_by}” before it came here, as its file says"
    return f"saved by {version.saved_by}"


def _say_when(moment: dt.datetime | None) -> str:
    """Write a moment as people here would."""
    assert moment is not None, "what the hub keeps has a time"
    local = moment.astimezone()
    return f"{say_day(local.date())}, {local:%H:%M}"
