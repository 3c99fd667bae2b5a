"""The frame that every no-code tool stands in: one question a screen, saved as it is typed."""

import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode

import anywidget
import traitlets
from pydantic import ValidationError

from qi_lib.errors import QIError, Unreachable
from qi_lib.wording.drawing_words import rewording_by
from qi_lib.wording.refusals import say_misfit
from widgets.frame.front_end import FRONT_VARIABLE, front_end
from widgets.frame.plain_words import PLAIN_VARIABLE, say_plainly, show_plainly
from widgets.frame.screen import Button, Screen
from widgets.frame.tool import Answer, Clashes, Tool, parse_address

__all__ = ["ToolFrame", "show_tool"]

_CALM = (
    "Something went wrong on our side. What you typed is kept. "
    "Try again, and if it happens twice, tell the hub team."
)
_SENT = 0.4  # of the way from the file to the screen, when all of it has arrived
_MOST_PARTS = 32  # of a file, at half a megabyte each: more than a tool's own limit lets through

Message = dict[str, Any]  # Any: what arrives from a browser is checked where it is used


class ToolFrame(anywidget.AnyWidget):
    """Carry a tool's screens to the browser, and what is typed there to the tool."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    outbox = traitlets.Unicode().tag(sync=True)
    home = traitlets.Unicode("/home").tag(sync=True)
    screen = traitlets.Dict().tag(sync=True)
    plain = traitlets.Bool().tag(sync=True)
    waits = traitlets.List(traitlets.Unicode()).tag(sync=True)

    _log: ClassVar[logging.Logger] = logging.getLogger(__name__)

    def __init__(self, tool: Tool, address: dict[str, str]) -> None:
        super().__init__(title=tool.title, **front_end(os.environ.get(FRONT_VARIABLE, "")))
        self._tool = tool
        self.plain = tool.is_plain = os.environ.get(PLAIN_VARIABLE) == "1"
        self._given = address
        self._address: dict[str, str] = {}
        self._files: dict[str, list[bytes]] = {}
        self._serial = 0
        self._done: dict[str, list[str]] = {}  # action -> the fields whose words it used
        self.on_msg(self._hear)
        self._open()

    def _open(self) -> None:
        try:
            self._tool.open(self._given)
            self._show()
        except QIError as error:
            self._show_trouble(str(error))
        except Exception:
            self._log.exception("The tool did not open")
            self._show_trouble(_CALM)

    def _show_trouble(self, text: str) -> None:
        self._draw(
            Screen(
                key="trouble",
                question="This did not open",
                hint=text,
                back=Button(label="My projects", href="/home"),
                go=Button(label="Try again", act="open"),
            )
        )

    def _draw(self, screen: Screen) -> None:
        self._serial += 1
        data, title = screen.as_data(), self._tool.title
        if self.plain:
            data, title = show_plainly(title, data), say_plainly(title, title)
        self.title, self.screen = title, {**data, "serial": self._serial}

    def _tell(self, **message: object) -> None:
        """Send a message that counts from the screen that was drawn last."""
        self.send({**message, "after": self._serial})

    def _show(self) -> None:
        self.scope = self._tool.scope
        self.outbox = self._tool.outbox
        self.home = self._tool.home
        self.waits = sorted(self._tool.waits)
        with rewording_by(partial(say_plainly, self._tool.title) if self.plain else str):
            screen = self._tool.screen()
        self._draw(screen)
        if self._tool.address != self._address:
            self._address = dict(self._tool.address)
            self._tell(type="address", query=urlencode(self._address))
        if self._tool.forgotten:
            self._tell(type="forget", words=[list(one) for one in self._tool.forgotten])
            self._tool.forgotten.clear()
        if self._tool.focus:
            self._tell(type="focus", name=self._tool.focus)
            self._tool.focus = ""

    # Messages -----------------------------------------------------------------------------------

    def _hear(self, _widget: object, message: Message, buffers: list[bytes]) -> None:
        """Answer one message. This is the outer edge: no error leaves it, no traceback is shown."""
        answers: dict[str, Callable[[Message], None]] = {
            "ping": self._ping,
            "change": self._change,
            "typing": self._typing,
            "act": self._act,
            "settle": self._settle,
            "plain": self._turn_plain,
            "file": lambda file: self._file(file, buffers),
        }
        answer = answers.get(str(message.get("type")))
        if answer is None:
            return
        try:
            answer(message)
        except Exception as error:
            self._say(self._explain(error))

    def _explain(self, error: Exception) -> str:
        if isinstance(error, QIError):
            return str(error)
        if isinstance(error, ValidationError):
            return say_misfit(error.errors()[0])
        self._log.error("A message to the tool failed", exc_info=error)
        return _CALM

    def _say(self, text: str) -> None:
        self._tell(type="say", text=text)

    def _ping(self, message: Message) -> None:
        self.send({"type": "pong", "id": message.get("id")})
        if self._tool.look_again():
            self._show()

    def _change(self, message: Message) -> None:
        answer = Answer(
            name=str(message["name"]), value=str(message["value"]), base=str(message["base"])
        )
        about = {"name": answer.name, "sequence": message.get("sequence")}
        try:
            saved = self._tool.save(answer)
        except Clashes as clash:
            self._tool.clashes[answer.name] = clash.theirs
            self._keep(about, str(clash))
        except Exception as error:
            self._keep(about, self._explain(error), retry=isinstance(error, Unreachable))
        else:
            self._tool.clashes.pop(answer.name, None)
            self._show()
            self._tell(type="saved", base=saved, **about)

    def _typing(self, message: Message) -> None:
        if self._tool.typed(str(message["name"]), str(message["value"])):
            self._show()

    def _keep(self, about: Message, text: str, *, retry: bool = False) -> None:
        self._show()
        self._tell(type="kept", text=text, retry=retry, **about)

    def _act(self, message: Message) -> None:
        """Do what was asked, once; what the hub could not take now may be asked again."""
        act, is_done = str(message.get("id", "")), True
        try:
            if act not in self._done:
                self._done[act] = self._do(message, act)
        except Unreachable:
            is_done = message.get("name") not in self._tool.waits
            raise
        finally:
            if is_done:
                self._done.setdefault(act, [])
            self._tell(type="done", id=act, retry=not is_done, used=self._done.get(act, []))

    def _do(self, message: Message, act: str) -> list[str]:
        if message.get("name") == "open":
            self._open()
            return []
        kept = {str(name): str(value) for name, value in dict(message.get("kept", {})).items()}
        with self._tool.once(act):
            self._tool.act(str(message["name"]), str(message.get("value", "")), kept)
        used = [name for _, name in self._tool.forgotten]
        self._show()
        return used

    def _turn_plain(self, message: Message) -> None:
        self.plain = self._tool.is_plain = bool(message["on"])
        self._show()

    def _settle(self, message: Message) -> None:
        name, mine = str(message["name"]), str(message["mine"])
        theirs = self._tool.clashes.get(name, "")
        both = str(message["joint"]).join((theirs, mine))
        chosen = {"mine": mine, "theirs": theirs, "both": both}[str(message["which"])]
        self._tool.save(Answer(name=name, value=chosen, base=theirs))
        self._tool.clashes.pop(name, None)
        self._tool.forget(name)
        self._show()

    def _file(self, message: Message, buffers: list[bytes]) -> None:
        name, part, total = str(message["name"]), int(message["part"]), int(message["total"])
        chunks = self._files.setdefault(name, [])
        if part == 0:
            chunks.clear()
        if total <= _MOST_PARTS:
            chunks.append(bytes(buffers[0]))
        self._tell_share(name, _SENT * (part + 1) / total)
        if part < total - 1:
            return
        content = b"".join(self._files.pop(name, []))
        is_known = message.get("device") in ("apple", "computer")
        self._tool.device = message["device"] if is_known else ""
        self._tool.show_progress = lambda share: self._tell_share(name, _SENT + (1 - _SENT) * share)
        try:
            self._tool.receive(name, str(message["file"]), content)
            self._show()
        finally:
            self._tell_share(name, 1)

    def _tell_share(self, name: str, share: float) -> None:
        """Tell the browser how far a file is, for its bar; at 1 the bar goes."""
        self._tell(type="file", name=name, share=round(share, 2))


def show_tool(tool: Tool) -> None:
    """Show a tool in this notebook, opened where the page's address says."""
    from IPython.display import display  # noqa: PLC0415  (only a kernel has it; tests do not)

    display(ToolFrame(tool, parse_address(os.environ.get("QUERY_STRING", ""))))
