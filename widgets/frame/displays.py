"""Parts of a screen to look at, and to tap: diagrams, charts, tables, what was tried."""

from dataclasses import dataclass
from typing import ClassVar

from widgets.frame.screen import Button, Part

__all__ = [
    "Chart",
    "Diagram",
    "Icon",
    "Rows",
    "Sheet",
    "SheetColumn",
    "SheetRow",
    "Spot",
    "Tried",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Part):
    """A drawing whose items can be tapped (`choose`) and, where it says so, dragged (`place`).

    `svg` is written by `qi_lib.drawing`. A tap sends the item's id; a drag sends JSON with the
    item's `id`, its new middle `x` and `y` in the drawing's own units, and the item it was dropped
    `onto`, if any.
    """

    kind: ClassVar[str] = "diagram"
    label: str
    svg: str
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of a chart: its place as a share of width and height, its key, what it says."""

    across: float
    down: float
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A small drawing that says something, beside the words for it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Part):
    """A chart as the hub draws it; its points say more when they are asked.

    `buttons` are offered at a point that was tapped; each sends the point's key.
    """

    kind: ClassVar[str] = "chart"
    label: str
    svg: str
    spots: tuple[Spot, ...] = ()
    buttons: tuple[Button, ...] = ()
    icons: tuple[Icon, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Part):
    """A table; with `act`, each row has a button that sends its key."""

    kind: ClassVar[str] = "rows"
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    act: str = ""
    act_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of somebody's sheet: its letter, and in a word what it is taken for, if anything."""

    letter: str
    mark: str = ""
    is_used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of somebody's sheet: its number there, and its cells as they are read in it.

    Those above the headings belong to no column.
    """

    number: int
    cells: tuple[str, ...]
    is_heading: bool = False
    is_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Part):
    """Some rows of somebody's sheet, with the columns marked that are used."""

    kind: ClassVar[str] = "sheet"
    label: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(Part):
    """What was tried before: ideas that lead to their project (`href`) or are taken (`act`)."""

    kind: ClassVar[str] = "tried"
    title: str
    ideas: tuple[Button, ...] = ()
    projects: tuple[Button, ...] = ()
