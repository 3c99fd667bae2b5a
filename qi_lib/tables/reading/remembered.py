"""Read the next file of a measure as the last one, if it has the same columns."""

import json

from pydantic import ValidationError

from qi_lib.tables.opening.book import Book
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

__all__ = ["propose_as_before", "remember"]

# What holds for one file alone: its own cells, years and ends.
_OF_ONE_FILE = {"cells", "year", "ends", "differs", "sheet", "table", "heading"}


def remember(proposal: Proposal) -> str:
    """Write down how a file was read, and the columns that it had."""
    choices = proposal.choices.model_dump(mode="json", exclude=_OF_ONE_FILE, exclude_none=True)
    given = proposal.given.model_dump(mode="json", exclude_none=True)
    said = {name: given[name] for name in ("sheet", "table", "heading") if name in given}
    return json.dumps(
        {"columns": proposal.signature, "choices": {**choices, **said}}, ensure_ascii=False
    )


def propose_as_before(book: Book, purpose: Purpose, remembered: str) -> Proposal | None:
    """Read a file as the last one; `None` where its columns are others, or nothing comes of it."""
    try:
        kept = json.loads(remembered)
        columns, choices = tuple(kept["columns"]), Choices.model_validate(kept["choices"])
    except (ValueError, KeyError, TypeError, ValidationError):
        return None  # nothing is kept, or it was kept by an older hub
    proposal = propose(book, purpose, choices)
    if choices.day_order and proposal.reading and proposal.reading.dated.unreadable:
        # Somebody writes the dates in another order now: they speak for themselves.
        proposal = propose(book, purpose, choices.change(day_order=None))
    is_alike = proposal.signature == columns and not proposal.unknown
    has_numbers = proposal.reading is not None and bool(proposal.reading.observations)
    return proposal if is_alike and has_numbers else None
