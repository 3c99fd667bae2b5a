"""The client against the real service, over real HTTP."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest

from gallery.identity.people import Person
from gallery.settings import Settings
from qi_lib.client import Hub, Project, connect, open_project, read_bundle
from qi_lib.client.connection import Connection
from qi_lib.errors import Conflict, NotAllowed, NotFound, Refused, Unreachable
from tests.gallery.conftest import FAY, NIA
from tests.serving import Served, hubs, served_gallery


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service on a free port of this machine."""
    with served_gallery(Settings(data_folder=tmp_path_factory.mktemp("data"))) as running:
        yield running


@pytest.fixture
def hub_of(served: Served) -> Iterator[Callable[[Person], Hub]]:
    """Make a hub as a person sees it."""
    with hubs(served) as make:
        yield make


@pytest.fixture
def project(hub_of: Callable[[Person], Hub]) -> Project:
    """A new project of Nia's."""
    return hub_of(NIA).start_project(title="Fewer falls")


def _again(project: Project, hub: Hub) -> Project:
    """The same project, opened a second time."""
    return hub.project(project.slug)


def test_hub_says_who_i_am_and_whose_hub_it_is(hub_of: Callable[[Person], Hub]) -> None:
    hub = hub_of(NIA)

    assert (hub.me().name, hub.me().role) == ("nia", "novice")
    assert [aim.key for aim in hub.organisation().strategic_aims] == [
        "reduce-waits",
        "reduce-waste",
        "zero-harm",
    ]


def test_started_project_is_among_mine_with_its_fields(hub_of: Callable[[Person], Hub]) -> None:
    hub = hub_of(NIA)

    started = hub.start_project(
        title="Cold tea", aim={"what": "Halve cold tea"}, strategic_aim="reduce-waste"
    )

    assert started.aim.what == "Halve cold tea"
    assert started.slug in [one.slug for one in hub.projects(mine=True)]
    assert [one.title for one in hub.projects(aim="reduce-waste", q="cold TEA")] == ["Cold tea"]


