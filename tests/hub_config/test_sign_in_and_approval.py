"""Who may sign in, whichever way it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyterhub import orm
from traitlets.config import Config

from gallery.settings import Settings, SignIn, SignInMethod
from hub_config.accounts import HubAuthenticator, OpenIdAuthenticator, PeopleOnly
from hub_config.hub import configure


@pytest.mark.parametrize("kind", [HubAuthenticator, OpenIdAuthenticator])
def test_nobody_signs_in_as_a_team(kind: type[PeopleOnly]) -> None:
    database = orm.new_session_factory("sqlite:///:memory:")()
    ours = kind(db=database)

    assert ours.check_blocked_users("grace")
    assert not ours.check_blocked_users("team-fewer-falls")
    database.close()


def test_newcomer_is_a_novice_and_a_team_is_nothing(tmp_path: Path) -> None:
    database = orm.new_session_factory("sqlite:///:memory:")()
    novices = orm.Group(name="novices")
    people = [orm.User(name="sam"), orm.User(name="team-falls")]
    database.add_all([novices, *people])
    ours = OpenIdAuthenticator(db=database)

    for person in people:
        ours.add_user(person)

    assert [person.name for person in novices.users] == ["sam"]
    database.close()


def test_openid_gets_its_settings_and_administrators(tmp_path: Path) -> None:
    sign_in = SignIn(
        method=SignInMethod.OPENID,
        client_id="qihub",
        authorize_url="https://id.example/authorize",
        token_url="https://id.example/token",
        userdata_url="https://id.example/userinfo",
        administrators=["sam.birch"],
    )
    config = Config()

    configure(config, Settings(data_folder=tmp_path, sign_in=sign_in))

    assert config.JupyterHub.authenticator_class is OpenIdAuthenticator
    assert config.OpenIdAuthenticator.token_url == "https://id.example/token"
    assert config.JupyterHub.load_groups["admins"] == {"users": ["sam.birch"]}


def test_pages_of_the_hub_cannot_be_looked_into_by_a_notebook(tmp_path: Path) -> None:
    config = Config()

    configure(config, Settings(data_folder=tmp_path))

    headers = config.JupyterHub.tornado_settings["headers"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "noopener-allow-popups"


def test_configuring_twice_gives_the_same(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    once, twice = Config(), Config()

    configure(once, settings)
    configure(twice, settings)
    configure(twice, settings)

    tornado = (once.JupyterHub.pop("tornado_settings"), twice.JupyterHub.pop("tornado_settings"))
    assert set(tornado[0]["oauth_no_confirm_list"]) == set(tornado[1]["oauth_no_confirm_list"])
    assert once == twice


def test_account_and_role_that_were_taken_away_do_not_come_back(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    config = _start(settings)
    first = config.JupyterHub.load_groups["admins"]["users"]

    with _database(tmp_path) as database:
        ours = HubAuthenticator(db=database)
        ours.delete_user(SimpleNamespace(name="grace"))
        again = _start(settings)

        assert first == ["admin"]
        assert again.JupyterHub.load_groups["admins"]["users"] == []
        assert not ours.user_exists("grace")
        assert ours.user_exists("admin")


def test_start_that_was_broken_off_is_made_good(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    (tmp_path / "hub").mkdir()
    with _database(tmp_path) as database:
        ours = HubAuthenticator(db=database)
        ours.create_user("admin", "four-quiet-words")  # and then it ended

        config = _start(settings)

        assert ours.get_user("admin").is_authorized
        assert config.JupyterHub.load_groups["admins"]["users"] == ["admin"]


def _start(settings: Settings) -> Config:
    """Do with accounts and groups what JupyterHub does when it starts."""
    config = Config()
    configure(config, settings)
    with _database(settings.data_folder) as database:
        HubAuthenticator(db=database, config=config)
        for name in config.JupyterHub.load_groups:
            if orm.Group.find(database, name) is None:
                database.add(orm.Group(name=name))
        database.commit()
    return config


@contextmanager
def _database(folder: Path) -> Iterator[Any]:
    session = orm.new_session_factory(f"sqlite:///{folder / 'hub' / 'jupyterhub.sqlite'}")()
    yield session
    session.close()
    session.get_bind().dispose()
