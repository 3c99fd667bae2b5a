"""What the records of all tools share: items that can be found, changed and removed by their id."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from qi_lib.model.base import Id, Record, new_id

__all__ = ["Document", "Item"]


class Item(Record):
    """A part of a document with an id of its own, so that two people can change different ones."""

    id: Id = Field(default_factory=new_id)


class Document(Record):
    """The record of one tool: fields of its own, and lists of items."""

    def lists(self) -> Iterator[list[Any]]:  # Any: items of many kinds
        """Go through the lists of items."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, list):
                yield value

    def items(self) -> Iterator[Item]:
        """Go through all items."""
        for one in self.lists():
            yield from (item for item in one if isinstance(item, Item))

    def find(self, item_id: str) -> Item | None:
        """Find an item by its id; None when it has gone."""
        return next((item for item in self.items() if item.id == item_id), None)

    def find_part(self, name: str) -> Record | None:
        """Find what has fields of its own: an item by its id, or a part by its name."""
        return self.find(name)

    def remove(self, item_id: str) -> None:
        """Take an item out, and with it what cannot stand without it."""
        for one in self.lists():
            one[:] = [item for item in one if not (isinstance(item, Item) and item.id == item_id)]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has put anything in yet."""
        return not any(True for _ in self.items())
