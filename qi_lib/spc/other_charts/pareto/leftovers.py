"""Categories that hold what fitted nowhere else: they name no cause, however large they are."""

from __future__ import annotations

__all__ = ["is_leftover"]

_FIRST = frozenset({"other", "others", "misc", "miscellaneous", "various", "unknown"})
_WHOLE = frozenset(
    {
        "all other",
        "all others",
        "all the rest",
        "any other",
        "anything else",
        "everything else",
        "not known",
        "not recorded",
        "not specified",
        "not stated",
        "something else",
        "the rest",
        "unspecified",
    }
)


def is_leftover(name: str | None) -> bool:
    """Tell whether a category is "Other", "Miscellaneous", "Not known" or the like, or missing.

    What begins with "other" counts too, such as "Other reasons" and "Other (please say)".
    """
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split() if name else []
    return name is None or " ".join(words) in _WHOLE or bool(words and words[0] in _FIRST)
