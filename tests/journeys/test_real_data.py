"""Blackpool's own A&E figures, brought in by the doors that people use."""

import csv
import itertools
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from qi_lib.client import connect
from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import key_of, program_of

FILE = Path(__file__).parents[3] / "shared" / "data" / "ae_attendances_RXL.csv"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not FILE.is_file(), reason=f"there is no {FILE}: real data stay elsewhere"),
]

DUNLIN = "seen-within-four-weeks-at-dunlin-house"


@pytest.fixture(scope="module")
def months() -> dict[str, tuple[int, int]]:
    """Each month's attendances inside four hours, and all of them, added up by hand."""
    added: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    with FILE.open(newline="") as rows:
        for row in csv.DictReader(rows):
            all_, late = int(row["attendances"]), int(row["breaches"])
            inside, whole = added[row["period"]]
            added[row["period"]] = (inside + all_ - late, whole + all_)
    return dict(sorted(added.items()))


def test_command_line_imports_the_share_inside_four_hours(
    hub: RunningHub, months: dict[str, tuple[int, int]]
) -> None:
    said = _import(hub, FILE, project=DUNLIN, measure="Inside four hours")

    assert said[0] == (
        "Read “attendances” minus “breaches” out of “attendances” by “period”, "
        "rows of one date added up."
    )
    assert said[1] == f"36 points are saved in “Inside four hours” of {DUNLIN}."
    # In March 2017 8 + 2208 of 7064 + 9520 waited longer: 13.4%. See the file's first two rows.
    assert months["2017-03-01"] == (14_368, 16_584)
    _says_what_the_numbers_say(" ".join(said[2:]), months)

    bundle = _read(hub, DUNLIN)
    measure = next(one for one in bundle["measures"] if one["name"] == "Inside four hours")
    points = bundle["observations"][measure["id"]]
    assert [(point["when"], point["numerator"], point["denominator"]) for point in points] == [
        (month, inside, whole) for month, (inside, whole) in months.items()
    ]
    assert len(points) == 36

    with closing(connect(f"{hub.url}/api", key_of(hub, "tom"))) as tom:
        chart = tom.project(DUNLIN).measures["Inside four hours"].chart()
    assert chart is not None
    # The middle of a p chart is all the parts over all the wholes, not the mean of the shares.
    assert chart.points["centre"].unique() == pytest.approx([100 * _overall(months)])


def test_command_line_says_what_it_cannot_find(hub: RunningHub) -> None:
    wrong = _run(hub, "import", str(FILE), "--project", "no-such", "--measure", "x")

    assert wrong.returncode == 1
    assert "There is no such project" in wrong.stdout
    assert "Traceback" not in wrong.stdout + wrong.stderr


def test_novice_uploads_the_file_and_reads_what_the_chart_says(
    hub: RunningHub, person: Callable[..., Page], months: dict[str, tuple[int, int]]
) -> None:
    slug = start_measure(hub, "edith", {"title": "Inside four hours"}, "Inside four hours")
    ipad = person("edith", size=IPAD)
    open_app(ipad, "chart", project=slug)
    ipad.get_by_role("button", name=re.compile("Bring numbers you already have")).tap()
    ipad.set_input_files("input[type=file]", FILE)

    expect(ipad.get_by_role("heading", level=1)).to_have_text("36 numbers found. Is this right?")
    main = ipad.get_by_role("main")
    expect(main).to_contain_text("We read the dates from “period”")
    expect(main).to_contain_text("“attendances” minus “breaches”, out of “attendances”")
    expect(main).to_contain_text("Rows of the same date are added up.")
    inside, whole = months["2016-04-01"]
    ipad.get_by_text("The numbers, as they were read").tap()
    row = ipad.get_by_role("row", name=re.compile("April 2016"))
    expect(row).to_contain_text(f"{inside:,} out of {whole:,}")
    expect(row).to_contain_text(f"{100 * inside / whole:.1f}%")

    ipad.get_by_role("button", name="Use these 36 numbers").tap()

    chart = ipad.get_by_role("img", name="Chart of Inside four hours")
    expect(chart).to_be_visible()
    expect(chart.locator("svg")).to_be_visible()
    expect(main).to_contain_text("What the chart says")
    _says_what_the_numbers_say(main.inner_text(), months)


def _says_what_the_numbers_say(text: str, months: dict[str, tuple[int, int]]) -> None:
    above = [inside / whole > _overall(months) for inside, whole in months.values()]
    runs = [(is_above, len(list(run))) for is_above, run in itertools.groupby(above)]
    # By hand: April to November 2016 come first, all better months; none like them comes again.
    assert runs[0] == (True, 8)
    assert (False, 7) in runs
    before, after = (
        100 * _overall(dict(part)) for part in (list(months.items())[:8], list(months.items())[8:])
    )
    assert f"down from {before:.0f}% to {after:.0f}% since December 2016" in text
    assert "From November 2017 to May 2018, seven months in a row were below the average" in text


def _overall(months: dict[str, tuple[int, int]]) -> float:
    return sum(part for part, _ in months.values()) / sum(whole for _, whole in months.values())


def _import(hub: RunningHub, file: Path, *, project: str, measure: str) -> list[str]:
    done = _run(hub, "import", str(file), "--project", project, "--measure", measure)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def _run(hub: RunningHub, *words: str) -> "subprocess.CompletedProcess[str]":
    where = {"QIHUB_DATA_FOLDER": str(hub.data_folder), "QIHUB_PORT": hub.url.rsplit(":", 1)[1]}
    return subprocess.run(
        [sys.executable, "-m", "hub_config.cli", *words],
        env={**os.environ, **where, "COLUMNS": "500"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _read(hub: RunningHub, slug: str) -> dict[str, Any]:
    with program_of(hub, "tom") as tom:
        found: dict[str, Any] = tom.get(f"/api/projects/{slug}").raise_for_status().json()
        return found
