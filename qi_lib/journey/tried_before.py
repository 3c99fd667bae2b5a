"""What was tried before: projects, and their change ideas, that are like what somebody writes.

An idea comes from a project's PDSA cycles, its driver diagram, its impact and effort, or from the
change that its charter names. The ranking is plain: shared telling words, rare ones before common
ones; those of the idea itself and of the project's title count double. A word that is
shared in passing is not enough: where a text is on something known, such as pressure ulcers, what
is offered is too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import Any

from qi_lib.model import PDSA, Decision, ProjectBundle
from qi_lib.model.base import Record, ShortText
from qi_lib.wording.keywords import keywords
from qi_lib.wording.topics import find_topics, main_topics

__all__ = [
    "OUTCOME_WORDS",
    "IdeaOutcome",
    "ProjectOutline",
    "TriedBefore",
    "TriedIdea",
    "TriedProject",
    "find_tried",
    "outline_project",
]


class IdeaOutcome(StrEnum):
    """How a change idea went, in the order in which it is worth knowing."""

    ADOPTED = "adopted"
    ADAPTED = "adapted"
    ABANDONED = "abandoned"
    TESTING = "testing"
    CHANGED = "changed"
    IDEA = "idea"


OUTCOME_WORDS = {
    IdeaOutcome.ADOPTED: "Adopted after a test",
    IdeaOutcome.ADAPTED: "Adapted after a test",
    IdeaOutcome.ABANDONED: "Abandoned after a test",
    IdeaOutcome.TESTING: "Being tested",
    IdeaOutcome.CHANGED: "Their main change",
    IdeaOutcome.IDEA: "Not tested yet",
}
_DECIDED = {
    Decision.ADOPT: IdeaOutcome.ADOPTED,
    Decision.ADAPT: IdeaOutcome.ADAPTED,
    Decision.ABANDON: IdeaOutcome.ABANDONED,
}
_ENOUGH = 2  # points: one word of a title, or two words in passing
_CERTAIN = 3  # words of an idea alone, whatever else the text is about
_IDEAS_OF_ONE = 2


class TriedProject(Record):
    """A project that is like what is written."""

    slug: ShortText
    title: ShortText
    place: ShortText = ""


class TriedIdea(Record):
    """A change idea, where it was tried and how it went."""

    text: ShortText
    outcome: IdeaOutcome
    project: TriedProject


class TriedBefore(Record):
    """Projects and change ideas, the closest first."""

    projects: list[TriedProject] = []
    ideas: list[TriedIdea] = []


@dataclass(frozen=True, slots=True)
class ProjectOutline:
    """What is looked through of one project."""

    project: TriedProject
    title: frozenset[str]
    rest: frozenset[str]
    topics: frozenset[str]
    ideas: tuple[tuple[TriedIdea, frozenset[str]], ...]


def outline_project(bundle: ProjectBundle) -> ProjectOutline:
    """Take out of a whole project what can be looked through.

    Args:
        bundle: the project with its cycles and documents.

    Returns:
        Its words and its change ideas, each idea once, with the most that is known of it.
    """
    charter = bundle.project
    project = TriedProject(slug=charter.slug, title=charter.title, place=charter.place)
    found: dict[str, tuple[TriedIdea, frozenset[str]]] = {}
    for text, outcome, more in _ideas(bundle):
        key = " ".join(text.casefold().rstrip(".").split())
        before = found.get(key)
        if key and (before is None or _rank(outcome) < _rank(before[0].outcome)):
            words = keywords(f"{text} {more}") | (before[1] if before else frozenset())
            found[key] = (TriedIdea(text=text[:300], outcome=outcome, project=project), words)
    return ProjectOutline(
        project=project,
        title=keywords(f"{charter.title} {charter.aim.what}"),
        rest=keywords(f"{charter.problem} {charter.change} {charter.lesson}"),
        topics=find_topics(f"{charter.title}. {charter.aim.what}") or find_topics(charter.problem),
        ideas=tuple(found.values()),
    )


def find_tried(
    text: str, outlines: Iterable[ProjectOutline], *, most_projects: int = 2, most_ideas: int = 4
) -> TriedBefore:
    """Find what is like a text.

    Args:
        text: what somebody writes.
        outlines: the projects to look through: only those that the person may read.
        most_projects: how many projects to give at most.
        most_ideas: how many change ideas to give at most, two of a project.

    Returns:
        Projects and ideas, the closest first; of equals, ideas with a known outcome first.

    Example:
        >>> find_tried("falls at night", [outline_project(bundle)]).projects
    """
    looked = list(outlines)
    words, topics = keywords(text), main_topics(text)
    worth = _worth(words, looked)
    projects, ideas = [], []
    for one in looked:
        near = _score(worth, words & one.title, words & one.rest - one.title)
        is_alike = not topics or bool(topics & one.topics)
        shared = 2 * len(words & one.title) + len(words & one.rest - one.title)
        shared += bool(topics & one.topics)  # meals and food are one thing, in other words
        is_near = is_alike and shared >= _ENOUGH
        if is_near:
            projects.append((-near, one.project.slug, one.project))
        close = [
            (
                -near - _score(worth, words & own),
                _rank(idea.outcome),
                one.project.slug,
                idea.text,
                idea,
            )
            for idea, own in one.ideas
            if is_near or (len(words & own) >= _ENOUGH and _is_on(topics, words, one, idea))
        ]
        ideas += sorted(close, key=lambda each: each[:4])[:_IDEAS_OF_ONE]
    projects.sort(key=lambda each: each[:2])
    ideas.sort(key=lambda each: each[:4])
    return TriedBefore(
        projects=[each[-1] for each in projects[:most_projects]],
        ideas=[each[-1] for each in ideas[:most_ideas]],
    )


def _is_on(
    topics: frozenset[str], words: frozenset[str], outline: ProjectOutline, idea: TriedIdea
) -> bool:
    """Tell whether an idea is on what is written about, by itself or by its project."""
    is_on = not topics or bool(topics & (outline.topics | find_topics(idea.text)))
    return is_on or len(words & keywords(idea.text)) >= _CERTAIN


def _worth(words: frozenset[str], outlines: Sequence[ProjectOutline]) -> dict[str, float]:
    """Say what a shared word is worth: the more, the fewer projects have it."""
    having = {
        word: sum(word in one.title or word in one.rest for one in outlines) for word in words
    }
    return {word: 1 + log((len(outlines) + 1) / (count + 1)) for word, count in having.items()}


def _score(
    worth: dict[str, float], double: frozenset[str], single: frozenset[str] = frozenset()
) -> float:
    return sum(2 * worth[word] for word in double) + sum(worth[word] for word in single)


def _rank(outcome: IdeaOutcome) -> int:
    return list(IdeaOutcome).index(outcome)


def _ideas(bundle: ProjectBundle) -> Iterable[tuple[str, IdeaOutcome, str]]:
    """Give each idea's words, how it went, and more words by which it may be found."""
    cycles = {one.id: one for one in bundle.cycles}
    for cycle in bundle.cycles:
        yield cycle.change_idea or cycle.title, _outcome(cycle), f"{cycle.title} {cycle.plan}"
    documents = {one.kind: one.content for one in bundle.documents}
    for driver in _items(documents.get("drivers"), "drivers"):
        if driver.get("level") == "idea":
            tested = cycles.get(str(driver.get("cycle", "")))
            yield str(driver.get("text", "")), _outcome(tested) if tested else IdeaOutcome.IDEA, ""
    for idea in _items(documents.get("choose"), "ideas"):
        yield str(idea.get("text", "")), IdeaOutcome.IDEA, ""
    yield bundle.project.change, IdeaOutcome.CHANGED, ""


def _outcome(cycle: PDSA) -> IdeaOutcome:
    if cycle.decision:
        return _DECIDED[cycle.decision]
    return IdeaOutcome.TESTING if cycle.do.strip() or cycle.start else IdeaOutcome.IDEA


def _items(content: dict[str, object] | None, name: str) -> list[dict[str, Any]]:  # Any: JSON
    found = (content or {}).get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
