"""Read the wards of a table one by one, each into numbers of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qi_lib.tables.opening.book import Book
from qi_lib.tables.reading.choices import Choices, Question
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

__all__ = ["propose_each", "questions_of"]


def propose_each(
    book: Book, purpose: Purpose, given: Choices, wards: Iterable[str]
) -> dict[str, Proposal]:
    """Propose how the rows of each ward are read; what was chosen holds for all of them.

    They are not compared with the numbers of the measure, which may be those of another ward.
    """
    alone = replace(purpose, known=())
    return {ward: propose(book, alone, given.change(wards=(ward,))) for ward in wards}


def questions_of(proposals: Iterable[Proposal]) -> Sequence[Question]:
    """Give what must be answered about any of them, each question once."""
    found = {one.name: one for proposal in proposals for one in proposal.questions}
    return tuple(found.values())
