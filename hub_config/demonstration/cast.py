"""The people of the demonstration. None of them exists."""

import json
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CastMember", "demonstration_people"]

_FILE = Path(__file__).with_name("people.json")


@dataclass(frozen=True, slots=True)
class CastMember:
    """Someone who may sign in: a user name, a name to show, a role group, and who they are."""

    name: str
    display_name: str
    group: str
    who: str


def demonstration_people() -> list[CastMember]:
    """Give the cast, the administrator first."""
    return [CastMember(**person) for person in json.loads(_FILE.read_text(encoding="utf-8"))]
