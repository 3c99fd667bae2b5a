"""The tools that a team can use: what each is for, its record, and its drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from qi_lib.drawing.fishbone import draw_fishbone
from qi_lib.errors import Refused
from qi_lib.model import Stage
from qi_lib.model.document import Document
from qi_lib.model.fishbone import Fishbone

__all__ = ["TOOLS", "ToolKind", "read_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolKind:
    """A tool whose work is kept as one document of a project."""

    kind: str
    name: str
    purpose: str
    stage: Stage
    record: type[Document]
    draw: Callable[..., str]
    count: Callable[[Any], str]  # Any: the record of this tool


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


TOOLS: dict[str, ToolKind] = {
    tool.kind: tool
    for tool in (
        ToolKind(
            kind="fishbone",
            name="Fishbone",
            purpose="Find what may cause the problem",
            stage=Stage.UNDERSTAND,
            record=Fishbone,
            draw=draw_fishbone,
            count=lambda record: _counted(len(record.causes), "cause", "causes"),
        ),
    )
}
"""By the name under which the document is kept."""


def read_document(kind: str, content: dict[str, Any]) -> Document | None:
    """Read a tool's document into its record; None for a kind that is none of our tools.

    Raises:
        Refused: the content does not fit; the message names the field.
    """
    tool = TOOLS.get(kind)
    if tool is None:
        return None
    try:
        return tool.record.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(f"“{where}” does not fit in a {tool.name.lower()}: {first['msg']}.") from None
