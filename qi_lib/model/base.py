"""What every record has in common."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

__all__ = ["Id", "LongText", "Record", "ShortText", "new_id", "now"]

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
LongText = Annotated[str, StringConstraints(max_length=100_000)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{10}$")]

_ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Make an identifier that cannot be guessed and can be read aloud."""
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(10))


def now() -> datetime:
    """Tell the time as the store keeps it: UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Record(BaseModel):
    """A typed part of a project. Unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)
