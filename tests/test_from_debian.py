"""What the tests need is installed where it may be, and told where not."""

import os
from pathlib import Path

import pytest

from tests.from_debian import Need, main

APT_GET = """#!/bin/sh
echo "$@" >> "$PATH/asked"
case "$*" in *chromium*) echo > "$PATH/chromium"; chmod +x "$PATH/chromium";; esac
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the one folder of programs of a system that has an apt-get and no browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("QIHUB_CHROMIUM", raising=False)
    for name in ("env", "chmod"):
        (tmp_path / name).symlink_to(Path("/usr/bin", name))
    _program(tmp_path / "apt-get", APT_GET)
    return tmp_path


def _program(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o755)


def test_root_gets_the_browser_installed(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert main() == 0

    update, browser, *_ = (programs / "asked").read_text().splitlines()
    assert (update, browser) == ("-qq update", "-qq install -y chromium")
    assert "Installing for the tests, once: chromium" in capfd.readouterr().out


def test_what_could_not_be_installed_is_told_and_ends_nothing_but_for_the_browser(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert main() == 0

    said = capfd.readouterr().err
    assert "sudo apt-get install webkit2gtk-driver xvfb" in said
    assert "sudo apt-get install chromium" not in said


@pytest.mark.parametrize("sudo", [None, "#!/bin/sh\nexit 1\n"])
def test_somebody_who_may_not_install_is_told_how(
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    sudo: str | None,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if sudo:
        _program(programs / "sudo", sudo)

    assert main() == 1

    assert "sudo apt-get install chromium" in capfd.readouterr().err
    assert not (programs / "asked").exists()


def test_sudo_without_a_password_installs(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    _program(programs / "sudo", '#!/bin/sh\nshift\n[ "$1" = true ] || exec "$@"\n')

    assert main() == 0

    assert "install -y chromium" in (programs / "asked").read_text()


def test_nothing_is_asked_of_apt_get_where_all_is_there(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    there = Need("tests of things", ("thing",), lambda: "/usr/bin/thing")
    monkeypatch.setattr("tests.from_debian._NEEDS", (there,))

    assert main() == 0

    assert capfd.readouterr() == ("", "")
    assert not (programs / "asked").exists()


def test_browser_that_is_named_and_not_there_is_told(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QIHUB_CHROMIUM", "/nowhere/chromium")

    assert main() == 1

    assert "QIHUB_CHROMIUM names /nowhere/chromium" in capfd.readouterr().err
    assert not (programs / "asked").exists()
