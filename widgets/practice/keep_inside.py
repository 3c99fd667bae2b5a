"""What a tool shows in practice: the screen as it is, but for what leads out of it."""

from dataclasses import replace
from typing import Any

from widgets.frame.screen import Actions, Button, Fold, Group, Links, Note, Part, Screen

__all__ = ["keep_inside"]

_HOME = "/home"


def keep_inside(screen: Screen, way_back: Button) -> Screen:
    """Leave out what leads away: there are no pages of an invented project."""
    return replace(
        screen,
        key=f"{screen.key}:practice",
        parts=_inside(screen.parts),
        back=None if _leads_away(screen.back) else screen.back,
        go=way_back if _leads_away(screen.go) else screen.go,
    )


def _leads_away(button: Button | None) -> bool:
    return button is not None and button.href not in ("", _HOME)


def _inside(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    inner = [_without_ways_out(part) for part in parts]
    return tuple(one for one in inner if not isinstance(one, Links) or one.buttons)


def _without_ways_out(part: Part) -> Part:
    changes: dict[str, Any] = {}  # Any: fields of different parts
    if isinstance(part, Links | Actions | Group | Note):
        changes["buttons"] = tuple(one for one in part.buttons if not _leads_away(one))
    if isinstance(part, Group | Fold):
        changes["parts"] = _inside(part.parts)
    return replace(part, **changes)
