"""The change ideas of a driver diagram that nobody has tested yet."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from qi_lib.model import PDSA
from qi_lib.model.driver_diagram import DriverDiagram, Level

__all__ = ["find_untested_ideas", "idea_key"]


def find_untested_ideas(drivers: Mapping[str, object], cycles: Sequence[PDSA]) -> list[str]:
    """Find what a team thought of changing, and has no PDSA cycle for.

    Args:
        drivers: the content of the driver diagram; empty where there is none.
        cycles: the PDSA cycles of the project.

    Returns:
        The ideas in the order of the diagram, each once; those that a cycle tests, by its link or
        in the same words, are left out.
    """
    try:
        diagram = DriverDiagram.model_validate(drivers)
    except ValidationError:  # kept by a newer hub: it stays in the store
        return []
    there = {one.id for one in cycles}
    tested = {idea_key(text) for one in cycles for text in (one.title, one.change_idea)}
    ideas = {
        idea_key(one.text): one.text
        for one in diagram.of(Level.IDEA)
        if one.text.strip() and one.cycle not in there
    }
    return [text for key, text in ideas.items() if key not in tested]


def idea_key(text: str) -> str:
    """Give a text by which two ideas are the same one."""
    return " ".join(text.casefold().rstrip(".").split())
