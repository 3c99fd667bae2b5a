"""Projects through the REST interface."""

from tests.gallery.conftest import NIA, AppClient


async def test_starting_a_project_makes_its_author_the_lead(app_client: AppClient) -> None:
    answer = await app_client(NIA).post("/api/projects", json={"title": "Fewer falls"})

    assert answer.status_code == 201
    bundle = answer.json()
    assert bundle["project"]["slug"] == "fewer-falls"
    assert bundle["version"] == 1
    assert bundle["team"] == [{"user": "nia", "name": "Nia Ward", "role": "lead"}]
