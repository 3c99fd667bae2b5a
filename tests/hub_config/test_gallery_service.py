"""What the gallery service does by itself."""

import datetime as dt
from pathlib import Path

import pytest

from gallery.posters import Posters
from gallery.settings import Settings
from gallery.store import open_store
from hub_config.gallery_service import tidy
from qi_lib.model import Project, now


def test_trouble_with_posters_does_not_stop_the_end_of_what_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'projects.sqlite'}")
    posters = Posters(store, Settings(data_folder=tmp_path))
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
