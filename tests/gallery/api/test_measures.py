"""Measures, their data, cycles and documents through the REST interface."""

import httpx
import pytest

from tests.gallery.conftest import NIA, AppClient

HERE = "/api/projects/falls"


@pytest.fixture
async def client(app_client: AppClient) -> httpx.AsyncClient:
    """Nia's client, with the project `falls`."""
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    return client


@pytest.fixture
async def measure_id(client: httpx.AsyncClient) -> str:
    """A measure of the project."""
    answer = await client.post(f"{HERE}/measures", json={"name": "Falls"})
    found: str = answer.json()["measure"]["id"]
    return found


async def test_measure_added_twice_with_one_id_is_added_once(client: httpx.AsyncClient) -> None:
    measure = {"id": "abcdefghij", "name": "Falls"}

    first = await client.post(f"{HERE}/measures", json=measure)
    again = await client.post(f"{HERE}/measures", json=measure)

    assert first.json() == again.json()
    assert len((await client.get(HERE)).json()["measures"]) == 1


async def test_measure_is_changed_and_a_stale_change_conflicts(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    def change(unit: str) -> dict[str, object]:
        return {"based_on": 1, "measure": {"id": measure_id, "name": "Falls", "unit": unit}}

    done = await client.put(f"{HERE}/measures/{measure_id}", json=change("falls"))
    stale = await client.put(f"{HERE}/measures/{measure_id}", json=change("residents"))

    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert stale.status_code == 409
    assert stale.json()["theirs"]["unit"] == "falls"


async def test_removed_measure_leaves_the_project_and_keeps_its_history(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    removed = await client.delete(f"{HERE}/measures/{measure_id}")

    assert removed.status_code == 204
    assert (await client.get(HERE)).json()["measures"] == []
    history = (await client.get(f"{HERE}/measures/{measure_id}/history")).json()
    assert [one["version"] for one in history] == [2, 1]
    assert history[0]["content"] is None


async def test_removed_measure_is_listed_for_the_team_and_comes_back_with_its_numbers(
    client: httpx.AsyncClient, app_client: AppClient, measure_id: str
) -> None:
    numbers = f"{HERE}/measures/{measure_id}/observations"
    await client.post(numbers, json=[{"when": "2025-03-01", "value": 7}])
    await client.patch(HERE, json={"based_on": 1, "changes": {"visibility": "public"}})
    await client.delete(f"{HERE}/measures/{measure_id}")

    away = (await client.get(HERE)).json()["archived"]
    assert [one["name"] for one in away] == ["Falls"]
    assert (await app_client(None).get(HERE)).json()["archived"] == []

    await client.post(f"{HERE}/measures", json=away[0])
    back = (await client.get(HERE)).json()
    assert back["archived"] == []
    assert back["observations"][measure_id][0]["value"] == 7


async def test_measures_cannot_be_saved_as_a_document(client: httpx.AsyncClient) -> None:
    content = {"based_on": 0, "content": {"measures": []}}

    refused = await client.put(f"{HERE}/documents/measures", json=content)

    assert refused.status_code == 422
    assert "records of their own" in refused.json()["error"]


async def test_data_are_added_corrected_and_replaced(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    address = f"{HERE}/measures/{measure_id}/observations"
    await client.post(address, json=[{"when": "2025-02-01", "value": 2}])
    await client.post(
        address, json=[{"when": "2025-01-01", "value": 1}, {"when": "2025-02-01", "value": 3}]
    )

    replaced = await client.put(
        address,
        json={"based_on": 2, "observations": [{"when": "2025-02-01", "value": 3}]},
    )

    assert replaced.json()["version"] == 3
    now = (await client.get(address)).json()
    assert [(one["when"], one["value"]) for one in now["observations"]] == [("2025-02-01", 3)]


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ({"value": 1}, "“1: when” is missing."),
        ({"when": "03/04/2025", "value": 1}, "“1: when”: input should be a valid date"),
        ({"when": "2025-01-01", "value": "many"}, "“1: value”: input should be a valid number"),
        ({"when": "2025-01-01", "value": 1, "numerator": 2}, "Give either a value"),
        ({"when": "2025-01-01", "numerator": 1, "denominator": -1}, "“1: the whole”: input"),
        (
            {"when": "2025-01-03", "value": 1, "note": "9434765919"},
            "“The note of 3 January 2025” seems to hold an NHS number.",
        ),
    ],
)
async def test_point_that_does_not_fit_is_refused_and_none_is_kept(
    client: httpx.AsyncClient, measure_id: str, point: dict[str, object], said: str
) -> None:
    address = f"{HERE}/measures/{measure_id}/observations"

    answer = await client.post(address, json=[point, {"when": "2024-12-31", "value": 1}])

    assert answer.status_code == 422
    assert answer.json()["error"].startswith(said)
    assert (await client.get(address)).json()["observations"] == []


async def test_too_many_rows_are_refused_with_advice(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    rows = '{"when":"2025-01-01","value":1},' * 200_001

    answer = await client.post(
        f"{HERE}/measures/{measure_id}/observations",
        content=f"[{rows[:-1]}]",
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 413
    assert answer.json()["error"].startswith("That is 200,001 rows")


async def test_cycles_are_numbered_in_order(client: httpx.AsyncClient) -> None:
    numbers = [
        (await client.post(f"{HERE}/cycles", json={"title": title})).json()["cycle"]["number"]
        for title in ("Lights", "Socks")
    ]

    assert numbers == [1, 2]


async def test_document_is_versioned_and_a_stale_save_conflicts(
    client: httpx.AsyncClient,
) -> None:
    address = f"{HERE}/documents/fishbone"
    missing = await client.get(address)
    await client.put(address, json={"based_on": 0, "content": {"problem": "Dark"}})
    await client.put(address, json={"based_on": 1, "content": {"problem": "Wet"}})

    stale = await client.put(address, json={"based_on": 1, "content": {"problem": "Shoes"}})

    assert missing.status_code == 404
    assert stale.status_code == 409
    assert stale.json()["yours"] == {"problem": "Shoes"}
    assert stale.json()["theirs"] == {"problem": "Wet"}
    history = (await client.get(f"{address}/history")).json()
    assert [one["content"]["problem"] for one in history] == ["Wet", "Dark"]


async def test_nhs_number_deep_in_a_document_is_refused(client: httpx.AsyncClient) -> None:
    content = {"branches": [{"text": "People"}, {"text": "4010232137"}]}

    answer = await client.put(
        f"{HERE}/documents/fishbone", json={"based_on": 0, "content": content}
    )

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("“Branches 2: text” seems to hold")


@pytest.mark.parametrize("kind", ["Fishbone", "a b", "x" * 61, "1st"])
async def test_name_of_a_document_is_a_short_plain_word(
    client: httpx.AsyncClient, kind: str
) -> None:
    answer = await client.put(f"{HERE}/documents/{kind}", json={"based_on": 0, "content": {}})

    assert answer.status_code == 422


async def test_chart_comes_drawn_with_its_finding_and_what_each_point_says(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    there = f"{HERE}/measures/{measure_id}"
    empty = (await client.get(f"{there}/chart")).json()
    months = [f"{year}-{month:02}-01" for year in (2024, 2025) for month in range(1, 13)]
    falls = [9] * 12 + [4] * 12
    points = [{"when": when, "value": value} for when, value in zip(months, falls, strict=True)]
    await client.post(f"{there}/observations", json=points)

    drawn = (await client.get(f"{there}/chart")).json()
    unknown = await client.get(f"{HERE}/measures/aaaaaaaaaa/chart")

    assert (empty["svg"], empty["finding"][0]["text"]) == ("", "No numbers yet")
    assert drawn["svg"].startswith("<svg ")
    assert drawn["measure"] == drawn["project"] == "Falls"
    assert len(drawn["spots"]) == 24
    assert all(0 < spot["across"] < 1 and 0 < spot["down"] < 1 for spot in drawn["spots"])
    assert drawn["spots"][0]["words"].startswith("January 2024: 9")
    assert unknown.status_code == 404


async def test_chart_is_drawn_as_it_would_be_and_nothing_is_saved(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    there = f"{HERE}/measures/{measure_id}"
    points = [{"when": f"2025-{month:02}-01", "value": 7 + month % 3} for month in range(1, 9)]
    draft = {"measure": {"id": measure_id, "name": "Slips"}, "observations": points}

    drawn = (await client.post(f"{there}/chart", json=draft)).json()

    assert (drawn["measure"], len(drawn["spots"])) == ("Slips", 8)
    assert (await client.get(f"{there}/observations")).json()["observations"] == []
    assert (await client.get(f"{there}/chart")).json()["measure"] == "Falls"


async def test_what_was_decided_about_a_chart_is_kept_and_drawn(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    there = f"{HERE}/measures/{measure_id}"
    decided = {
        "id": measure_id,
        "name": "Comfort",
        "bounds": {"lowest": None, "highest": 10, "reason": "A score of ten"},
        "standard": {"centre": 8, "sigma": 1, "source": "the audit", "reason": "As others"},
        "own_rules": {
            "nearest": "mdc",
            "rules": [{"rule": "shift", "length": 6, "count": None, "sigmas": None}],
            "screen": False,
            "reason": "Our board agreed",
        },
    }

    saved = await client.put(there, json={"based_on": 1, "measure": decided})
    points = [{"when": f"2025-{month:02}-01", "value": 7 + month % 3} for month in range(1, 9)]
    await client.post(f"{there}/observations", json=points)
    said = (await client.get(f"{there}/chart")).json()["explanation"]

    assert saved.status_code == 200
    kept = saved.json()["measure"]
    assert {name: kept[name] for name in decided} == decided
    for words in ("given, from the audit", "No value can lie above 10", "The rules are our own"):
        assert words in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"bounds": {"lowest": 9, "highest": 1, "reason": "Upside down"}},
        {"bounds": {"highest": 9, "reason": ""}},
        {"standard": {"centre": 9, "reason": "No source"}},
        {"own_rules": {"nearest": "mdc", "rules": [], "reason": "None"}},
        {"own_rules": {"nearest": "mdc", "rules": [{"rule": "shift"}], "reason": "How many?"}},
        {"own_rules": {"nearest": "ours", "rules": [{"rule": "shift", "length": 6}]}},
    ],
)
async def test_decision_that_cannot_be_is_refused(
    client: httpx.AsyncClient, measure_id: str, wrong: dict[str, object]
) -> None:
    measure = {"id": measure_id, "name": "Falls", **wrong}

    answer = await client.put(
        f"{HERE}/measures/{measure_id}", json={"based_on": 1, "measure": measure}
    )

    assert answer.status_code == 422


async def test_nhs_number_in_a_reason_is_refused(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    bounds = {"highest": 10, "reason": "As for 943 476 5919"}
    measure = {"id": measure_id, "name": "Falls", "bounds": bounds}

    answer = await client.put(
        f"{HERE}/measures/{measure_id}", json={"based_on": 1, "measure": measure}
    )

    assert answer.status_code == 422
    assert "NHS number" in answer.json()["error"]


async def test_measures_of_one_unit_are_drawn_side_by_side(
    client: httpx.AsyncClient, measure_id: str
) -> None:
    other = (await client.post(f"{HERE}/measures", json={"name": "Slips"})).json()["measure"]["id"]
    points = [{"when": f"2025-{month:02}-01", "value": month % 3} for month in range(1, 9)]
    for one in (measure_id, other):
        await client.post(f"{HERE}/measures/{one}/observations", json=points)
    there = f"{HERE}/measures/{measure_id}/looks/beside"

    both = (await client.get(there)).json()
    one = (await client.get(there, params={"beside": other})).json()
    wrong = await client.get(there, params={"besides": other})

    assert [row[0] for row in both["rows"]] == ["Falls", "Slips"]
    assert [row[0] for row in one["rows"]] == ["Slips"]
    assert wrong.status_code == 422
