"""*Tried here before?*: what other projects did about the same, looked up while somebody types."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from qi_lib.errors import QIError
from qi_lib.journey.tried_before import OUTCOME_WORDS, TriedBefore
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level
from qi_lib.tools import TOOLS
from qi_lib.wording.keywords import keywords
from widgets.frame.screen import Button, Tried, Written
from widgets.record.open_document import OpenDocument
from widgets.record.undo import Step

if TYPE_CHECKING:
    from qi_lib.client import Hub, Project

__all__ = ["TriedIdeas", "keep_idea", "kept_ideas", "same", "write_aim"]

_MOST_CHARACTERS = 20_000
_DRIVERS = TOOLS["drivers"]


class TriedIdeas:
    """What was found last. The hub is asked again only when the telling words are others."""

    def __init__(self) -> None:
        self._found = TriedBefore()
        self._words: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not self._found.projects and not self._found.ideas

    def look(self, hub: "Hub", text: str, *, without: str = "") -> bool:
        """Look for what is like a text; tell whether something else is found than before."""
        words = keywords(text)
        if words == self._words:
            return False
        before = self._found
        try:
            self._found = (
                hub.tried_before(text[:_MOST_CHARACTERS], without=without)
                if words
                else TriedBefore()
            )
        except QIError:
            return False  # an offer, not worth an error
        self._words = words
        return self._found != before

    def part(self, kept: Collection[str], *, title: str, with_projects: bool = True) -> Tried:
        """Draw it; an idea whose words are in `kept` is marked as taken over."""
        ideas = [
            Button(
                label=Written(one.text),
                hint=f"{one.project.place or one.project.title}. {OUTCOME_WORDS[one.outcome]}",
                href=f"/projects/{one.project.slug}",
                act="keep",
                value=one.text,
                is_off=same(one.text) in kept,
            )
            for one in self._found.ideas
        ]
        projects = [
            Button(label=Written(f"Look at “{one.title}”"), href=f"/projects/{one.slug}")
            for one in self._found.projects
        ]
        return Tried(
            name="tried",
            title=title,
            ideas=tuple(ideas),
            projects=tuple(projects) if with_projects else (),
        )


def same(text: str) -> str:
    """Give a text by which two ideas are the same one."""
    return " ".join(text.casefold().rstrip(".").split())


def kept_ideas(record: DriverDiagram) -> set[str]:
    """Give the change ideas of a driver diagram, to compare by `same`."""
    return {same(one.text) for one in record.of(Level.IDEA)}


def keep_idea(project: "Project", text: str) -> tuple[set[str], Step | None]:
    """Put an idea into a project's driver diagram; give the ideas there, and what was done."""
    document = OpenDocument(_DRIVERS, project, DriverDiagram())

    def edit(record: DriverDiagram) -> None:
        if same(text) not in kept_ideas(record):
            record.drivers.append(Driver(text=text, level=Level.IDEA))

    step = document.change(edit)
    return kept_ideas(document.record), step


def write_aim(project: "Project", aim: str) -> None:
    """Write the aim over a driver diagram that was begun with an idea, before there was an aim."""
    document = OpenDocument(_DRIVERS, project, DriverDiagram())
    if document.record.drivers and not document.record.aim:
        document.change(lambda record: setattr(record, "aim", aim[:300]))
