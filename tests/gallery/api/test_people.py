"""People, found by name."""

import pytest

from gallery.identity.people import Person, Role
from tests.gallery.conftest import ADA, FAY, NIA, AppClient, team_account

GRACE = Person("grace.o", "Grace Oduya", Role.NOVICE)


@pytest.fixture(autouse=True)
def _everybody(app_client: AppClient) -> None:
    for person in (NIA, FAY, ADA, GRACE, team_account("falls")):
        app_client(person)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nia", ["nia"]),
        ("WARD", ["nia"]),
        ("od gr", ["grace.o"]),
        ("f", []),  # one letter would list the house
        ("", []),
        ("ia", []),  # in the middle of a name
        ("team", []),
        ("falls", []),
    ],
)
async def test_people_are_found_by_the_beginnings_of_their_names(
    app_client: AppClient, words: str, found: list[str]
) -> None:
    answer = await app_client(FAY).get("/api/people", params={"q": words})

    assert [one["user"] for one in answer.json()["people"]] == found


async def test_names_are_for_people_who_are_signed_in(app_client: AppClient) -> None:
    nobody = await app_client(None).get("/api/people?q=nia")
    workspace = await app_client(team_account("falls")).get("/api/people?q=nia")

    assert (nobody.status_code, workspace.status_code) == (401, 403)
    assert "nia" not in nobody.text + workspace.text


async def test_no_more_is_told_than_the_name(app_client: AppClient) -> None:
    answer = await app_client(NIA).get("/api/people?q=grace")

    assert answer.json() == {"people": [{"user": "grace.o", "name": "Grace Oduya"}]}
