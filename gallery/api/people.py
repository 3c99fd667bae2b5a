"""The people who have an account, to be found by name by those who have one too."""

from fastapi import APIRouter
from pydantic import BaseModel

from gallery.errors import Unavailable
from gallery.identity.access import require_person
from gallery.request_context import Here, RequestContext, SignedIn

__all__ = ["FoundPeople", "FoundPerson", "find_people", "list_people", "router"]

router = APIRouter(prefix="/people", tags=["team"])

_MOST = 8
_SHORTEST = 2


class FoundPerson(BaseModel):
    """Somebody with an account."""

    user: str
    name: str


class FoundPeople(BaseModel):
    """The people found, in order of their names."""

    people: list[FoundPerson]


@router.get("")
async def list_people(here: Here, person: SignedIn, q: str = "") -> FoundPeople:
    """Find people by the beginnings of their names: two letters or more."""
    require_person(person)
    return FoundPeople(people=await find_people(here, q))


async def find_people(here: RequestContext, words: str) -> list[FoundPerson]:
    """Find the people in whose names each of the words begins a part; the shared accounts not."""
    wanted = words.casefold().split()
    if len("".join(wanted)) < _SHORTEST:
        return []
    if here.people is None:
        raise Unavailable("People cannot be looked up on this hub just now. Try again later.")
    found = [
        FoundPerson(user=one.name, name=one.display_name or one.name)
        for one in await here.people.everybody()
        if not one.is_team_account
        and all(_begins_a_part(word, f"{one.display_name} {one.name}") for word in wanted)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.user))[:_MOST]


def _begins_a_part(word: str, name: str) -> bool:
    parts = name.casefold().replace(".", " ").replace("-", " ").split()
    return any(part.startswith(word) for part in parts)
