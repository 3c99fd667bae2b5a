"""Where each process listens: loopback ports from the settings' `port` on."""

from dataclasses import dataclass

from gallery.settings import Settings

__all__ = ["APPS_PREFIX", "GALLERY_PREFIX", "GALLERY_ROUTES", "Addresses"]

APPS_PREFIX = "/services/apps/"
GALLERY_PREFIX = "/services/gallery/"
# The pages that people type, print and scan: they need short addresses at the top of the site.
GALLERY_ROUTES = (
    "/home/",
    "/gallery/",
    "/projects/",
    "/start/",
    "/tv/",
    "/screens/",
    "/join/",
    "/p/",
    "/api/",
    "/static/",
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The loopback addresses of one hub's processes."""

    port: int

    @classmethod
    def of(cls, settings: Settings) -> "Addresses":
        """Give the addresses that follow from the settings."""
        return cls(settings.port)

    @property
    def public(self) -> str:
        """Where the proxy listens for people."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def proxy_api(self) -> str:
        """Where the proxy listens for the hub."""
        return f"http://127.0.0.1:{self.port + 1}"

    @property
    def hub(self) -> str:
        """Where the hub listens."""
        return f"http://127.0.0.1:{self.port + 2}"

    @property
    def gallery(self) -> str:
        """Where the gallery service listens."""
        return f"http://127.0.0.1:{self.port + 3}"

    @property
    def apps(self) -> str:
        """Where the apps service listens."""
        return f"http://127.0.0.1:{self.port + 4}"

    @property
    def api(self) -> str:
        """The project store's API, as processes on this machine reach it."""
        return f"{self.gallery}/api"

    @property
    def ports(self) -> range:
        """Every port that the hub needs."""
        return range(self.port, self.port + 5)
