"""What can go wrong with a project, in words for the person who works on it."""

__all__ = ["Conflict", "NotAllowed", "NotFound", "QIError", "Refused", "Unreachable"]


class QIError(Exception):
    """The base of every error of the project client."""


class NotAllowed(QIError):
    """You may not do this, or you are not signed in any more."""


class NotFound(QIError):
    """There is no such thing, or it is not open to you."""


class Refused(QIError):
    """What you gave does not fit; the message says what to change, `fields` where."""

    def __init__(self, message: str, *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class Unreachable(QIError):
    """The hub does not answer just now. Nothing is lost: try again."""


class Conflict(QIError):
    """Someone else saved first.

    `yours` is what you wanted to save and `theirs` what is there now, at `version`. Nothing of
    yours has been saved: look at both, read the project again, and save once more.
    """

    def __init__(self, message: str, *, yours: object, theirs: object, version: int) -> None:
        super().__init__(message)
        self.yours = yours
        self.theirs = theirs
        self.version = version