def test_charter_changes_in_part_and_is_read_back(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    project.update(problem="Residents fall at night.", aim={"what": "Halve falls"})
    project.update(aim={"by_when": "2026-03-31"})

    again = _again(project, hub_of(NIA))
    assert again.record.problem == "Residents fall at night."
    assert again.aim.sentence == "Halve falls by 31 March 2026."
    assert again.version == project.version == 3


def test_stale_change_raises_a_conflict_with_both_versions(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    other = _again(project, hub_of(NIA))
    other.update(problem="Theirs")

    with pytest.raises(Conflict) as caught:
        project.update(problem="Mine")

    assert caught.value.yours["problem"] == "Mine"
    assert caught.value.theirs["problem"] == "Theirs"
    project.refresh().update(problem="Mine")
    assert other.refresh().record.problem == "Mine"


def test_table_of_a_measure_can_be_changed_and_saved(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    falls = project.add_measure(name="Falls", unit="falls", direction="down")

    falls.save(pd.DataFrame({"when": ["01/02/2025", "2025-03-01"], "value": [9, 7]}))
    falls.add(when="1 April 2025", value=5, note="New lights")
    table = falls.data
    falls.save(table[table["value"] < 9])

    again = _again(project, hub_of(NIA)).measures["falls"].data
    assert list(again["when"].dt.strftime("%Y-%m-%d")) == ["2025-03-01", "2025-04-01"]
    assert list(again["value"]) == [7, 5]
    assert list(again["note"]) == ["", "New lights"]


def test_table_read_before_a_colleagues_save_conflicts(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    falls = project.add_measure(name="Falls")
    falls.add(when="2025-01-01", value=1)
    table = falls.data
    _again(project, hub_of(NIA)).measures["Falls"].add(when="2025-02-01", value=2)
    _ = falls.data  # a later look does not make the earlier table fresh

    with pytest.raises(Conflict):
        falls.save(table)


def test_observations_seen_are_those_last_read_or_saved(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    falls = project.add_measure(name="Falls")
    falls.add(when="2025-01-01", value=1)
    _again(project, hub_of(NIA)).measures["Falls"].add(when="2025-02-01", value=2)

    assert [one.value for one in falls.observations_seen] == [1]
    with pytest.raises(Conflict):
        falls.replace(falls.observations_seen[:0])
    assert [one.value for one in falls.observations] == [1, 2]
    assert falls.observations_seen == falls.observations
    falls.replace(falls.observations_seen[1:])
    assert [one.value for one in falls.observations_seen] == [2]


def test_shares_of_a_total_are_charted(project: Project) -> None:
    waits = project.add_measure(name="Seen in four hours", unit="%", direction="up")
    waits.save(
        pd.DataFrame(
            {
                "when": pd.date_range("2025-01-01", periods=14, freq="MS"),
                "numerator": range(70, 84),
                "denominator": [100] * 14,
            }
        )
    )

    chart = waits.chart()

    assert chart is not None
    assert chart.points["value"].iloc[0] == pytest.approx(70)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"when": ["soon"], "value": [1]}, "Row 1 has no date"),
        ({"when": ["2025-01-01"], "date": [1], "value": [1]}, "column “date”"),
        ({"when": ["2025-01-01"]}, "no column “value”"),
        ({"when": ["2025-01-01"], "value": ["many"]}, "Row 1 (1 January 2025), value"),
        ({"when": ["2025-01-01"] * 2, "value": [1, 2]}, "is there twice"),
        (
            {"when": ["2025-01-01"], "value": [1], "note": ["Patient 943 476 5919"]},
            "seems to hold an NHS number",
        ),
    ],
)
def test_table_that_does_not_fit_is_refused_in_plain_words(
    project: Project, table: dict[str, list[object]], said: str
) -> None:
    falls = project.add_measure(name="Falls")

    with pytest.raises(Refused, match=said.replace("(", r"\(").replace(")", r"\)")):
        falls.save(pd.DataFrame(table))

    assert falls.data.empty


def test_cycles_get_their_numbers_and_can_be_changed(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    project.add_cycle(title="Lights")
    second = project.add_cycle(title="Socks", prediction="Fewer slips")

    second.update(study="Two slips", decision="adapt")

    again = _again(project, hub_of(NIA)).cycles["socks"]
    assert (again.record.number, again.record.decision) == (2, "adapt")


def test_documents_are_saved_from_the_version_that_was_read(
    project: Project, hub_of: Callable[[Person], Hub]
) -> None:
    assert project.document("fishbone").content == {}
    project.save_document("fishbone", {"problem": "Dark"})
    other = _again(project, hub_of(NIA))
    other.save_document("fishbone", {"problem": "Dark and wet"})

    with pytest.raises(Conflict):
        project.save_document("fishbone", {"problem": "Shoes"})

    assert project.document("fishbone").content == {"problem": "Dark and wet"}


def test_project_leaves_as_a_file_and_comes_back_with_everything(
    project: Project, hub_of: Callable[[Person], Hub], tmp_path: Path
) -> None:
    falls = project.add_measure(name="Falls", unit="falls")
    falls.add(when="2025-01-01", value=7, note="New lights")
    project.save_document("own-notes", {"seen": "in March"})

    file = project.export(tmp_path)
    copy = hub_of(FAY).import_project(file)

    assert file.name == f"{project.slug}.qi.zip"
    assert copy.slug != project.slug
    again = hub_of(FAY).project(copy.slug)
    assert again.measures[falls.id].data["note"].to_list() == ["New lights"]
    assert again.document("own-notes").content == {"seen": "in March"}
    assert again.team[0].user == "fay"


@pytest.fixture
def workspace(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the project's workspace, as a kernel there sees it."""
    folder = tmp_path / "workspace"
    (folder / "nights" / ".ipynb_checkpoints").mkdir(parents=True)
    for name in ("Start here", "nights/Falls", "nights/.ipynb_checkpoints/Falls", ".hidden"):
        (folder / f"{name}.ipynb").write_text(f'{{"cells": ["{name}"]}}')
    (folder / "numbers.csv").write_text("1")
    (folder / "link.ipynb").symlink_to("/etc/hostname")
    monkeypatch.setenv("QIHUB_PROJECT", project.slug)
    monkeypatch.setenv("HOME", str(folder))
    return folder


def test_workspace_takes_its_notebooks_along_and_brings_them_in_as_new_files(
    project: Project, hub_of: Callable[[Person], Hub], workspace: Path, tmp_path: Path
) -> None:
    file = project.export(tmp_path / "falls.qi.zip")

    assert hub_of(FAY).import_project(file).title == "Fewer falls"
    put = sorted(project.bring_notebooks(file))
    assert put == [
        workspace / "From falls" / f"{one}.ipynb" for one in ("Start here", "nights/Falls")
    ]
    assert put[1].read_text() == '{"cells": ["nights/Falls"]}'
    with pytest.raises(Refused, match="There is a “From falls” already"):
        project.bring_notebooks(file)


def test_notebooks_of_another_project_neither_leave_nor_come(
    project: Project, hub_of: Callable[[Person], Hub], workspace: Path, tmp_path: Path
) -> None:
    other = hub_of(NIA).start_project(title="Cold tea")

    file = other.export(tmp_path)

    with zipfile.ZipFile(file) as archive:
        assert not any(name.endswith(".ipynb") for name in archive.namelist())
    with pytest.raises(NotAllowed, match="go into the project's workspace"):
        other.bring_notebooks(file)
    with pytest.raises(NotFound, match="There is no file"):
        project.bring_notebooks(tmp_path / "nothing.qi.zip")


def test_file_that_is_no_project_is_refused_in_a_sentence(
    hub_of: Callable[[Person], Hub], tmp_path: Path
) -> None:
    (tmp_path / "photo.zip").write_bytes(b"\xff\xd8")

    with pytest.raises(Refused, match="not the file of a project"):
        hub_of(NIA).import_project(tmp_path / "photo.zip")
    with pytest.raises(NotFound, match="There is no file"):
        hub_of(NIA).import_project(tmp_path / "nothing.zip")


def test_everything_has_a_history_and_numbers_go_back_to_any_version(project: Project) -> None:
    project.update(problem="Falls at night")
    cycle = project.add_cycle(title="Brighter lights")
    cycle.update(study="Fewer")
    falls = project.add_measure(name="Falls")
    falls.add(when="2025-04-01", value=7)
    falls.add(when="2025-04-01", value=9)

    saves = falls.data_history()
    falls.go_back_to(saves[-1].version)

    assert [one.content["changed"][0]["value"] for one in saves] == [9, 7]
    assert [one.value for one in falls.observations] == [7]
    assert project.history()[0].content["problem"] == "Falls at night"
    assert [one.content["study"] for one in cycle.history()] == ["Fewer", ""]
    assert {one.saved_by for one in (*project.history(), *cycle.history(), *saves)} == {"nia"}


def test_missing_measure_names_those_that_are_there(project: Project) -> None:
    project.add_measure(name="Falls")

    with pytest.raises(NotFound, match="There is no measure “Slips” here"):
        project.measures["Slips"]


def test_coach_cannot_change_the_charter(project: Project, hub_of: Callable[[Person], Hub]) -> None:
    coached = _again(project, hub_of(FAY))

    coached.update(stage="measures")

    with pytest.raises(NotAllowed, match="Only the team"):
        coached.update(title="Mine now")


def test_publishing_answers_with_the_posters_state(project: Project) -> None:
    assert project.publish() == {"status": "rendering"}


def test_a_bundle_in_a_file_opens_for_reading_only(project: Project, tmp_path: Path) -> None:
    project.add_measure(name="Falls").add(when="2025-01-01", value=3)
    file = tmp_path / "bundle.json"
    file.write_text(project.bundle().model_dump_json())

    copy = read_bundle(file)

    assert copy.measures["Falls"].data["value"].tolist() == [3]
    with pytest.raises(NotAllowed, match="a copy of the project"):
        copy.update(title="New")


def test_file_that_is_no_project_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_text("{}")

    with pytest.raises(Refused, match="is not the file of a project"):
        read_bundle(file)


def test_workspace_opens_its_own_project(
    project: Project, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIHUB_API_URL", served.url)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "nia")
    monkeypatch.setenv("QIHUB_PROJECT", project.slug)

    opened = open_project()

    assert opened.title == "Fewer falls"


def test_examples_of_the_reference_run(
    hub_of: Callable[[Person], Hub],
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    hub_of(NIA)
    monkeypatch.setenv("QIHUB_API_URL", served.url)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "nia")
    text = (Path(__file__).parents[3] / "docs/reference/client.md").read_text()
    names: dict[str, object] = {}

    for example in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(example, names)

    project = names["p"]
    assert isinstance(project, Project)
    assert project.measures["Falls"].data["value"].tolist() == [7, 5]


def test_without_an_address_connecting_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QIHUB_API_URL", raising=False)

    with pytest.raises(NotFound, match="address is not known"):
        connect()


def test_project_shows_itself_without_running_what_people_typed(
    hub_of: Callable[[Person], Hub],
) -> None:
    project = hub_of(NIA).start_project(title="<script>alert(1)</script>")
    falls = project.add_measure(name="<b>Falls</b>")

    shown = project._repr_html_() + falls._repr_html_()

    assert "<script>" not in shown
    assert "&lt;b&gt;Falls" in shown


def test_token_is_in_no_text_of_the_objects(project: Project) -> None:
    connection = Connection("http://127.0.0.1:1/api", "secret-token")

    assert "secret-token" not in repr(connection)
    connection.close()


def test_request_is_repeated_until_the_hub_answers() -> None:
    answers = [httpx.ConnectError("down"), httpx.Response(502), httpx.Response(200, json={"a": 1})]
    pauses: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        said = answers.pop(0)
        if isinstance(said, Exception):
            raise said
        return said

    transport = httpx.MockTransport(answer)
    connection = Connection("http://hub/api", "t", transport=transport, pause=pauses.append)

    assert connection.get("/me") == {"a": 1}
    assert len(pauses) == 2


def test_starting_a_project_is_not_repeated() -> None:
    tries: list[httpx.Request] = []

    def fail(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        raise httpx.ReadTimeout("slow")

    connection = Connection("http://hub/api", "t", transport=httpx.MockTransport(fail))

    with pytest.raises(Unreachable, match="Nothing you have here is lost"):
        Hub(connection).start_project(title="Once")
    assert len(tries) == 1
