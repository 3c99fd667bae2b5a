"""What the gallery service does by itself."""

import datetime as dt
from pathlib import Path

import nbformat
import pytest

import gallery.posters.rendering
from gallery.errors import PosterFailed
from gallery.posters.poster_queue import PosterQueue
from gallery.posters.rendering import render_poster
from gallery.settings import Settings
from gallery.store import open_store
from hub_config.gallery_service import kernels_of_posters, tidy
from hub_config.warm_kernels.confinement import landlock_version
from qi_lib.model import Project, ProjectBundle, now


def test_trouble_with_posters_does_not_stop_the_end_of_what_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'projects.sqlite'}")
    posters = PosterQueue(store, Settings(data_folder=tmp_path))
    slug = store.projects.create(Project(title="Falls"), [], by="nia").slug
    store.lifecycle.delete(slug, by="nia")

    def fail() -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(posters, "catch_up", fail)
    later = now() + dt.timedelta(days=31)
    monkeypatch.setattr("hub_config.gallery_service.now", lambda: later)
    tidy(store, posters)
    posters.close()

    assert store.projects.find(slug) is None
    assert "Tidying up failed" in caplog.text
    store.close()


@pytest.mark.skipif(not landlock_version(), reason="needs Landlock")
@pytest.mark.parametrize(
    ("code", "is_made"),
    [("print(open(bundle_file).read())", True), ("open({database!r})", False)],
)
def test_kernel_of_a_poster_reads_its_project_and_not_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, is_made: bool
) -> None:
    database = tmp_path / "projects.sqlite"
    database.write_text("secret")
    files = "for name in ('poster.html', 'slide.html', 'thumbnail.svg', 'finding.json'):\n"
    files += "    open(f'{folder}/{name}', 'w').close()"
    parameters = nbformat.v4.new_code_cell("", metadata={"tags": ["parameters"]})
    cells = [nbformat.v4.new_code_cell(one) for one in (code.format(database=str(database)), files)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=[parameters, *cells], metadata={"kernelspec": kernel})
    nbformat.write(book, tmp_path / "poster.ipynb")
    monkeypatch.setattr(gallery.posters.rendering, "_NOTEBOOK", tmp_path / "poster.ipynb")
    folder = tmp_path / "out"
    folder.mkdir()
    environment = kernels_of_posters(Settings(data_folder=tmp_path), folder)
    bundle = ProjectBundle(project=Project(title="Falls", slug="falls"))

    def make() -> None:
        render_poster(
            bundle, folder=folder, project_url="", organisation="", environment=environment
        )

    if is_made:
        make()
        return
    with pytest.raises(PosterFailed) as refused:
        make()
    assert "PermissionError" in "".join(getattr(refused.value.__cause__, "__notes__", []))
