"""Posters: rendered by papermill for every project, once a revision, with no secrets near."""

import datetime as dt
import json
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import gallery.posters.poster_queue
from gallery.errors import NotFound, PosterFailed
from gallery.posters.poster_queue import PosterFiles, PosterQueue, render_poster
from gallery.settings import Settings
from gallery.store import Store, open_store
from hub_config.demonstration import demonstration_projects
from qi_lib.model import Project, ProjectBundle
from qi_lib.report import Host, make_poster

URL = "http://localhost:8000/p/abc"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own."""
    return Settings(data_folder=tmp_path / "data")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """A store with one published project, `falls`."""
    opened = open_store(settings.store_url)
    opened.projects.create(Project(title="Falls"), [], by="nia")
    opened.lifecycle.publish("falls", by="nia")
    yield opened
    opened.close()


class Renderer:
    """Stands in for papermill where a test is about when, not what."""

    def __init__(self) -> None:
        self.calls = 0
        self.order: list[str] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.failure: Exception | None = None

    def __call__(self, bundle: ProjectBundle, *, folder: Path, **_: object) -> PosterFiles:
        self.calls += 1
        self.order.append(bundle.project.slug)
        assert self.go_on.wait(10)
        if self.failure:
            raise self.failure
        make_poster(bundle, Host()).save(folder)
        return PosterFiles(folder, bundle.revision)


@pytest.fixture
def renderer(monkeypatch: pytest.MonkeyPatch) -> Renderer:
    """Render without a notebook."""
    stand_in = Renderer()
    monkeypatch.setattr(gallery.posters.poster_queue, "render_poster", stand_in)
    return stand_in


@pytest.fixture
def posters(store: Store, settings: Settings, renderer: Renderer) -> Iterator[PosterQueue]:
    """The poster maker."""
    maker = PosterQueue(store, settings)
    yield maker
    renderer.go_on.set()
    maker.close()


def finished(posters: PosterQueue, slug: str) -> dict[str, object]:
    """Wait until the poster is not being made any more."""
    for _ in range(3000):
        status = posters.status(slug)
        if status["status"] != "rendering":
            return status
        time.sleep(0.01)
    raise AssertionError("The poster never finished.")


def test_the_notebook_makes_the_same_poster_as_the_library(tmp_path: Path) -> None:
    bundle = next(
        one
        for one in demonstration_projects(dt.date(2026, 10, 1))
        if one.project.slug == "fewer-falls-at-larch-house"
    )

    files = render_poster(
        bundle,
        folder=tmp_path,
        project_url=URL,
        organisation="Northshore & Sons",
        aim_name="-1",  # looks like an option and like a number; it is a name
    )

    expected = make_poster(bundle, Host("Northshore & Sons", "-1", URL))
    assert files.read("poster.html") == expected.html
    assert files.read("slide.html") == expected.slide
    assert files.read("thumbnail.svg") == expected.thumbnail
    assert files.finding == expected.finding
    assert files.finding["sentence"] == (
        "Falls at Larch House are down by three in five, and have stayed down for fourteen months"
    )
    assert (tmp_path / "poster.ipynb").is_file()


@pytest.mark.parametrize(
    "bundle",
    demonstration_projects(dt.date(2026, 10, 1)),
    ids=lambda bundle: bundle.project.slug,
)
def test_the_poster_of_every_demonstration_project_contains_its_finding(
    bundle: ProjectBundle,
) -> None:
    poster = make_poster(bundle, Host(project_url=URL))

    assert poster.finding["sentence"]
    for part in poster.finding["finding"]:
        assert part["text"].strip() in poster.slide


def test_the_notebook_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = tmp_path / "nosy.ipynb"
    source = (gallery.posters.rendering._NOTEBOOK).read_text()
    nosy = "import json, os\\nopen(folder + '/seen.json', 'w').write(json.dumps(dict(os.environ)))"
    notebook.write_text(source.replace('"HTML(poster.html)"', f'"{nosy}"'))
    monkeypatch.setattr(gallery.posters.rendering, "_NOTEBOOK", notebook)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "a-secret")
    monkeypatch.setenv("QIHUB_DATABASE_URL", "postgresql://secret")

    bundle = ProjectBundle(project=Project(title="An idea"))
    render_poster(bundle, folder=tmp_path / "out", project_url=URL, organisation="Northshore")

    seen = json.loads((tmp_path / "out" / "seen.json").read_text())
    assert "secret" not in str(seen)
    assert seen["HOME"] != os.environ["HOME"]
    assert not [name for name in seen if name.startswith(("JUPYTERHUB", "QIHUB"))]


def test_a_notebook_that_fails_says_so_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = tmp_path / "broken.ipynb"
    source = (gallery.posters.rendering._NOTEBOOK).read_text()
    notebook.write_text(source.replace("HTML(poster.html)", "1 / 0"))
    monkeypatch.setattr(gallery.posters.rendering, "_NOTEBOOK", notebook)

    bundle = ProjectBundle(project=Project(title="An idea"))
    with pytest.raises(PosterFailed, match="Your project is saved") as caught:
        render_poster(bundle, folder=tmp_path / "out", project_url=URL, organisation="Northshore")

    assert "ZeroDivisionError" in "".join(caught.value.__cause__.__notes__)  # type: ignore[union-attr]


def test_a_poster_that_was_never_begun_is_not_there(posters: PosterQueue) -> None:
    assert posters.status("falls") == {"status": "none"}
    assert posters.latest("falls") is None


def test_starting_makes_the_poster_in_the_background(
    posters: PosterQueue, renderer: Renderer
) -> None:
    renderer.go_on.clear()

    assert posters.start("falls") == {"status": "rendering"}
    renderer.go_on.set()

    assert finished(posters, "falls") == {"status": "ready", "is_current": True}
    latest = posters.latest("falls")
    assert latest is not None
    assert latest.finding["title"] == "Falls"


def test_a_double_click_makes_one_poster(posters: PosterQueue, renderer: Renderer) -> None:
    renderer.go_on.clear()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(posters.start, ["falls"] * 8))
    renderer.go_on.set()
    finished(posters, "falls")

    assert posters.start("falls")["status"] == "ready"
    assert renderer.calls == 1


def test_a_change_makes_a_new_poster_and_the_last_good_one_stays_meanwhile(
    posters: PosterQueue, renderer: Renderer, store: Store
) -> None:
    posters.start("falls")
    finished(posters, "falls")
    first = posters.latest("falls")
    store.projects.save_charter("falls", Project(title="Fewer falls"), based_on=1, by="nia")

    assert posters.status("falls") == {"status": "ready", "is_current": False}
    renderer.go_on.clear()
    posters.start("falls")
    assert posters.latest("falls") == first
    renderer.go_on.set()
    finished(posters, "falls")

    second = posters.latest("falls")
    assert second is not None
    assert second.finding["title"] == "Fewer falls"


def test_a_failure_is_told_in_words_keeps_the_last_poster_and_is_tried_again(
    posters: PosterQueue, renderer: Renderer, store: Store
) -> None:
    posters.start("falls")
    finished(posters, "falls")
    store.projects.save_charter("falls", Project(title="Fewer falls"), based_on=1, by="nia")

    renderer.failure = PosterFailed("The poster could not be made.")
    posters.start("falls")

    assert finished(posters, "falls") == {
        "status": "failed",
        "error": "The poster could not be made.",
    }
    assert posters.latest("falls") is not None
    renderer.failure = None
    posters.start("falls")
    assert finished(posters, "falls") == {"status": "ready", "is_current": True}


def test_a_failure_that_nobody_foresaw_is_told_too(
    posters: PosterQueue, renderer: Renderer
) -> None:
    renderer.failure = ValueError("something odd")

    posters.start("falls")

    assert finished(posters, "falls") == {
        "status": "failed",
        "error": "The poster could not be made just now. Publish again in a minute.",
    }


def test_after_a_restart_finished_posters_are_there_and_missing_ones_are_begun(
    posters: PosterQueue, renderer: Renderer, store: Store, settings: Settings
) -> None:
    posters.start("falls")
    finished(posters, "falls")
    store.projects.create(Project(title="Waits"), [], by="nia")
    store.lifecycle.publish("waits", by="nia")
    store.projects.create(Project(title="Not published"), [], by="nia")

    restarted = PosterQueue(store, settings)
    assert restarted.status("falls") == {"status": "ready", "is_current": True}
    restarted.catch_up()
    finished(restarted, "waits")
    restarted.close()

    assert renderer.calls == 2
    assert restarted.latest("not-published") is None


def test_who_publishes_waits_for_one_poster_of_the_catching_up_at_most(
    posters: PosterQueue, renderer: Renderer, store: Store
) -> None:
    for title in ("Waits", "Sleep", "Meals"):
        store.projects.create(Project(title=title), [], by="nia")
        store.lifecycle.publish(title.lower(), by="nia")
    renderer.go_on.clear()
    catching_up = threading.Thread(target=posters.catch_up)
    catching_up.start()
    while not renderer.order:
        time.sleep(0.01)
    begun = renderer.order[0]
    mine = next(slug for slug in ("meals", "sleep", "waits") if slug != begun)

    posters.start(mine)
    renderer.go_on.set()
    catching_up.join(10)

    assert renderer.order[1] == mine
    assert sorted(renderer.order) == sorted(set(renderer.order))


def test_closing_drops_the_poster_under_way_and_the_next_start_makes_it(
    store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, begun = tmp_path / "slow.ipynb", tmp_path / "begun"
    source = (gallery.posters.rendering._NOTEBOOK).read_text()
    wait = f"import time; open('{begun}', 'w').close(); time.sleep(100)"
    slow.write_text(source.replace("HTML(poster.html)", wait))
    with monkeypatch.context() as patch:
        patch.setattr(gallery.posters.rendering, "_NOTEBOOK", slow)
        maker = PosterQueue(store, settings)
        maker.start("falls")
        while not begun.exists():
            time.sleep(0.05)

        maker.close()

        assert finished(maker, "falls") == {"status": "none"}

    again = PosterQueue(store, settings)
    again.catch_up()
    assert finished(again, "falls") == {"status": "ready", "is_current": True}
    again.close()


def test_an_erased_projects_posters_can_be_deleted(posters: PosterQueue) -> None:
    posters.start("falls")
    finished(posters, "falls")

    posters.forget("falls")

    assert posters.latest("falls") is None


def test_a_project_that_does_not_exist_has_no_poster(posters: PosterQueue) -> None:
    with pytest.raises(NotFound):
        posters.start("nothing")
