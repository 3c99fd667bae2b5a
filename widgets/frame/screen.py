"""What one screen of a tool shows, as plain data: the front end draws it, tests read it."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

__all__ = [
    "Actions",
    "Button",
    "Check",
    "Checklist",
    "Choice",
    "Clash",
    "Day",
    "Files",
    "Fold",
    "Group",
    "Links",
    "Mark",
    "Menu",
    "Note",
    "Option",
    "Pad",
    "Part",
    "Screen",
    "Text",
    "Words",
    "Written",
]


class Written(str):
    """What people wrote, where a tool's own words would stand: plain mode leaves it be."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose: what is kept, what is shown, a line below it, an edge in a colour."""

    value: str
    label: str
    hint: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to do (`act`), or a place to go to (`href`)."""

    label: str
    act: str = ""
    value: str = ""
    href: str = ""
    hint: str = ""
    is_main: bool = False
    is_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What somebody else saved in a field while this person typed in it."""

    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a screen. `name` stays the same while the screen changes around it."""

    kind: ClassVar[str]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """A box to type in. With `is_kept` the text waits in the browser until an action uses it.

    A tally has large buttons that count one more and one less.
    """

    kind: ClassVar[str] = "text"
    label: str
    value: str = ""
    hint: str = ""
    rows: int = 1
    mode: Literal["text", "decimal"] = "text"
    suggestions: tuple[Option, ...] = ()
    suggestions_label: str = ""
    problem: str = ""
    clash: Clash | None = None
    is_kept: bool = False
    is_quiet: bool = False
    is_watched: bool = False
    """Whether the tool is told what is being typed, before it is saved."""
    submits: str = ""
    submits_value: str = ""
    is_tally: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pad(Part):
    """Boxes for numbers with large keys of their own; what is in them waits for an action."""

    kind: ClassVar[str] = "pad"
    label: str
    boxes: tuple[Text, ...]
    has_point: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Part):
    """One of a few, as large tap targets; or many of them, whose values have commas between."""

    kind: ClassVar[str] = "choice"
    label: str
    options: tuple[Option, ...]
    value: str = ""
    is_many: bool = False
    columns: int = 2
    hint: str = ""
    problem: str = ""
    clash: Clash | None = None
    is_kept: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu(Part):
    """One of many, as the device's own list."""

    kind: ClassVar[str] = "menu"
    label: str
    options: tuple[Option, ...]
    value: str = ""
    hint: str = ""
    problem: str = ""
    clash: Clash | None = None
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Part):
    """A date: a few likely ones to tap, and a calendar for the rest."""

    kind: ClassVar[str] = "day"
    label: str
    value: str = ""
    options: tuple[Option, ...] = ()
    period: Literal["day", "week", "month", "quarter"] = "day"
    hint: str = ""
    problem: str = ""
    clash: Clash | None = None
    is_kept: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line of a checklist: found, or a gap that `fill` closes."""

    label: str
    text: str
    is_found: bool
    fill: Text | Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Part):
    """Ticks and gaps."""

    kind: ClassVar[str] = "checklist"
    label: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Part):
    """A box with something worth knowing, and perhaps places to go."""

    kind: ClassVar[str] = "note"
    text: str
    title: str = ""
    tone: Literal["calm", "warn", "good"] = "calm"
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links(Part):
    """Large buttons, one below the other."""

    kind: ClassVar[str] = "links"
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions(Part):
    """A row of small buttons, above what they act on."""

    kind: ClassVar[str] = "actions"
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Part):
    """Paragraphs; soft ones are an example or an aside."""

    kind: ClassVar[str] = "words"
    text: str
    title: str = ""
    is_soft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold(Part):
    """Parts that are there when asked for."""

    kind: ClassVar[str] = "fold"
    label: str
    parts: tuple[Part, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Part):
    """Parts that belong together, with the buttons that use them; even ones are of one width."""

    kind: ClassVar[str] = "group"
    label: str
    parts: tuple[Part, ...]
    is_even: bool = False
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Files(Part):
    """A place to give a file; `limit_bytes` is refused in the browser already."""

    kind: ClassVar[str] = "files"
    label: str
    hint: str = ""
    accept: str = ""
    limit_bytes: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a heading, better and worse in the colours that charts have for them."""

    text: str
    tone: Literal["", "better", "worse"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One question: a heading, a hint, parts, and what to do next.

    With `marks`, the heading is drawn in these stretches; together they say `question`. A wide
    screen takes the whole width, for drawings.
    """

    key: str
    question: str
    marks: tuple[Mark, ...] = ()
    hint: str = ""
    parts: tuple[Part, ...] = ()
    step: int = 0
    steps: int = 0
    is_wide: bool = False
    back: Button | None = None
    go: Button | None = None

    def as_data(self) -> dict[str, Any]:  # Any: JSON for the front end
        """Give the screen as JSON data, each part with its kind."""
        data = asdict(self)
        data["parts"] = [_as_data(part) for part in self.parts]
        return data


def _as_data(part: Part) -> dict[str, Any]:  # Any: JSON for the front end
    data = {**asdict(part), "kind": part.kind}
    if isinstance(part, Fold | Group):
        data["parts"] = [_as_data(inner) for inner in part.parts]
    if isinstance(part, Checklist):
        data["checks"] = [
            {**asdict(check), "fill": _as_data(check.fill) if check.fill else None}
            for check in part.checks
        ]
    return data
