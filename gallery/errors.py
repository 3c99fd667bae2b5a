"""What can go wrong in the service, in words for the person who reads them."""

__all__ = ["GalleryError", "SettingsError"]


class GalleryError(Exception):
    """The base of every error of the gallery service."""


class SettingsError(GalleryError):
    """A setting is wrong; the message names it and says what to do."""
