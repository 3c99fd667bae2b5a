"""The settings file: what it accepts, and how it says what is wrong."""

from pathlib import Path

import pytest

from gallery.errors import SettingsError
from gallery.settings import load_settings


def test_defaults_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    settings = load_settings()

    assert settings.port == 8000
    assert settings.store_url == f"sqlite:///{tmp_path / 'data' / 'projects.sqlite'}"
    assert [aim.name for aim in settings.organisation.strategic_aims] == [
        "Reduce waits",
        "Reduce waste",
        "Zero harm",
    ]


def test_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "qihub.toml"
    file.write_text('port = 9000\n[organisation]\nname = "Northshore"\n')
    monkeypatch.setenv("QIHUB_PORT", "9100")
    monkeypatch.setenv("QIHUB_SIGN_IN__USERNAME_CLAIM", "upn")

    settings = load_settings(file)

    assert settings.port == 9100
    assert settings.organisation.name == "Northshore"
    assert settings.sign_in.username_claim == "upn"


def test_unknown_key_is_named_with_the_nearest_valid_one(tmp_path: Path) -> None:
    file = tmp_path / "qihub.toml"
    file.write_text('[organisation]\ndirectorate = ["Medicine"]\n')

    with pytest.raises(SettingsError, match=r"organisation\.directorate.*“directorates”"):
        load_settings(file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("port = 65533", "port"),
        ('database_url = "db.example"', "database_url: must look like postgresql://"),
        ('database_url = "mysql://db.example/x"', "database_url: must look like postgresql://"),
        ('time_zone = "Europe/Londn"', "time_zone: “Europe/Londn” is no time zone"),
        ('[organisation]\nlogo = "no-such-logo.svg"', r"organisation\.logo"),
        ('[sign_in]\nmethod = "openid"\nclient_id = "x"', "sign_in: “openid” also needs authorize"),
        ('public_url = "hub.example"', "public_url"),
        ('[sign_in]\nmethod = "magic"', r"sign_in\.method"),
        ("port = ", "not valid TOML"),
    ],
)
def test_wrong_value_names_its_key(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "qihub.toml"
    file.write_text(text)

    with pytest.raises(SettingsError, match=says):
        load_settings(file)


def test_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no settings file"):
        load_settings(tmp_path / "missing.toml")


def test_secret_never_shows(tmp_path: Path) -> None:
    file = tmp_path / "qihub.toml"
    file.write_text('[sign_in]\nclient_secret = "hunter2"')

    assert "hunter2" not in repr(load_settings(file))


def test_address_follows_the_port_unless_it_is_given(tmp_path: Path) -> None:
    file = tmp_path / "qihub.toml"
    file.write_text("port = 9000")
    assert load_settings(file).public_url == "http://localhost:9000"

    file.write_text('port = 9000\npublic_url = "https://qi.example/"')
    assert load_settings(file).public_url == "https://qi.example"


def test_list_in_the_environment_that_is_no_json_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QIHUB_ORGANISATION__DIRECTORATES", "Medicine, Surgery")

    with pytest.raises(SettingsError, match="given as JSON"):
        load_settings()
