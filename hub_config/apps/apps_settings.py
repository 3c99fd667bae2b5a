"""What the apps service is told of the settings: these few values, and no password."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the settings bring the database library, which this service has no use for
    from gallery.settings import Settings

__all__ = ["AppsSettings"]

_VARIABLE = "APPS_LIMITS"


@dataclass(frozen=True, slots=True)
class AppsSettings:
    """How long apps stay open, how many, and what each may use."""

    away_seconds: float = 45
    """How long a kernel waits for a page that has gone or lost its connection."""
    idle_seconds: float = 1800
    """How long it waits for a person whose page is still open."""
    most_viewers: int = 0
    """How many apps may be open; 0: as many as memory allows."""
    most_of_one: int = 6
    """How many of them one person may have open."""
    memory_mb: int = 512
    """How much memory the kernel of one may use."""
    processor_seconds: int = 600
    """How much processor time it may use before it is ended."""

    @classmethod
    def of(cls, settings: "Settings") -> "AppsSettings":
        """Take the limits from the hub's settings."""
        return cls(
            idle_seconds=settings.apps_idle_minutes * 60,
            most_viewers=settings.apps_most_viewers,
            memory_mb=settings.apps_memory_mb,
            processor_seconds=settings.apps_processor_seconds,
        )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "AppsSettings":
        """Read the limits that the service was started with."""
        return cls(**json.loads(environment.get(_VARIABLE, "{}")))

    def as_environment(self) -> dict[str, str]:
        """Give the limits to a service that is about to be started."""
        return {_VARIABLE: json.dumps(asdict(self))}
