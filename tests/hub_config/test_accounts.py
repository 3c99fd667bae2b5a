"""The first accounts, and the secrets of a machine."""

import stat
from pathlib import Path

import pytest

from gallery.settings import Settings
from hub_config.accounts import ROLE_GROUPS, first_accounts, initials
from hub_config.keys import Keys


def test_password_is_made_once_for_this_machine(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)

    first = first_accounts(settings, Keys(tmp_path))
    again = first_accounts(settings, Keys(tmp_path))
    elsewhere = first_accounts(settings, Keys(tmp_path / "elsewhere"))

    assert first == again
    assert first[0].password != elsewhere[0].password
    assert len(first[0].password) >= 14


def test_demonstration_has_someone_in_every_role(tmp_path: Path) -> None:
    accounts = first_accounts(Settings(data_folder=tmp_path), Keys(tmp_path))

    assert {account.group for account in accounts} == set(ROLE_GROUPS)


def test_real_hub_starts_with_one_administrator(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, demonstration=False)

    accounts = first_accounts(settings, Keys(tmp_path))

    assert [(a.name, a.group) for a in accounts] == [("admin", "admins")]


def test_secrets_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    keys = Keys(tmp_path)

    secret = keys.get("proxy-token")

    assert secret == Keys(tmp_path).get("proxy-token")
    assert stat.S_IMODE(keys.path("proxy-token").stat().st_mode) == 0o600
    assert secret not in repr(keys)


@pytest.mark.parametrize(
    ("name", "short"), [("Amira Khan", "AK"), ("Amira Jane Khan", "AK"), ("Joan", "J")]
)
def test_initials_are_of_the_first_and_last_name(name: str, short: str) -> None:
    assert initials(name) == short
