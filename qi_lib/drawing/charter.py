"""The drawing of a charter: one page, to read, to print and to sign."""

from dataclasses import dataclass

from qi_lib.drawing.canvas import Canvas
from qi_lib.journey.charter import approval_state, whole_charter
from qi_lib.model import ROLE_NAMES, ProjectBundle
from qi_lib.model.approval import Verdict
from qi_lib.model.charter import Charter, Risk, WholeCharter
from qi_lib.model.driver_diagram import DriverDiagram, Level
from qi_lib.wording.dates import say_day
from qi_lib.wording.drawing_words import reword

__all__ = ["Block", "Column", "charter_blocks", "describe_charter", "draw_charter"]

_WIDTH, _LEFT, _GAP, _INSIDE = 800, 8, 10, 16
_BETWEEN = 5
_MOST_PARAGRAPHS = 8
_SIGN_HERE = "Name ……………………………   Signed ……………………………   Date ………………"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it; `missing` stands there while there is nothing."""

    heading: str
    paragraphs: tuple[str, ...]
    missing: str = ""
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page that is tapped as one: a column, or two side by side."""

    name: str
    columns: tuple[Column, ...]


def charter_blocks(whole: WholeCharter, project: ProjectBundle | None) -> list[Block]:
    """Lay out a charter in the order in which it is read.

    Args:
        whole: the charter with the project's own fields.
        project: the project, for its team, measures, ideas and approval; None when there is none.
    """
    return [
        Block("problem", (_column("The problem", whole.problem, "What happens, and to whom?"),)),
        Block("aim", (_aim(whole),)),
        Block("measures", (_measures(project),)),
        Block("change", (_changes(whole, project),)),
        Block(
            "scope",
            (
                _column("In scope", whole.scope, "Which people, places and steps?"),
                _column("Not in scope", whole.out_of_scope, "What do we leave alone?"),
            ),
        ),
        Block("team", (_team(project), _column("How service users take part", whole.involvement,
              "Who is asked, and what do they decide?"))),
        Block("risks", (_risks(whole),)),
        Block("dates", (_dates(whole),)),
        Block("approval", (_approval(project),)),
    ]  # fmt: skip


def draw_charter(
    record: Charter, *, uid: str = "charter", project: ProjectBundle | None = None
) -> str:
    """Draw a charter as one SVG element; every part of it is an item.

    Args:
        record: what the charter says beyond the project's record.
        uid: start of the ids inside the drawing.
        project: the project whose charter it is.
    """
    whole = _whole(record, project)
    canvas = Canvas()
    y = 10.0
    if whole.title:
        y += canvas.words(_LEFT + 2, y, _WIDTH - 2 * _LEFT, whole.title, size=26, bold=True)
        y += 12
    for block in charter_blocks(whole, project):
        y = _draw_block(canvas, block, y)
    title = f"{reword('Charter')}: {whole.title}" if whole.title else reword("Charter")
    said = describe_charter(record, project)
    return canvas.document(_WIDTH, y, uid, title=title, description=said)


def describe_charter(record: Charter, project: ProjectBundle | None) -> str:
    """Say in words what the drawing shows, nothing shortened."""
    return " ".join(
        f"{column.heading}: {'; '.join(column.paragraphs) or 'not written yet'}."
        for block in charter_blocks(_whole(record, project), project)
        for column in block.columns
    )


def _whole(record: Charter, project: ProjectBundle | None) -> WholeCharter:
    if isinstance(record, WholeCharter) or project is None:
        return WholeCharter.model_validate(record.model_dump())
    return whole_charter(project, record)


def _column(heading: str, text: str, missing: str) -> Column:
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    return Column(reword(heading), lines, missing)


def _aim(whole: WholeCharter) -> Column:
    sentence = whole.aim.sentence
    heading = "1. What are we trying to accomplish?"
    missing = "What, how much, by when, for whom, where?"
    return Column(heading, (sentence,) if sentence else (), missing, is_bold=True)


def _measures(project: ProjectBundle | None) -> Column:
    lines = tuple(
        f"{one.name} ({reword(one.kind)})"
        + (f": {one.definition.strip()}" if one.definition else "")
        for one in (project.measures if project else [])
    )
    missing = "Which numbers will show it?"
    return Column("2. How will we know that a change is an improvement?", lines, missing)


