"""The settings of a hub: defaults, the site's `qihub.toml` over them, the environment last."""

import difflib
import os
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FilePath,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as NotJson
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from gallery.errors import SettingsError

__all__ = ["Organisation", "Settings", "SignIn", "SignInMethod", "StrategicAim", "load_settings"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StrategicAim(_Section):
    """One of the organisation's aims: a key for addresses, its name, its own deep colour."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    colour: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")


class Organisation(_Section):
    """Who runs this hub."""

    name: str = "The QI Hub"
    logo: FilePath | None = None
    strategic_aims: list[StrategicAim] = [
        StrategicAim(key="reduce-waits", name="Reduce waits", colour="#3c4c9c"),
        StrategicAim(key="reduce-waste", name="Reduce waste", colour="#2c6a4c"),
        StrategicAim(key="zero-harm", name="Zero harm", colour="#862e5b"),
    ]
    directorates: list[str] = ["Medicine", "Surgery", "Families", "Community", "Clinical support"]


class SignInMethod(StrEnum):
    """How people sign in."""

    NATIVE = "native"
    OPENID = "openid"


class SignIn(_Section):
    """Sign-in with accounts of our own, or with the organisation's OpenID Connect (Entra ID)."""

    method: SignInMethod = SignInMethod.NATIVE
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    authorize_url: str = ""
    token_url: str = ""
    userdata_url: str = ""
    username_claim: str = "preferred_username"
    administrators: list[str] = []

    @model_validator(mode="after")
    def _is_complete(self) -> "SignIn":
        needed = ("client_id", "authorize_url", "token_url", "userdata_url")
        missing = [name for name in needed if not getattr(self, name)]
        if self.method is SignInMethod.OPENID and missing:
            raise ValueError(f"“openid” also needs {', '.join(missing)}")
        return self


class Settings(BaseSettings):
    """Everything a site may set. A nested name in the environment is `QIHUB_SIGN_IN__METHOD`."""

    model_config = SettingsConfigDict(
        env_prefix="QIHUB_", env_nested_delimiter="__", extra="forbid"
    )

    organisation: Organisation = Organisation()
    sign_in: SignIn = SignIn()
    data_folder: Path = Path("data")
    database_url: str = ""
    public_url: str = ""
    port: int = Field(default=8000, ge=1, le=65531)  # and the four ports after it
    time_zone: str = "Europe/London"
    idle_minutes: int = Field(default=60, ge=5)
    apps_memory_mb: int = Field(default=512, ge=256)
    apps_processor_seconds: int = Field(default=600, ge=30)
    apps_idle_minutes: int = Field(default=30, ge=1)
    apps_most_viewers: int = Field(default=0, ge=0)
    demonstration: bool = True

    @field_validator("data_folder")
    @classmethod
    def _make_absolute(cls, folder: Path) -> Path:
        return folder.expanduser().resolve()

    @field_validator("public_url")
    @classmethod
    def _has_no_slash_at_its_end(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        try:
            kind = make_url(url).get_backend_name() if url else "sqlite"
        except ArgumentError:
            kind = ""
        if kind not in ("sqlite", "postgres", "postgresql"):
            raise ValueError("must look like postgresql://user:password@host/name")
        return url

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"“{zone}” is no time zone; one is “Europe/London”") from None
        return zone

    @model_validator(mode="after")
    def _follow_the_port(self) -> "Settings":
        self.public_url = self.public_url or f"http://localhost:{self.port}"
        return self

    @property
    def store_url(self) -> str:
        """The database of the project store; a SQLite file in the data folder by default."""
        return self.database_url or f"sqlite:///{self.data_folder / 'projects.sqlite'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which arrives as initial values."""
        return env_settings, init_settings


def load_settings(file: Path | None = None) -> Settings:
    """Read and validate the settings.

    `file` is `qihub.toml` by default, or what `QIHUB_SETTINGS` names; a file that was named must
    exist. Raises `SettingsError`, which names the wrong key and the nearest valid one.
    """
    named = file or (Path(os.environ["QIHUB_SETTINGS"]) if "QIHUB_SETTINGS" in os.environ else None)
    path = named or Path("qihub.toml")
    if named and not path.is_file():
        raise SettingsError(f"There is no settings file {path}. Check the name, or leave it out.")
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        return Settings(**values)
    except NotJson as error:
        raise SettingsError(
            f'{error}: in the environment, lists are given as JSON: \'["Medicine", "Surgery"]\'.'
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise SettingsError(_explain(error, path)) from error


def _explain(error: ValidationError, path: Path) -> str:
    lines = [f"{path} or the environment has settings that do not work:"]
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            near = difflib.get_close_matches(key.split(".")[-1], _valid_names(), n=1)
            hint = f" Did you mean “{near[0]}”?" if near else " See docs/reference/settings.md."
            lines.append(f"  {key}: there is no such setting.{hint}")
        else:
            lines.append(f"  {key}: {problem['msg'].removeprefix('Value error, ')}.")
    return "\n".join(lines)


def _valid_names() -> list[str]:
    sections = (Settings, Organisation, SignIn, StrategicAim)
    return [name for section in sections for name in section.model_fields]
