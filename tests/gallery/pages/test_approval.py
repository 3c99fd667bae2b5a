"""Where a charter's approval is seen, and where it is given."""

import re

import pytest

from gallery.identity.people import Person
from gallery.store import MEASURE, Store
from qi_lib.model import Aim, Measure, Project, TeamMember, TeamRole
from tests.gallery.conftest import CSRF, NIA, AppClient

RUTH = Person("ruth", "Ruth Winter")
FORM = {"csrf": CSRF, "verdict": "approved", "words": ""}


@pytest.fixture
def slug(store: Store) -> str:
    """A project whose charter is ready for its sponsor."""
    aim = Aim.model_validate(
        {
            "what": "Cut falls",
            "how_much": "from 9 to 4",
            "by_when": "2027-03-31",
            "for_whom": "residents",
            "where": "Larch House",
        }
    )
    team = [
        TeamMember(user="nia", name="Nia Ward", role=TeamRole.LEAD),
        TeamMember(user="ruth", name="Ruth Winter", role=TeamRole.SPONSOR),
    ]
    record = store.projects.create(Project(title="Fewer falls", aim=aim), team, by="nia")
    measure = Measure(id="measureabc", name="Falls").model_dump(mode="json")
    store.documents.create(record.slug, MEASURE, "measureabc", measure, by="nia")
    return record.slug


def _seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1].replace("&#34;", '"')


async def test_sponsor_finds_on_home_what_waits_and_approves_it(
    slug: str, app_client: AppClient
) -> None:
    ruth = app_client(RUTH)
    home = (await ruth.get("/home")).text
    assert "Waiting for you" in home
    assert f'href="/projects/{slug}/tools/charter"' in home
    page = (await ruth.get(f"/projects/{slug}/tools/charter")).text

    answer = await ruth.post(
        f"/projects/{slug}/tools/charter", data={**FORM, "seen": _seen_on(page)}
    )

    assert answer.status_code == 303
    assert "Waiting for you" not in (await ruth.get("/home")).text
    approved = (await ruth.get(answer.headers["location"])).text
    assert "Approved by Ruth Winter on" in approved


async def test_team_sees_where_it_stands_and_no_button_to_approve(
    slug: str, app_client: AppClient
) -> None:
    nia = app_client(NIA)

    project = (await nia.get(f"/projects/{slug}")).text
    charter = (await nia.get(f"/projects/{slug}/tools/charter")).text

    assert (
        project.count("Waiting for approval by Ruth Winter.") >= 2
    )  # the charter's card, and next
    assert "Approve this charter" not in charter
    refused = await nia.post(f"/projects/{slug}/tools/charter", data={**FORM, "seen": "{}"})
    assert refused.status_code == 422


async def test_changes_asked_for_are_the_teams_next_step(slug: str, app_client: AppClient) -> None:
    ruth = app_client(RUTH)
    page = (await ruth.get(f"/projects/{slug}/tools/charter")).text
    form = {**FORM, "verdict": "changes_asked", "seen": _seen_on(page)}

    empty = await ruth.post(f"/projects/{slug}/tools/charter", data=form)
    await ruth.post(f"/projects/{slug}/tools/charter", data={**form, "words": "One floor first."})

    assert empty.status_code == 422
    assert "Write what should change" in empty.text
    project = (await app_client(NIA).get(f"/projects/{slug}")).text
    assert "“One floor first.”" in project
    assert f"/services/apps/render/charter.ipynb?project={slug}" in project


async def test_words_typed_into_a_stale_page_are_still_there(
    slug: str, store: Store, app_client: AppClient
) -> None:
    ruth = app_client(RUTH)
    seen = _seen_on((await ruth.get(f"/projects/{slug}/tools/charter")).text)
    project = Project(title="Fewer falls", scope="Another floor too")
    store.projects.save_charter(slug, project, based_on=1, by="nia")

    answer = await ruth.post(
        f"/projects/{slug}/tools/charter", data={**FORM, "words": "Bravo", "seen": seen}
    )

    assert answer.status_code == 409
    assert "changed since you opened it" in answer.text
    assert "Bravo</textarea>" in answer.text
    assert "Another floor too" in answer.text


async def test_team_without_a_sponsor_is_told_how_to_name_one(
    slug: str, store: Store, app_client: AppClient
) -> None:
    store.projects.set_team(slug, [TeamMember(user="nia", role=TeamRole.LEAD)], by="nia")

    page = (await app_client(NIA).get(f"/projects/{slug}")).text

    assert "There is no sponsor yet." in page
    assert "lead names one" in page
