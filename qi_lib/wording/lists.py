"""Several things in one sentence."""

from collections.abc import Sequence

__all__ = ["say_list"]


def say_list(items: Sequence[str]) -> str:
    """Write things as a sentence lists them: one, two and three."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
