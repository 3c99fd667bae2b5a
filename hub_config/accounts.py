"""Who may sign in: accounts with approval, and the first ones of a fresh hub."""

import json
import secrets
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jupyterhub import orm
from jupyterhub.auth import Authenticator
from nativeauthenticator import NativeAuthenticator
from oauthenticator.generic import GenericOAuthenticator
from traitlets import Bool, List

from gallery.settings import Settings
from hub_config.keys import Keys
from hub_config.sign_in_and_approval import AdmissionHandler, SignInHandler, TurnAwayHandler

__all__ = [
    "ROLE_GROUPS",
    "Account",
    "HubAuthenticator",
    "OpenIdAuthenticator",
    "PeopleOnly",
    "first_accounts",
    "initials",
    "is_fresh_hub",
]

ROLE_GROUPS = ("novices", "fellows", "faculty", "admins")
TEAM_PREFIX = "team-"

_OUR_HANDLERS = {
    r"/login": SignInHandler,
    r"/authorize/([^/]*)": AdmissionHandler,
    r"/discard/([^/]*)": TurnAwayHandler,
}
# Without letters and digits that are mistaken for each other when read from a screen.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in from the start."""

    name: str
    display_name: str
    group: str
    password: str


def first_accounts(settings: Settings, keys: Keys) -> list[Account]:
    """Give the accounts that a fresh hub starts with, their passwords made for this machine.

    A demonstration has its whole cast, all with one password, so that a visitor can change
    places quickly; a real hub has one administrator.
    """
    if not keys.has("first-accounts.json"):
        password = _readable_password()
        people = [("admin", "Administrator", "admins")]
        if settings.demonstration:
            from hub_config.demonstration import (  # noqa: PLC0415  (only here)
                demonstration_people,
            )

            cast = demonstration_people()
            people = [(person.name, person.display_name, person.group) for person in cast]
        accounts = [Account(name, shown, group, password) for name, shown, group in people]
        keys.write("first-accounts.json", json.dumps([asdict(a) for a in accounts], indent=1))
    return [Account(**a) for a in json.loads(keys.get("first-accounts.json"))]


def is_fresh_hub(database: Path) -> bool:
    """Tell whether a hub with this database has yet to get its first accounts and their groups.

    Only then are they given: an account that an administrator deleted, and a role that one took
    away, must not come back at the next start.
    """
    if not database.exists():
        return True
    done = "SELECT 1 FROM groups, users_info WHERE groups.name = 'admins' LIMIT 1"
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(done).fetchone() is None
        except sqlite3.OperationalError:  # a first start that was broken off has made no tables
            return True


def initials(display_name: str) -> str:
    """Shorten a name to the two letters that stand beside a cursor."""
    words = display_name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class PeopleOnly(Authenticator):
    """What holds for every way to sign in: a team is nobody, and a newcomer starts as a novice."""

    def check_blocked_users(self, username: str, authentication: Any = None) -> bool:
        """Refuse a sign-in as a team: its account belongs to nobody."""
        if username.startswith(TEAM_PREFIX):
            return False
        return bool(super().check_blocked_users(username, authentication))

    def add_user(self, user: Any) -> None:
        """Let a newcomer start as a novice; an administrator may change the group later."""
        super().add_user(user)
        person = getattr(user, "orm_user", user)
        if person.name.startswith(TEAM_PREFIX) or any(
            group.name in ROLE_GROUPS for group in person.groups
        ):
            return
        novices = orm.Group.find(self.db, "novices")
        if novices is not None:
            novices.users.append(person)
            self.db.commit()


class OpenIdAuthenticator(PeopleOnly, GenericOAuthenticator):
    """Sign in with the organisation's own accounts (OpenID Connect, Entra ID)."""


class HubAuthenticator(PeopleOnly, NativeAuthenticator):
    """Sign-up with approval; the first accounts exist from the start."""

    first_accounts = List(help="The accounts of a fresh hub, as dictionaries.").tag(config=True)
    is_fresh = Bool(help="Whether the first accounts are still to be made.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for account in self.first_accounts if self.is_fresh else ():
            # It may be there already, when an earlier start was broken off.
            self.create_user(account["name"], account["password"])
            self.get_user(account["name"]).is_authorized = True
        self.db.commit()

    def create_user(self, username: str, password: str, **kwargs: Any) -> Any:
        """Sign a person up; names that begin like a team's are not for people."""
        if self.normalize_username(username).startswith(TEAM_PREFIX):
            return None
        return super().create_user(username, password, **kwargs)

    async def authenticate(self, handler: Any, data: Any) -> Any:
        """Sign a person in, with the name that colleagues see beside their cursor."""
        username = await super().authenticate(handler, data)
        if not username:
            return None
        shown = next(
            (a["display_name"] for a in self.first_accounts if a["name"] == username),
            username.replace(".", " ").title(),
        )
        names = {"name": shown, "display_name": shown, "initials": initials(shown)}
        return {"name": username, "user_info": names}

    def get_handlers(self, app: Any) -> list[Any]:
        """Give NativeAuthenticator's pages, our own in the place of some."""
        return [
            (path, _OUR_HANDLERS.get(path, theirs)) for path, theirs in super().get_handlers(app)
        ]


def _readable_password() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
