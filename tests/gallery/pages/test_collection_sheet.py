"""The sheet of paper for the next numbers of a measure."""

import re

from tests.gallery.conftest import FAY, NIA, AppClient
from tests.gallery.pages.conftest import EDITH

MEASURE = {
    "id": "abcdefghij",
    "name": "Bells",
    "unit": "bells",
    "definition": "Each bell that rings <longer> than 5 minutes",
    "frequency": "month",
    "direction": "down",
    "targets": [{"value": 3}],
}


async def _bells(app_client: AppClient, **changes: object) -> str:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Quiet", "visibility": "team"})
    await client.post("/api/projects/quiet/measures", json={**MEASURE, **changes})
    return "/projects/quiet/measures/abcdefghij/sheet"


async def test_sheet_has_the_definition_and_a_row_for_each_of_the_next_twelve(
    app_client: AppClient,
) -> None:
    address = await _bells(app_client)
    points = [{"when": "2025-10-01", "value": 4}]
    await app_client(NIA).post("/api/projects/quiet/measures/abcdefghij/observations", json=points)

    sheet = (await app_client(NIA).get(address)).text

    rows = re.findall(r'<th scope="row">(.*?)</th>', sheet)
    assert (len(rows), rows[0], rows[-1]) == (12, "November 2025", "October 2026")
    assert "Each bell that rings &lt;longer&gt; than 5 minutes" in sheet
    assert "<dd><p>3 bells</p>" in sheet
    assert '<th scope="col">Bells</th>' in sheet
    assert "sheet__grid" in sheet


async def test_sheet_of_a_share_has_a_box_for_the_part_and_for_the_whole(
    app_client: AppClient,
) -> None:
    address = await _bells(app_client, numerator="answered", denominator="bells in all")

    sheet = (await app_client(NIA).get(address)).text

    assert '<th scope="col">answered</th><th scope="col">out of bells in all</th>' in sheet


async def test_sheet_is_for_those_who_may_see_the_project(app_client: AppClient) -> None:
    address = await _bells(app_client)

    assert (await app_client(FAY).get(address)).status_code == 200
    assert (await app_client(EDITH).get(address)).status_code == 404
    assert (await app_client(None).get(address)).status_code == 404


async def test_measure_that_is_not_there_has_no_sheet(app_client: AppClient) -> None:
    await _bells(app_client)

    answer = await app_client(NIA).get("/projects/quiet/measures/zzzzzzzzzz/sheet")

    assert answer.status_code == 404
