"""*Tried here before?*: what other projects did about the same, looked up while somebody types."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from qi_lib.errors import QIError
from qi_lib.journey.tried_before import OUTCOME_WORDS, TriedBefore
from qi_lib.journey.untested_ideas import idea_key
from qi_lib.wording.keywords import keywords
from widgets.frame.displays import Tried
from widgets.frame.screen import Button, Written

if TYPE_CHECKING:
    from qi_lib.client import Hub

__all__ = ["TriedIdeas"]

_MOST_CHARACTERS = 20_000


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
                is_off=idea_key(one.text) in kept,
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
