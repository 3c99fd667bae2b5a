"""Who changed what when: a line of JSON for each save, oldest first."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from qi_lib.errors import Refused
from qi_lib.model import PDSA, Measure, Observation, Project
from qi_lib.tools import read_document

__all__ = ["PastSave", "SaveKind", "fit_history", "read_history", "write_history"]

SaveKind = Literal["charter", "measure", "observations", "cycle", "tool", "approval"]

# A whole file may unpack to 32 MB. A team that works for years stays below this.
_MOST_BYTES = 16 * 1024 * 1024
_MOST_SAVES = 20_000
_ID = re.compile(r"[a-z0-9]{10}")
_KEYS = {
    "charter": re.compile("charter"),
    "approval": re.compile("charter"),
    "tool": re.compile(r"[a-z][a-z0-9_-]{0,59}"),
}


class PastSave(BaseModel):
    """One save. Without content, the thing was removed or put away.

    Of one from elsewhere, time and name are what an earlier file said.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: SaveKind
    key: str = Field(max_length=60)
    version: int = Field(ge=1, lt=2**31)
    saved_at: AwareDatetime
    saved_by: str = Field(max_length=255)
    is_from_elsewhere: bool = False
    content: dict[str, Any] | None  # JSON of any shape: each kind has a record of its own


class _Numbers(BaseModel):
    """What one save did to the numbers of a measure."""

    model_config = ConfigDict(extra="forbid")

    changed: list[Observation]
    removed: list[dt.date]


def write_history(saves: Iterable[PastSave]) -> tuple[str, int]:
    """Write as much as a file takes, the newest first to be in it; say how many are not."""
    pieces = sorted(_pieces(saves), key=lambda piece: piece[-1].saved_at, reverse=True)
    room, kept, left_out = _MOST_BYTES, list[tuple[PastSave, str]](), 0
    for piece in pieces:
        lines = [one.model_dump_json() for one in piece]
        size = sum(len(line.encode()) + 1 for line in lines)
        if size > room or len(kept) + len(lines) > _MOST_SAVES:
            left_out += len(lines)
            continue
        room -= size
        kept += zip(piece, lines, strict=True)
    kept.sort(key=lambda one: (one[0].saved_at, one[0].version))
    return "".join(f"{line}\n" for _, line in kept), left_out


def read_history(content: bytes, name: str) -> list[PastSave]:
    """Read what `write_history` wrote; raises `Refused`, which names the line."""
    lines = content.splitlines()
    if len(lines) > _MOST_SAVES:
        raise Refused(f"“{name}” has more than {_MOST_SAVES:,} lines, which no project takes.")
    saves = []
    for number, line in enumerate(lines, start=1):
        try:
            saves.append(PastSave.model_validate_json(line))
        except ValidationError as error:
            raise Refused(
                f"Line {number} of “{name}” cannot be read. The project comes in without its "
                "history when you take that out of the file."
            ) from error
    return saves


def fit_history(
    saves: Iterable[PastSave], *, may_keep: Callable[[PastSave], bool]
) -> list[PastSave]:
    """Keep what fits in the records of this hub and `may_keep` lets in, in order of versions.

    A past that was written by an older hub, or by hand, may not fit. Numbers are kept with all
    their saves, or none: each says only what it changed.
    """
    kept = []
    for piece in _pieces(saves):
        fitting = [fit for one in piece if may_keep(one) and (fit := _fit(one))]
        if len(fitting) == len(piece):
            kept += fitting
    return sorted(kept, key=lambda one: one.version)


def _pieces(saves: Iterable[PastSave]) -> Iterator[Sequence[PastSave]]:
    """Give what makes sense by itself: one save, or all that were made of a measure's numbers."""
    numbers: dict[str, list[PastSave]] = {}
    for one in saves:
        if one.kind == "observations":
            numbers.setdefault(one.key, []).append(one)
        else:
            yield (one,)
    yield from numbers.values()


def _fit(save: PastSave) -> PastSave | None:
    if not _KEYS.get(save.kind, _ID).fullmatch(save.key):
        return None
    if save.kind == "approval" or save.content is None:
        return save if save.kind in ("measure", "cycle", "tool", "approval") else None
    try:
        return save.model_copy(update={"content": _content(save.kind, save.key, save.content)})
    except (ValidationError, Refused, ValueError):
        return None


def _content(kind: SaveKind, key: str, content: dict[str, Any]) -> dict[str, Any]:
    if kind == "observations":
        numbers = _Numbers.model_validate(content)
        days = [one.when for one in numbers.changed] + numbers.removed
        if len(set(days)) < len(days):
            raise ValueError("the same day twice")
        return numbers.model_dump(mode="json")
    if kind == "tool":
        read_document(key, content)
        return content
    if kind == "charter":
        return Project.model_validate(content).model_dump(mode="json", exclude={"slug"})
    record = (Measure if kind == "measure" else PDSA).model_validate(content)
    if record.id != key:
        raise ValueError("another's content")
    return record.model_dump(mode="json")
