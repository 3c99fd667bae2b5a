"""The hub's services: what each is told."""

from pathlib import Path

import pytest

from gallery.settings import Settings
from hub_config.addresses import Addresses
from hub_config.keys import Keys
from hub_config.services import services


def test_only_the_gallery_knows_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIHUB_DATABASE_URL", "postgresql://qihub:hunter2@db/qihub")
    settings = Settings(data_folder=tmp_path)

    found = services(settings, Addresses.of(settings), Keys(tmp_path))

    knowing = [one["name"] for one in found if "hunter2" in str(one)]
    assert knowing == ["gallery"]


def test_every_process_carries_the_mark_by_which_it_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIHUB_RUN", str(tmp_path))
    settings = Settings(data_folder=tmp_path)

    found = services(settings, Addresses.of(settings), Keys(tmp_path))

    started = [one for one in found if "command" in one]
    assert len(started) == 3
    assert all(one["environment"]["QIHUB_RUN"] == str(tmp_path) for one in started)