def _changes(whole: WholeCharter, project: ProjectBundle | None) -> Column:
    documents = project.documents if project else []
    drawn = next((one.content for one in documents if one.kind == "drivers"), {})
    ideas = [one.text for one in DriverDiagram.model_validate(drawn).of(Level.IDEA) if one.text]
    lines = tuple(dict.fromkeys(line for line in (whole.change, *ideas) if line))
    heading = "3. What change can we make that will result in improvement?"
    return Column(heading, lines, "What could be done another way?")


def _team(project: ProjectBundle | None) -> Column:
    team = project.team if project else []
    lines = tuple(f"{one.name or one.user}, {reword(ROLE_NAMES[one.role].lower())}" for one in team)
    return Column("Team", lines, "Who does it?")


def _risks(whole: WholeCharter) -> Column:
    lines = tuple(_say_risk(one) for one in whole.risks if one.text)
    return Column("Risks, and what we do about them", lines, "What could go wrong?")


def _say_risk(risk: Risk) -> str:
    plan = " ".join(part for part in (risk.plan.strip(), f"({risk.who})" if risk.who else "")
                    if part)  # fmt: skip
    return f"{risk.text}: {plan or 'nothing planned yet'}"


def _dates(whole: WholeCharter) -> Column:
    days = (
        ("From", whole.starts),
        (reword("the aim is due on"), whole.aim.by_when),
        (reword("looked at with the sponsor on"), whole.review),
    )
    said = ", ".join(f"{words} {say_day(day)}" for words, day in days if day)
    return Column("Dates", (said[:1].upper() + said[1:],) if said else (), "From when, and until?")


def _approval(project: ProjectBundle | None) -> Column:
    given = project.approval if project else None
    lines = (approval_state(project).words,) if project else ()
    is_signed = given is not None and given.verdict is Verdict.APPROVED
    return Column(reword("The sponsor’s approval"), lines if is_signed else (*lines, _SIGN_HERE))


def _draw_block(canvas: Canvas, block: Block, y: float) -> float:
    number = len(block.columns)
    width = (_WIDTH - 2 * _LEFT - _GAP * (number - 1)) / number
    height = max(_height(one, width - 2 * _INSIDE) for one in block.columns) + 2 * 12
    with canvas.item(block.name, _label(block)):
        canvas.area(_LEFT, y, _WIDTH - 2 * _LEFT, height)  # the gap between two columns too
        for place, column in enumerate(block.columns):
            left = _LEFT + place * (width + _GAP)
            canvas.box(left, y, width, height, edge="grid", line=1.5)
            _draw_column(canvas, column, left + _INSIDE, y + 12, width - 2 * _INSIDE)
    return y + height + _GAP


def _draw_column(canvas: Canvas, column: Column, x: float, y: float, width: float) -> None:
    canvas.words(x, y, width, column.heading, ink="band", bold=True)
    y += _heading_height(column, width)
    if not column.paragraphs and column.missing:
        canvas.words(x, y, width, column.missing, ink="soft")
    for line in _shown(column):
        y += canvas.words(x, y, width, line, bold=column.is_bold) + _BETWEEN


def _height(column: Column, width: float) -> float:
    lines = _shown(column) or [column.missing]
    return _heading_height(column, width) + sum(
        Canvas.height_of(line, width, bold=column.is_bold) + _BETWEEN for line in lines
    )


def _heading_height(column: Column, width: float) -> float:
    return Canvas.height_of(column.heading, width, bold=True) + _BETWEEN


def _shown(column: Column) -> list[str]:
    lines = list(column.paragraphs)
    if len(lines) <= _MOST_PARAGRAPHS:
        return lines
    rest = len(lines) - _MOST_PARAGRAPHS + 1
    return [*lines[: _MOST_PARAGRAPHS - 1], f"… and {rest} more"]


def _label(block: Block) -> str:
    return ". ".join(
        f"{one.heading}: {'; '.join(one.paragraphs)[:200] or 'not written yet'}"
        for one in block.columns
    )
