"""Save single fields of a record that other people and devices may be saving too."""

import datetime as dt
from collections.abc import Callable, Collection
from enum import Enum
from typing import Any, Protocol

from pydantic import BaseModel

from widgets.frame.tool import Answer, Clashes
from widgets.record.save_newest import save_newest

__all__ = ["Fields", "Handle"]


class Handle(Protocol):
    """A project or a measure as the client gives it."""

    @property
    def record(self) -> BaseModel:
        """What was read or saved last."""

    def update(self, **changes: Any) -> object:  # Any: values of the record's fields
        """Save some fields; raises `Conflict` when somebody else saved since."""


class Fields:
    """Read and save fields by name (`problem`, `aim.what`).

    What others saved in other fields is left as it is; another answer in the same field is a
    clash, which the person settles.
    """

    def __init__(self, read_again: Callable[[], Handle], handle: Handle | None = None) -> None:
        self._read_again = read_again
        self.handle = handle or read_again()
        self._mine: dict[str, str] = {}

    @property
    def record_id(self) -> str:
        """Name the record whose fields these are."""
        return str(getattr(self.handle.record, "id", ""))

    def read(self, name: str) -> str:
        """Give a field as text; empty when it is."""
        value: object = self.handle.record
        for part in name.split("."):
            value = getattr(value, part)
        return _as_text(value)

    def save(self, answer: Answer) -> str:
        """Save one field and give it as it is now; raises `Clashes`."""

        def save() -> str:
            now = self.read(answer.name)
            if now == answer.value:
                return now
            if now not in (answer.base, self._mine.get(answer.name)):
                raise Clashes(now)
            self.handle.update(**self._as_changes({answer.name: answer.value}))
            self._mine[answer.name] = self.read(answer.name)
            return self._mine[answer.name]

        return save_newest(save, self.reload)

    def put(self, values: dict[str, str]) -> None:
        """Save fields that a tool works out by itself, whatever they were."""

        def save() -> None:
            changed = {name: value for name, value in values.items() if self.read(name) != value}
            if changed:
                self.handle.update(**self._as_changes(changed))

        save_newest(save, self.reload)
        self._mine.update({name: self.read(name) for name in values})

    def go_back_to(self, content: dict[str, Any], *, without: Collection[str] = ()) -> None:
        """Make an earlier version the newest one, but for some fields."""
        earlier = {name: value for name, value in content.items() if name not in without}
        save_newest(lambda: self.handle.update(**earlier), self.reload)
        self._mine.clear()

    def reload(self) -> None:
        """Read what others saved."""
        self.handle = self._read_again()

    def _as_changes(self, values: dict[str, str]) -> dict[str, Any]:  # Any: as the client takes it
        changes: dict[str, Any] = {}
        for name, value in values.items():
            whole, _, part = name.partition(".")
            if not part:
                changes[name] = value or _empty(self.handle.record, name)
                continue
            before = changes.get(whole) or getattr(self.handle.record, whole).model_dump(
                mode="json"
            )
            changes[whole] = {
                **before,
                part: value or _empty(getattr(self.handle.record, whole), part),
            }
        return changes


def _empty(record: BaseModel, name: str) -> object:
    field = type(record).model_fields[name]
    return "" if field.is_required() else field.default


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
