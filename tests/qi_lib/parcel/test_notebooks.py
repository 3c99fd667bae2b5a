"""Notebooks in the file of a project."""

import datetime as dt
import io
import random
import zipfile

import pytest

from qi_lib.model import Project, ProjectBundle
from qi_lib.parcel import add_notebooks, pack, read_notebooks, unpack

_FILE = pack(
    ProjectBundle(project=Project(title="Fewer falls")),
    hub="https://hub.example",
    at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
)


def _readme(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("README.txt").decode()


def test_notebooks_are_in_the_file_and_come_out_as_they_were() -> None:
    notebooks = {"Start here.ipynb": b"{}", "night shifts/Falls by hour.ipynb": b'{"cells": []}'}

    content = add_notebooks(_FILE, notebooks)

    assert read_notebooks(content) == notebooks
    parcel = unpack(content)
    assert (parcel.bundle.project.title, parcel.notebooks) == ("Fewer falls", 2)
    assert "notebooks/night shifts/Falls by hour.ipynb   a notebook" in _readme(content)
    assert "Not in here: the team's notebooks" not in _readme(content)
    assert "Not in here: the team's notebooks" in _readme(_FILE)


def test_what_would_make_the_file_too_large_is_left_out_and_named() -> None:
    noise = random.Random(1).randbytes(9 * 1024 * 1024)

    content = add_notebooks(_FILE, {"b.ipynb": noise, "a.ipynb": b"{}", "c.ipynb": noise + b"1"})

    assert sorted(read_notebooks(content)) == ["a.ipynb", "b.ipynb"]
    assert unpack(content).notebooks == 2
    assert "too large" in _readme(content)
    assert _readme(content).endswith("c.ipynb\r\n")


def test_name_that_would_make_the_file_unsafe_is_left_out_and_named() -> None:
    content = add_notebooks(_FILE, {"Falls: by hour.ipynb": b"{}", "a\\b.ipynb": b"{}"})

    assert unpack(content).notebooks == 0
    assert "Falls: by hour.ipynb" in _readme(content)


@pytest.mark.parametrize(
    "name",
    ["notebooks/.hidden.ipynb", "notebooks/.git/a.ipynb", "notebooks/run.sh", "other/a.ipynb"],
)
def test_only_notebooks_are_taken_out_of_a_file(name: str) -> None:
    packed = io.BytesIO(_FILE)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, "{}")
        archive.writestr("notebooks//etc/a.ipynb", "{}")

    assert list(read_notebooks(packed.getvalue())) == ["etc/a.ipynb"]
