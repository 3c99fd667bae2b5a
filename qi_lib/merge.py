"""Join what two people made of the same record, without losing a word of either."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Clash", "Merged", "merge"]

Value = Any  # JSON of any shape


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, each in another way: `mine` gave way to `theirs`.

    `path` names the field by keys, and by ids inside lists.
    """

    path: tuple[str, ...]
    mine: Value
    theirs: Value


@dataclass(slots=True)
class Merged:
    """The joint content, and what could not be joined."""

    content: Value = None
    clashes: list[Clash] = field(default_factory=list)


def merge(base: Value, mine: Value, theirs: Value) -> Merged:
    """Join two contents that were both made from `base`.

    Objects are joined key by key, lists of objects with an `id` item by item; everything else is
    one field. What only one of the two changed is as they changed it. Where both did, theirs
    stands and the clash is told. Something that one removed and the other changed stays.

    Example:
        >>> merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3}).content
        {'a': 2, 'b': 3}
    """
    merged = Merged()
    merged.content = _join(base, mine, theirs, (), merged.clashes)
    return merged


def _join(
    base: Value, mine: Value, theirs: Value, path: tuple[str, ...], clashes: list[Clash]
) -> Value:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _join_keys(base if isinstance(base, dict) else {}, mine, theirs, path, clashes)
    if _has_ids(mine) and _has_ids(theirs):
        return _join_items(base if _has_ids(base) else [], mine, theirs, path, clashes)
    clashes.append(Clash(path, mine, theirs))
    return theirs


def _join_keys(
    base: dict[str, Value],
    mine: dict[str, Value],
    theirs: dict[str, Value],
    path: tuple[str, ...],
    clashes: list[Clash],
) -> dict[str, Value]:
    joined: dict[str, Value] = {}
    for key in {**theirs, **mine}:
        if key in mine and key in theirs:
            joined[key] = _join(base.get(key), mine[key], theirs[key], (*path, key), clashes)
        elif _stays(key, base, mine, theirs):
            joined[key] = mine.get(key, theirs.get(key))
    return joined


def _join_items(
    base: list[Value],
    mine: list[Value],
    theirs: list[Value],
    path: tuple[str, ...],
    clashes: list[Clash],
) -> list[Value]:
    before, ours, others = _by_id(base), _by_id(mine), _by_id(theirs)
    joined = _join_keys(before, ours, others, path, clashes)
    return [joined[key] for key in _order(list(before), list(ours), list(others)) if key in joined]


def _stays(
    key: str, base: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value]
) -> bool:
    """Tell whether what stands on one side only was added or changed there, not just left."""
    there = mine.get(key, theirs.get(key))
    return bool(key not in base or base[key] != there)


def _order(before: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Keep the order of who rearranged; put the other's additions behind what stood before them."""
    kept = [key for key in mine if key in before]
    rearranged = kept != [key for key in before if key in mine]
    first, second = (mine, theirs) if rearranged else (theirs, mine)
    order = list(first)
    for place, key in enumerate(second):
        if key in order:
            continue
        earlier = next((one for one in reversed(second[:place]) if one in order), None)
        order.insert(order.index(earlier) + 1 if earlier else 0, key)
    return order


def _by_id(items: list[Value]) -> dict[str, Value]:
    return {str(item["id"]): item for item in items}


def _has_ids(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)
