"""What a no-code tool is to the frame: screens, answers to save, actions, files."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import ClassVar, Literal
from urllib.parse import parse_qsl

from widgets.frame.screen import Screen

__all__ = ["Answer", "Clashes", "Tool", "apps_folder", "parse_address"]


def parse_address(query: str) -> dict[str, str]:
    """Read the page's query string; of a name that comes twice, the first counts."""
    address: dict[str, str] = {}
    for name, value in parse_qsl(query):
        address.setdefault(name, value)
    return address


def apps_folder(page: str) -> str:
    """Give the address under which the other apps stand beside this page."""
    return page[: page.rfind("/") + 1] or "/services/apps/render/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person typed or chose in a field, and the saved value they started from."""

    name: str
    value: str
    base: str


class Clashes(Exception):
    """Somebody else saved another answer in the same field meanwhile."""

    def __init__(self, theirs: str) -> None:
        super().__init__(
            "Somebody saved another answer here while you typed. Choose which to keep."
        )
        self.theirs = theirs


class Tool(ABC):
    """One tool. It holds no comm and no HTML, so that a test can walk through it."""

    title: ClassVar[str]

    def __init__(self) -> None:
        self.forgotten: list[tuple[str, str]] = []
        self.clashes: dict[str, str] = {}
        self.is_plain = False
        """Whether it is shown in plain mode; the frame says so."""
        self.focus = ""
        """The field to put the cursor into once the screen is drawn; the frame clears it."""
        self.device: Literal["", "apple", "computer"] = ""
        """On what the person who gives a file works, as far as the page can tell."""
        self.show_progress: Callable[[float], None] = lambda share: None
        """Shows how much of a file, from 0 to 1, has been read; the frame says how."""

    @property
    @abstractmethod
    def scope(self) -> str:
        """Under which name the browser keeps this person's unsaved words."""

    @property
    def outbox(self) -> str:
        """Under which name the browser keeps what this person did, until it is known to be saved.

        No action of `waits` changes it: what is done would be looked for under the new name, stay
        under the old one, and be sent again by every page that opens there.
        """
        return self.scope

    @property
    def home(self) -> str:
        """Where the arrow at the top leads."""
        return "/home"

    @property
    def address(self) -> dict[str, str]:
        """The query that opens this tool again where it is now."""
        return {}

    @property
    def waits(self) -> frozenset[str]:
        """Name the actions that mean the same later: they name all that they act on.

        Without a connection they are kept on the device and sent in order when it is back.
        """
        return frozenset()

    def once(self, act: str) -> AbstractContextManager[object]:
        """Save under the name of an action, so that it is not done again when it comes again."""
        return nullcontext(act)

    @abstractmethod
    def open(self, address: dict[str, str]) -> None:
        """Find out where to begin."""

    @abstractmethod
    def screen(self) -> Screen:
        """Describe what to show now."""

    @abstractmethod
    def save(self, answer: Answer) -> str:
        """Save one answer and give the value as it is now on the server.

        Raises `Clashes` when somebody else changed the same field, or a `QIError`.
        """

    @abstractmethod
    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says, with the words that waited in the browser for it."""

    def typed(self, name: str, value: str) -> bool:
        """Hear what is being typed in a watched field; tell whether to draw the screen again."""
        return False

    def look_again(self) -> bool:
        """Read what others saved meanwhile; tell whether the screen is to be drawn again."""
        return False

    def receive(self, name: str, file: str, content: bytes) -> None:
        """Take a file."""
        raise NotImplementedError(f"{type(self).__name__} takes no files")

    def forget(self, *names: str) -> None:
        """Say that the words kept in the browser for these fields have been used."""
        self.forgotten.extend((self.scope, name) for name in names)
