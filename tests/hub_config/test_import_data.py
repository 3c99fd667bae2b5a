"""`qihub import`: it saves what is certain, and asks about the rest."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gallery.settings import Settings
from hub_config.import_data import import_file
from hub_config.import_options import read_options
from qi_lib.client import Project
from qi_lib.errors import Refused
from qi_lib.model import Frequency
from tests.serving import hubs, served_gallery

TODAY = dt.date(2025, 7, 1)
WARDS = (
    "Month,Ward,Falls\nApr-24,Ward 7,9\nApr-24,Ward 9,2\nMay-24,Ward 7,8\nMay-24,Ward 9,3\n"
    "Jun-24,Ward 7,7\nJun-24,Ward 9,1\nJul-24,Ward 7,9\nJul-24,Ward 9,4\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project on a real service."""
    settings = Settings(data_folder=tmp_path_factory.mktemp("data"))
    with served_gallery(settings) as served, hubs(served) as hub_of:
        yield hub_of().start_project(title="Fewer falls")


def _import(
    project: Project, file: Path, text: str, measure: str, **options: Any
) -> list[str]:  # Any: as on the command line
    file.write_text(text)
    given = {"only": [], "ward": [], "cell": [], **options}
    return import_file(
        file,
        project=project,
        measure=measure,
        chosen=read_options(given),
        is_each="each" in given["ward"],
        today=TODAY,
    )


def _saved(project: Project, measure: str) -> list[float | None]:
    return [one.value for one in project.refresh().measures[measure].observations]


def test_reading_without_a_rival_is_saved(project: Project, tmp_path: Path) -> None:
    said = _import(project, tmp_path / "a.csv", "Month,Falls\nApr-24,9\nMay-24,8\n", "Plain")

    assert said[:2] == [
        "Read “Falls” by “Month”.",
        f"2 points are saved in “Plain” of {project.slug}.",
    ]
    assert _saved(project, "Plain") == [9, 8]


def test_events_in_bed_days_are_saved_as_a_rate_of_the_measure(
    project: Project, tmp_path: Path
) -> None:
    text = "Month,Ulcers,Bed days\nApr-24,9,810\nMay-24,8,840\nJun-24,7,812\n"

    _import(project, tmp_path / "a.csv", text, "As a rate")

    record = project.refresh().measures["As a rate"].record
    assert (record.unit, record.chart, record.denominator) == (
        "per 1,000 bed days",
        "u",
        "Bed days",
    )


def test_number_that_was_kept_back_is_saved_as_it_is(project: Project, tmp_path: Path) -> None:
    text = "Month,Deaths\nApr-24,9\nMay-24,<5\nJun-24,7\n"

    said = _import(project, tmp_path / "a.csv", text, "Kept back")

    assert any("One date keeps a low number back" in line for line in said)
    points = project.refresh().measures["Kept back"].observations
    assert [(one.value, one.note) for one in points] == [(9, ""), (None, "<5"), (7, "")]


def test_next_file_adds_to_the_measure_and_corrects_the_same_dates(
    project: Project, tmp_path: Path
) -> None:
    _import(project, tmp_path / "a.csv", "Month,Falls\nApr-24,9\nMay-24,8\n", "Month by month")

    said = _import(
        project, tmp_path / "b.csv", "Month,Falls\nMay-24,7\nJun-24,6\n", "Month by month"
    )

    assert _saved(project, "Month by month") == [9, 7, 6]
    assert "One that was there already, of another date, stays." in said


def test_target_is_named_and_never_saved_as_the_number(project: Project, tmp_path: Path) -> None:
    text = "Month,Target,Number\nApr-24,5,9\nMay-24,5,8\n"

    said = _import(project, tmp_path / "a.csv", text, "With target")

    assert "The file names a target: 5. Set it in My chart if it is yours." in said
    assert _saved(project, "With target") == [9, 8]


