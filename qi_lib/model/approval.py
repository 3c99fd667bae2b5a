"""What a sponsor says of a charter, and what exactly it was said of."""

import datetime as dt
from enum import StrEnum

from qi_lib.model.base import LongText, Record, ShortText

__all__ = ["Approval", "Seen", "Terms", "Verdict"]


class Verdict(StrEnum):
    """What a sponsor decides."""

    APPROVED = "approved"
    CHANGES_ASKED = "changes_asked"


class Seen(Record):
    """Which versions somebody had before them: of the project's record, its charter, its measures.

    A charter that nobody has written yet has version 0.
    """

    project_version: int
    charter_version: int = 0
    measure_versions: dict[str, int] = {}


class Terms(Record):
    """What a sponsor answers for, in the words that it had then."""

    aim: str = ""
    scope: str = ""
    out_of_scope: str = ""
    measures: list[str] = []


class Approval(Record):
    """A sponsor's approval of a charter, or the changes asked for."""

    verdict: Verdict
    words: LongText = ""
    user: ShortText = ""
    name: ShortText = ""
    at: dt.datetime | None = None
    seen: Seen
    terms: Terms
