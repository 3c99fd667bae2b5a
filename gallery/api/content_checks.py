"""What every save is checked for before it is kept."""

import math
import re
from collections.abc import Iterator
from typing import Any

from gallery.errors import Refused
from qi_lib.errors import Refused as DoesNotFit
from qi_lib.model import Observation
from qi_lib.privacy import FoundIdentifier, Identifier, find_identifiers
from qi_lib.tools import read_document
from qi_lib.wording.dates import say_day

__all__ = ["check_content", "check_document", "check_notes"]

Path = tuple[str | int, ...]

_DEEPEST = 50
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z _-]{0,40}")


def check_content(content: object, *, checked: set[str] | None = None) -> None:
    """Refuse texts with an NHS number in them, and what no database can keep.

    The sentence names the field and never repeats what stands in it. Texts in `checked` are known
    to be good; those that are found good now are put there.
    """
    known = set[str]() if checked is None else checked
    found: dict[str, FoundIdentifier] = {}
    for path, value in _values(content):
        _refuse_unstorable(path, value)
        if isinstance(value, str) and value not in known:
            numbers = [one for one in find_identifiers(value) if one.kind is Identifier.NHS_NUMBER]
            found |= {_label(path): one for one in numbers}
            known |= set() if numbers else {value}
    if found:
        raise _refusal(found)


def check_notes(observations: list[Observation]) -> None:
    """Check the notes of observations, which are named by their dates."""
    for point in observations:
        if point.note:
            _refuse_unstorable((), point.note)
            found = [
                one for one in find_identifiers(point.note) if one.kind is Identifier.NHS_NUMBER
            ]
            if found:
                label = f"The note of {say_day(point.when)}"
                raise _refusal({label: found[0]})


def check_document(kind: str, content: dict[str, Any]) -> None:
    """Refuse a document of one of our tools that does not fit its record."""
    try:
        read_document(kind, content)
    except DoesNotFit as error:
        raise Refused(str(error)) from error


def _refusal(found: dict[str, FoundIdentifier]) -> Refused:
    where = " and ".join(f"“{label}”" for label in found)
    return Refused(
        f"{where} seems to hold an NHS number. Nothing has been saved: take the number out, then "
        "save again. A project needs no patient's identity.",
        fields={label: f"Looks like {one.kind.value}." for label, one in found.items()},
    )


def _refuse_unstorable(path: Path, value: object) -> None:
    if len(path) > _DEEPEST:
        raise Refused(f"“{_label(path)}” lies more than {_DEEPEST} levels deep. Keep it flatter.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Refused(f"“{_label(path)}” is not a number that can be saved.")
    if isinstance(value, str) and ("\x00" in value or not _is_text(value)):
        raise Refused(
            f"“{_label(path)}” holds a character that cannot be saved. Delete what was pasted "
            "there and type it again."
        )


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _values(content: object) -> Iterator[tuple[Path, object]]:
    waiting: list[tuple[Path, object]] = [((), content)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            for key, inner in value.items():
                yield path, key
                waiting.append(((*path, key), inner))
        elif isinstance(value, list):
            waiting += [((*path, index), inner) for index, inner in enumerate(value)]


def _label(path: Path) -> str:
    """Name a field as a person would: `("phases", 0, "reason")` is `Phases 1: reason`."""
    words = ""
    for part in path[:6]:
        if isinstance(part, int):
            words += f" {part + 1}"
        else:
            # A name that somebody typed may itself hold what must not be repeated.
            name = part.replace("_", " ") if _PLAIN_NAME.fullmatch(part) else "…"
            words += (": " if words else "") + name
    return words[:1].upper() + words[1:] or "This text"
