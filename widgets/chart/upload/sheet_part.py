"""The first rows of a sheet on a screen, with the columns marked by what they are taken for."""

from qi_lib.tables.reading.preview import Mark, Preview
from widgets.frame.displays import Sheet, SheetColumn, SheetRow

__all__ = ["sheet_part"]

_MOST_COLUMNS = 8
_MOST_ROWS = 10
_MOST_LETTERS = 40
_USED: dict[Mark, str] = {
    "when": "When",
    "until": "Until",
    "number": "Number",
    "out of": "Out of",
    "ward": "Ward",
}
_OUT: dict[Mark, str] = {"about people": "Left out: people", "left out": "Left out"}


def sheet_part(preview: Preview) -> Sheet:
    """Show the first rows; of a wide sheet the columns that are used, and those before the rest."""
    shown = _shown(preview)
    heading = next((row.number for row in preview.rows if row.is_heading), 0)
    rest = len(preview.letters) - len(shown)
    label = "The first rows of your sheet"
    if rest:
        label += f"; {rest} more {'column is' if rest == 1 else 'columns are'} not shown"
    return Sheet(
        name="sheet",
        label=label,
        columns=tuple(_column(preview, at) for at in shown),
        rows=tuple(
            SheetRow(
                number=row.number,
                cells=tuple(_short(row.cells[at]) for at in shown),
                is_heading=row.is_heading,
                is_above=row.number < heading,
            )
            for row in preview.rows[:_MOST_ROWS]
        ),
    )


def _shown(preview: Preview) -> list[int]:
    places = range(len(preview.letters))
    used = [at for at in places if preview.marks[at] in _USED]
    others = [at for at in places if at not in used]
    return sorted([*used, *others][:_MOST_COLUMNS])


def _column(preview: Preview, at: int) -> SheetColumn:
    mark = preview.marks[at]
    words = _USED.get(mark) or _OUT.get(mark, "")
    return SheetColumn(letter=preview.letters[at], mark=words, is_used=mark in _USED)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
