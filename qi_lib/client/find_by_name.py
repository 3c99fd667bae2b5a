"""The measures or cycles of a project, found by place, name or id."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from qi_lib.errors import NotFound

__all__ = ["NamedList"]

T = TypeVar("T")


class NamedList(Sequence[T], Generic[T]):
    """A list that also finds by name or id: `project.measures["Falls"]`."""

    def __init__(
        self, things: list[T], *, what: str, names: Callable[[T], tuple[str, str]]
    ) -> None:
        self._things = things
        self._what = what
        self._names = names

    @overload
    def __getitem__(self, key: int | str) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[T]: ...
    def __getitem__(self, key: int | str | slice) -> T | Sequence[T]:
        """Find by place, by name (large or small letters alike) or by id."""
        if not isinstance(key, str):
            return self._things[key]
        wanted = key.strip().casefold()
        for thing in self._things:
            name, key_of_thing = self._names(thing)
            if wanted in (name.casefold(), key_of_thing):
                return thing
        there = ", ".join(f"“{self._names(thing)[0]}”" for thing in self._things)
        raise NotFound(f"There is no {self._what} “{key}” here. There is: {there or 'none yet'}.")

    def __contains__(self, key: object) -> bool:
        """Tell whether a thing, or one of that name or id, is here."""
        if not isinstance(key, str):
            return key in self._things
        wanted = key.strip().casefold()
        names = (self._names(thing) for thing in self._things)
        return any(wanted in (name.casefold(), key_of_thing) for name, key_of_thing in names)

    def __iter__(self) -> Iterator[T]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __repr__(self) -> str:
        return repr(self._things)
