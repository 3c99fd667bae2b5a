"""What is typed in the boxes of a screen, read box by box, or why it cannot be used."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from qi_lib.errors import Refused
from qi_lib.tables.cells import read_number

__all__ = ["WrongEntry", "explained_at", "read_day", "read_typed_number", "read_words"]


class WrongEntry(Refused):
    """What was typed in one of the boxes cannot be used; `field` names the box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@contextmanager
def explained_at(box: str, refusal: type[Refused] = Refused) -> Iterator[None]:
    """Have a refusal of the hub said beside a box, as what was typed wrong there is."""
    try:
        yield
    except WrongEntry:
        raise
    except refusal as error:
        raise WrongEntry(box, str(error)) from error


def read_typed_number(typed: Mapping[str, str], box: str) -> float:
    """Read a number; raises `WrongEntry`."""
    text = typed.get(box, "").strip()
    if not text:
        raise WrongEntry(box, "Type a number first.")
    number = read_number(text)
    if number is None:
        raise WrongEntry(box, f"“{text[:30]}” is not a number. Use figures, such as 7 or 7.5.")
    return number


def read_day(typed: Mapping[str, str], box: str, ask: str = "Pick a date.") -> dt.date:
    """Read a date; raises `WrongEntry` with what to do."""
    try:
        return dt.date.fromisoformat(typed.get(box, ""))
    except ValueError:
        raise WrongEntry(box, ask) from None


def read_words(typed: Mapping[str, str], box: str, ask: str) -> str:
    """Read words that must be there; raises `WrongEntry` with what to do."""
    words = typed.get(box, "").strip()
    if not words:
        raise WrongEntry(box, ask)
    return words
