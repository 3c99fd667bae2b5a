"""Secrets that this machine makes for itself, kept in the data folder for the operator alone."""

import secrets
from pathlib import Path

__all__ = ["Keys"]


class Keys:
    """The secrets of one hub. Each is made at first use and then stays the same."""

    def __init__(self, data_folder: Path) -> None:
        self._folder = data_folder / "secrets"

    def __repr__(self) -> str:
        return f"Keys({self._folder})"

    def get(self, name: str) -> str:
        """Read the secret `name`, or make it; the file is readable by its owner only."""
        file = self._folder / name
        if not self.has(name):
            self.write(name, secrets.token_hex(32))
        return file.read_text().strip()

    def path(self, name: str) -> Path:
        """Give the file of the secret `name`, which exists afterwards."""
        self.get(name)
        return self._folder / name

    def write(self, name: str, text: str) -> None:
        """Keep `text` as the secret `name`."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._folder / f".{name}"
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_text(text)
        unfinished.replace(self._folder / name)  # whole or not at all, if the power goes

    def has(self, name: str) -> bool:
        """Tell whether the secret `name` was made already."""
        return (self._folder / name).exists()
