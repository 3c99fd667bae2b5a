"""The pages of what a team made with the tools."""

from tests.gallery.conftest import NIA, AppClient


async def test_cycles_are_read_and_printed_with_all_that_was_written(
    app_client: AppClient,
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Quiet", "visibility": "team"})
    cycle = {
        "title": "Huddle <now>",
        "prediction": "Two fewer",
        "test_size": "One shift",
        "start": "2025-11-03",
        "tasks": [{"id": "abcdefghij", "text": "Print the cards", "who": "Ann", "is_done": True}],
    }
    await client.post("/api/projects/quiet/cycles", json=cycle)

    page = (await client.get("/projects/quiet/tools/pdsa")).text

    assert "1. Huddle &lt;now&gt;" in page
    assert "3 November 2025" in page
    assert "✓ Print the cards, Ann" in page
    assert "data-print" in page


async def test_page_of_no_cycles_invites(app_client: AppClient) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Quiet", "visibility": "team"})

    page = (await client.get("/projects/quiet/tools/pdsa")).text

    assert "Nothing here yet" in page
    assert "data-print" not in page


async def test_tools_follow_the_journey_and_those_of_now_say_so(app_client: AppClient) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Quiet", "stage": "drivers"})

    page = (await client.get("/projects/quiet")).text

    names = ["Charter", "Fishbone", "Driver diagram", "Measures", "PDSA cycles", "Plan", "Progress"]
    places = [page.index(f">{name}</a></h3>") for name in names]
    assert places == sorted(places)
    assert page.count("<span>Drivers</span><b>You are here</b>") == 3
    assert page.count("You are here") == 3
