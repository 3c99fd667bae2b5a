"""Find what looks like a person's identity in a text, without ever repeating it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "FoundIdentifier",
    "Identifier",
    "find_identifiers",
    "find_in_record",
    "identity_in_column",
    "is_nhs_number",
]


class Identifier(StrEnum):
    """What kind of identity a text seems to hold, in words for a sentence."""

    NHS_NUMBER = "an NHS number"
    EMAIL = "an e-mail address"
    PHONE = "a phone number"
    POSTCODE = "a postcode"
    DATE_OF_BIRTH = "a date of birth"
    NAME = "a person’s name"
    PERSON_NUMBER = "a person’s number"


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """Where something was found and what it looks like; never the thing itself.

    `path` leads to the text inside a record, such as `("aim", "what")`; it is empty for a text.
    """

    kind: Identifier
    start: int
    end: int
    path: tuple[str | int, ...] = ()


_GAP = r"[\s.\u2010-\u2015-]"
_NHS_SHAPE = re.compile(rf"(?<!\d)\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{4}}(?!\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = rf"\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*|(?:st|nd|rd|th)?\s+{_MONTH}\s+)\d{{2,4}}"
_SHAPES = {
    # Bounded, as addresses are: without that a long word takes the square of its length.
    Identifier.EMAIL: re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    Identifier.DATE_OF_BIRTH: re.compile(
        rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birthday|born)\W{{0,9}}(?:on|is|was)?\W{{0,9}}{_DATE}",
        re.IGNORECASE,
    ),
    Identifier.PHONE: re.compile(
        r"(?<![\d+])(?:\+44[\s-]?(?:\(0\))?|\(?0)(?:[\s()-]*\d){9,10}(?!\d)"
    ),
    Identifier.POSTCODE: re.compile(
        r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
    ),
}


_HEADINGS = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (
        (Identifier.NHS_NUMBER, r"\bnhs\s*(no|num|number|#)"),
        (Identifier.DATE_OF_BIRTH, r"\bd\.?o\.?b\b|\bbirth\s?(date|day)|\bdate\s+of\s+birth"),
        (Identifier.NAME, r"\b(sur|fore|first|last|family|patient|full)[\s’'s]*name\b"),
        (Identifier.PERSON_NUMBER, r"\b(hospital|patient|unit)\s+(no|num|number|id)\b|\bmrn\b"),
        (Identifier.POSTCODE, r"\bpost\s?code"),
    )
}


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits carry a valid NHS number's check digit.

    One in eleven numbers passes by chance: say "looks like", not "is".
    The method is in the NHS Data Dictionary under NHS NUMBER.
    """
    if len(digits) != 10 or not digits.isdecimal():
        return False
    weighted = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = (11 - weighted % 11) % 11
    return check == int(digits[9])


def find_identifiers(text: str) -> list[FoundIdentifier]:
    """Find what looks like an identifier in a text.

    Args:
        text: any text, for example the note of an observation.

    Returns:
        Findings in order of place, each with its kind and its first and last-but-one character.

    Example:
        >>> [finding.kind.value for finding in find_identifiers("Ring me on 01253 000 000")]
        ['a phone number']
    """
    return sorted(_findings(text), key=lambda finding: finding.start)


def find_in_record(content: object, path: tuple[str | int, ...] = ()) -> list[FoundIdentifier]:
    """Find what looks like an identifier in all texts of a record, also in the names of fields.

    Args:
        content: texts, numbers, lists and mappings, as `record.model_dump(mode="json")` gives them.
        path: where `content` stands in something larger.

    Returns:
        Findings, each with the path to the text that it was found in.
    """
    found = []
    waiting: list[tuple[tuple[str | int, ...], object]] = [(path, content)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            found += [
                FoundIdentifier(one.kind, one.start, one.end, place)
                for one in find_identifiers(value)
            ]
        elif isinstance(value, Mapping):
            waiting += [((*place, str(key)), inner) for key, inner in value.items()]
            waiting += [(place, str(key)) for key in value]
        elif isinstance(value, list | tuple):
            waiting += [((*place, index), inner) for index, inner in enumerate(value)]
    return found


def identity_in_column(name: str, cells: Sequence[str]) -> Identifier | None:
    """Tell what kind of identity a column of a table seems to hold; None for most columns.

    Args:
        name: the column's heading, such as `"Date of birth"`, which may tell it alone.
        cells: what stands below it. One number in eleven passes as an NHS number by chance, so
            most of the cells must.
    """
    for kind, heading in _HEADINGS.items():
        if heading.search(name):
            return kind
    found = Counter(kind for cell in cells for kind in {one.kind for one in _findings(cell)})
    full = sum(1 for cell in cells if cell.strip())
    return next((kind for kind, count in found.most_common(1) if count > full / 2), None)


def _findings(text: str) -> Iterator[FoundIdentifier]:
    taken: list[tuple[int, int]] = []
    for match in _NHS_SHAPE.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            taken.append(match.span())
            yield FoundIdentifier(Identifier.NHS_NUMBER, *match.span())
    for kind, shape in _SHAPES.items():
        for match in shape.finditer(text):
            start, end = match.span()
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                yield FoundIdentifier(kind, start, end)
