"""The command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub_config.cli import app


def test_settings_are_shown_without_their_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("QIHUB_ORGANISATION__NAME", "Northshore [/bold]")
    monkeypatch.setenv("QIHUB_DATABASE_URL", "postgresql://qihub:hunter2@db/qihub")
    monkeypatch.setenv("QIHUB_SIGN_IN__CLIENT_SECRET", "correct-horse")

    shown = CliRunner().invoke(app, ["settings"])

    assert shown.exit_code == 0
    assert "postgresql://qihub:***@db/qihub" in shown.stdout
    assert "Northshore [/bold]" in shown.stdout
    assert "hunter2" not in shown.stdout
    assert "correct-horse" not in shown.stdout
