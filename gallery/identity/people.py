"""Who is asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from starlette.requests import Request

__all__ = ["Identity", "Person", "Role"]


class Role(StrEnum):
    """What a person is in the organisation. The hub's groups say it; the highest counts."""

    NOVICE = "novice"
    FELLOW = "fellow"
    FACULTY = "faculty"
    ADMIN = "admin"


_HIGHEST_FIRST = {"admins": Role.ADMIN, "faculty": Role.FACULTY, "fellows": Role.FELLOW}
_TEAM_ACCOUNTS = "teams"
_TEAM_PREFIX = "team-"
_COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account: a person, or the shared account of a team's workspace."""

    name: str
    display_name: str = ""
    role: Role = Role.NOVICE
    groups: frozenset[str] = frozenset()
    is_team_account: bool = False
    is_app: bool = False
    """Whether it is not the person who asks but an app of theirs, by its pass."""

    @property
    def team_slug(self) -> str:
        """The slug of the project whose workspace this account is; empty for a person."""
        return self.name.removeprefix(_TEAM_PREFIX) if self.is_team_account else ""

    @classmethod
    def from_hub(cls, user: Mapping[str, Any]) -> "Person | None":
        """Read what `GET /hub/api/user` says; None for a service, which is nobody.

        Only whoever runs the hub holds the command line's token: it may do all they may.
        """
        if user["kind"] != "user":
            is_command_line = user["kind"] == "service" and user["name"] == _COMMAND_LINE
            return cls(_COMMAND_LINE, "Command line", Role.ADMIN) if is_command_line else None
        groups = frozenset(user.get("groups") or ())
        name = str(user["name"])
        is_team = _TEAM_ACCOUNTS in groups and name.startswith(_TEAM_PREFIX)
        role = next(
            (role for group, role in _HIGHEST_FIRST.items() if group in groups), Role.NOVICE
        )
        info = user.get("user_info") or {}
        return cls(
            name=name,
            display_name=str(info.get("display_name") or info.get("name") or name),
            role=Role.NOVICE if is_team else role,
            groups=groups,
            is_team_account=is_team,
        )


class Identity(Protocol):
    """What finds out who is asking."""

    async def person(self, request: Request) -> Person | None:
        """Recognise the person behind a request; None when nobody is signed in.

        Raises `NotAllowed` when a page that is not ours tries to act in the person's name.
        """

    def csrf_token(self, request: Request) -> str:
        """Give the token that forms and scripts of our own pages send with a change."""