def test_rivals_are_printed_with_their_options_and_nothing_is_saved(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        _import(project, tmp_path / "a.csv", WARDS, "Wards")

    said = str(refused.value)
    assert "Nothing is saved yet: “a.csv” can be read in more than one way" in said
    assert "--group Ward --ward all" in said
    assert "--group Ward --ward 'Ward 9'" in said
    assert "--ward each" in said
    assert "   2 Apr-24            Ward 7            9" in said
    assert all(measure.name != "Wards" for measure in project.refresh().measures)


def test_named_choice_is_taken(project: Project, tmp_path: Path) -> None:
    _import(project, tmp_path / "a.csv", WARDS, "Ward 9 alone", ward=["Ward 9"])
    _import(project, tmp_path / "a.csv", WARDS, "Both", ward=["all"])
    _import(project, tmp_path / "a.csv", WARDS, "By the old option", only=["Ward 7"])

    assert _saved(project, "Ward 9 alone") == [2, 3, 1, 4]
    assert _saved(project, "Both") == [11, 11, 8, 13]
    assert _saved(project, "By the old option") == [9, 8, 7, 9]


def test_each_ward_becomes_a_measure(project: Project, tmp_path: Path) -> None:
    said = _import(project, tmp_path / "a.csv", WARDS, "Falls", ward=["each"])

    assert said[0] == "Read “Falls” by “Month”, each of “Ward” by itself."
    assert _saved(project, "Falls, Ward 7") == [9, 8, 7, 9]
    assert _saved(project, "Falls, Ward 9") == [2, 3, 1, 4]


def test_cells_are_asked_and_answered(project: Project, tmp_path: Path) -> None:
    text = "Month,Falls\nApr-24,9\nMay-24,O\nJun-24,~3\n"
    with pytest.raises(Refused, match="--cell B3=0"):
        _import(project, tmp_path / "a.csv", text, "Cells")

    _import(project, tmp_path / "a.csv", text, "Cells", cell=["B3=0", "B4=out"])

    assert _saved(project, "Cells") == [9, 0]


def test_numbers_unlike_those_of_the_measure_are_asked_about(
    project: Project, tmp_path: Path
) -> None:
    counts = "Month,Ulcers\n" + "".join(f"{m}/2024,{m + 4}\n" for m in range(1, 10))
    _import(project, tmp_path / "a.csv", counts, "Ulcers")

    with pytest.raises(Refused, match="--differs keep"):
        _import(project, tmp_path / "b.csv", "Month,Done\n10/2024,84.5%\n11/2024,85%\n", "Ulcers")


def test_column_that_is_not_there_is_named_with_those_that_are(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        _import(project, tmp_path / "a.csv", "Month,Falls\nApr-24,9\n", "x", number="Fals")

    assert str(refused.value).startswith(
        "There is no column “Fals” in “a.csv”. The columns are: “Month”, “Falls”."
    )


def test_file_without_dates_shows_its_rows_and_asks(project: Project, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        _import(project, tmp_path / "a.csv", "Ward,Falls\nElm,3\nOak,4\n", "x")

    assert "Which column holds dates? We found none." in str(refused.value)
    assert "--date Ward" in str(refused.value)
    assert "   2 Elm               3" in str(refused.value)


def test_new_measure_is_as_often_as_its_numbers(project: Project, tmp_path: Path) -> None:
    text = "Week,Falls\nw/c 06/01/25,3\nw/c 13/01/25,1\n"

    _import(project, tmp_path / "a.csv", text, "Weekly")

    assert project.refresh().measures["Weekly"].record.frequency is Frequency.WEEK


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"day_order": "american"}, "--day-order does not know “american”"),
        ({"every": "year"}, "--every does not know “year”"),
        ({"cell": ["B12"]}, "“B12” needs a name and a value"),
    ],
)
def test_option_that_is_not_known_is_refused(option: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_options({"only": [], "ward": [], "cell": [], **option})


def test_filter_keeps_the_rows_with_a_word(project: Project, tmp_path: Path) -> None:
    text = "Date,Severity\n03/02/2025,Low\n10/02/2025,High\n17/02/2025,Low\n24/02/2025,Low\n"

    _import(project, tmp_path / "a.csv", text, "Low", only=["Severity=Low"], every="week")

    assert _saved(project, "Low") == [1, 0, 1, 1]
