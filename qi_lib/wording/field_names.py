"""What the fields of records are called where people fill them in."""

from collections.abc import Sequence

__all__ = ["name_field"]

_WORDS = {
    "by_when": "by when",
    "for_whom": "for whom",
    "how_much": "how much",
    "numerator": "the part, if it is part of a whole",
    "denominator": "the whole",
    "direction": "which way is better",
    "frequency": "how often",
    "collected_by": "who collects it",
    "definition": "what counts, and what does not",
    "unit": "counted in",
    "test_size": "how large is the test",
}
"""Where a field has another name on the screens than in the record."""


def name_field(place: Sequence[str | int]) -> str:
    """Name the place of a field in a record, without its key.

    Args:
        place: the keys, and the positions in lists, that lead to it.

    Example:
        >>> name_field(("aim", "for_whom"))
        'aim: for whom'
    """
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f" {part + 1}"
        else:
            words += (": " if words else "") + _WORDS.get(part, part.replace("_", " "))
    return words.strip()
