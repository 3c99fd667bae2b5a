"""What docs/howto/work-in-notebooks.md shows works, block by block."""

import re
from pathlib import Path
from typing import Any

import pytest

from qi_lib.model import Decision
from tests.notebooks.conftest import FALLS, Service

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "work-in-notebooks.md"


def test_every_block_of_the_page_runs(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QIHUB_API_URL", service.api_url)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", service.token_of_team(FALLS))
    monkeypatch.setenv("QIHUB_PROJECT", FALLS)
    names: dict[str, Any] = {}

    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(), flags=re.S):
        exec(block, names)

    assert "Falls are down" in capsys.readouterr().out
    saved = service.store.bundles.get(FALLS)
    assert saved is not None
    falls = saved.observations[saved.measures[0].id]
    assert [(point.value, point.note) for point in falls if point.when.day == 3] == [
        (7, "Two wards counted together")
    ]
    assert saved.measures[0].phases[-1].reason == "Tea and one question in every corridor"
    assert saved.cycles[-1].decision is Decision.ADOPT
    assert saved.project.problem == "Nine of us fall in a usual month."
