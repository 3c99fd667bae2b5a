"""Say in a few words what each version of a record changed."""

from collections.abc import Callable, Collection, Mapping, Sequence

from qi_lib.model import ToolDocument

__all__ = ["say_changes"]

_MOST = 4


def say_changes(
    versions: Sequence[ToolDocument], names: Mapping[str, str], *, quiet: Collection[str] = ()
) -> Callable[[ToolDocument], str]:
    """Give a function that says what one of these versions, newest first, changed.

    `names` says what a person calls a field, where that is not its own name; `quiet` fields are
    not spoken of.
    """
    said: dict[int, str] = {}
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        there = before.content if before else {}
        changed = [
            names.get(name, name.replace("_", " "))
            for name, value in version.content.items()
            if name not in quiet and there.get(name) != value
        ]
        said[version.version] = _say(list(dict.fromkeys(changed))) if there else "Begun"
    return lambda version: said[version.version]


def _say(changed: list[str]) -> str:
    if len(changed) > _MOST:
        return f"Changed {', '.join(changed[:_MOST])} and {len(changed) - _MOST} more"
    return f"Changed {', '.join(changed)}" if changed else "Saved again"
