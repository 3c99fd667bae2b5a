"""What can go wrong in the service, in words for the person who reads them."""

__all__ = [
    "Conflict",
    "GalleryError",
    "HubUnavailable",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "PosterFailed",
    "Problem",
    "Refused",
    "SettingsError",
    "TooLarge",
    "TooOften",
    "Unavailable",
]


_SAVED_FIRST = (
    "Someone else saved this while you were working on it. Your version has not been saved yet: "
    "compare the two, then save again."
)


class GalleryError(Exception):
    """The base of every error of the gallery service."""


class SettingsError(GalleryError):
    """A setting is wrong; the message names it and says what to do."""


class PosterFailed(GalleryError):
    """A poster could not be made; the sentence says what the team can do."""


class Problem(GalleryError):
    """A request that cannot be carried out: an HTTP status and a sentence for the person."""

    status = 400

    def body(self) -> dict[str, object]:
        """Say it as the API does."""
        return {"error": str(self)}


class NotSignedIn(Problem):
    """Nobody is signed in, or the sign-in has ended."""

    status = 401

    def __init__(self, sentence: str = "Please sign in first.") -> None:
        super().__init__(sentence)


class NotAllowed(Problem):
    """The person may see the thing, but not do this with it."""

    status = 403


class NotFound(Problem):
    """There is no such thing, or the person may not know of it."""

    status = 404


class Conflict(Problem):
    """Someone else saved first; both versions come back, and nothing is lost."""

    status = 409

    def __init__(
        self, *, yours: object, theirs: object, version: int, sentence: str = _SAVED_FIRST
    ) -> None:
        super().__init__(sentence)
        self.yours = yours
        self.theirs = theirs
        self.version = version

    def body(self) -> dict[str, object]:
        """Say it as the API does, with both versions."""
        return {
            "error": str(self),
            "yours": self.yours,
            "theirs": self.theirs,
            "version": self.version,
        }


class TooLarge(Problem):
    """More than the service takes at once."""

    status = 413


class TooOften(Problem):
    """More of them, one after the other, than the service does for one person."""

    status = 429


class Refused(Problem):
    """The content does not fit; the sentence says what to change."""

    status = 422

    def __init__(self, sentence: str, *, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}

    def body(self) -> dict[str, object]:
        """Say it as the API does, field by field."""
        return {"error": str(self), "fields": self.fields}


class Unavailable(Problem):
    """Something the service needs does not answer just now."""

    status = 503


class HubUnavailable(Unavailable):
    """JupyterHub does not answer, or does not let the service do its work."""
