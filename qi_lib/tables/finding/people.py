"""Find the columns that say whom a row is about or who wrote it: they are not read."""

import re

from qi_lib.privacy import identity_in_column
from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.table import Column, Table
from qi_lib.tables.finding.vocabulary import sounds

__all__ = ["columns_about_people"]

_LOOK_AT = 200
_MOSTLY = 0.5
_LONG = 25
_TITLED = re.compile(
    r"(?:[Dd]r|[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Pp]rof|[Ss]r|[Ss]ister|[Nn]urse|S/?N)\.? [A-Z].*"
    r"|[A-Z]\.? ?(?:[A-Z]\.? )?[A-Z][a-z’'-]+"
    r"|[A-Z][a-z’'-]+,? [A-Z]\.?(?: ?[A-Z]\.?)?",
)


def columns_about_people(table: Table) -> dict[str, str]:
    """Give the columns that hold identities, names or people's stories, each with the reason."""
    found = {}
    for name in table.columns:
        column = table.column(name)
        cells = [say_cell(cell) for cell in column.cells[:_LOOK_AT]]
        kind = identity_in_column(name, cells)
        if kind is not None:
            found[name] = (
                f"“{name}” seems to hold {kind.value} in each row and was left out. "
                "Take it out of your file too: a project needs nobody’s identity."
            )
        elif _names_people(column):
            found[name] = f"“{name}” seems to name people and was left out."
        elif _tells_stories(column):
            found[name] = f"“{name}” is written freely, may name people, and was left out."
    return found


def _names_people(column: Column) -> bool:
    if column.share("word") <= _MOSTLY:
        return False
    if sounds(column.name, "person") and not sounds(column.name, "place"):
        return True
    labels = column.labels[:_LOOK_AT]
    return sum(1 for label in labels if _TITLED.fullmatch(label)) > _MOSTLY * len(labels)


def _tells_stories(column: Column) -> bool:
    """Tell whether a column is filled with sentences, not with a note here and there."""
    if column.share("word") <= _MOSTLY or not column.is_mostly_full:
        return False
    labels = column.labels[:_LOOK_AT]
    is_long = sum(map(len, labels)) > _LONG * len(labels)
    return is_long and (
        sounds(column.name, "story", "notes") or len(labels) > _MOSTLY * min(column.full, _LOOK_AT)
    )
