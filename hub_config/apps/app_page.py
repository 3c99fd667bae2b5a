"""The page of an app: what can be shown at once is sent at once, then the kernel's own screen."""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from jinja2 import Environment, FileSystemLoader
from jupyter_server.base.handlers import JupyterHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.configuration import VoilaConfiguration
from voila.utils import get_page_config

from gallery.pages.template_environment import static_address
from hub_config.apps.first_paint import FirstPaint
from hub_config.apps.notebook_cells import run_cells
from hub_config.apps.static_files import FrontEndFiles
from hub_config.apps.waiting_room import AskedAgain
from widgets.frame.front_end import FRONT_VARIABLE
from widgets.frame.plain_words import PLAIN_VARIABLE
from widgets.frame.tool import parse_address

__all__ = ["AppPage", "NothingShown"]

_FOLDER = Path(__file__).parent / "voila/templates/qihub"
_FONTS = [f"/static/fonts/atkinson-hyperlegible-next-latin-{n}-normal.woff2" for n in (400, 700)]
_SIGN_OF_LIFE_SECONDS = 10

T = TypeVar("T")


class NothingShown(Exception):
    """The notebook ran, and there is nothing for a page to show; why is in the log."""


class AppPage(JupyterHandler):
    """Send the page of an app, and start its kernel for who is looking."""

    def initialize(
        self, *, notebooks: Path, voila: VoilaConfiguration, front: FrontEndFiles, paint: FirstPaint
    ) -> None:
        """Take what all pages share."""
        self._notebooks, self._voila, self._front, self._paint = notebooks, voila, front, paint
        self._template = _template()
        self._is_left = False

    async def send_page(self, notebook: Any) -> None:
        """Send the page in pieces, as each can be told."""
        self._about = {
            "title": notebook.metadata.get("title", "QI Hub"),
            "base": self.base_url,
            "front": f"{self.base_url}front/{self._front.name}/",
            "look": static_address("qihub.css"),
            "fonts": _FONTS,
            "plain": self.get_cookie("qihub_plain") == "1",
        }
        self.set_header("Cache-Control", "no-store")
        _ = self.xsrf_token  # sets its cookie, with which the page may end its kernel
        starting = asyncio.ensure_future(self._start(notebook))
        try:
            await self._send("beginning")
            await self._send("first", **await self._first_paint())
            kernel = await self._wait(starting)
            await self._send("kernel", kernel=kernel)
            await self._send_widgets(kernel, notebook)
        except (StreamClosedError, AskedAgain):
            await self._end(starting)  # nobody is looking any more
        except Exception:  # the outer edge: half a page is out already, and can still say so
            if not self._is_left:
                self.log.exception("An app did not open")
            with suppress(StreamClosedError):
                await self._send("failed")
            await self._end(starting)

    async def _end(self, starting: asyncio.Future[str]) -> None:
        """End a kernel that no page will ever know."""
        with suppress(Exception):  # it did not even start, or has ended by itself
            await self.kernel_manager.shutdown_kernel(await starting)

    def on_connection_close(self) -> None:
        """Note that nobody is looking any more; what then fails is nobody's concern."""
        super().on_connection_close()
        self._is_left = True

    def notebook(self, path: str) -> Any:
        """Find the notebook of an app, or say that there is none."""
        try:
            file = (self._notebooks / path).resolve()
            is_there = file.is_file()
        except (OSError, ValueError):  # what no file can be called
            raise HTTPError(404) from None
        is_ours = file.is_relative_to(self._notebooks.resolve()) and file.suffix == ".ipynb"
        if not is_ours or not is_there or file.name.startswith("."):
            raise HTTPError(404)
        return _read(file, file.stat().st_mtime_ns)

    async def _first_paint(self) -> dict[str, Any]:
        address = parse_address(self.request.query)
        token = self.identity_provider.token_of(self)
        drawing = paper = None
        if not self._about["plain"]:
            drawing = await self._paint.drawing(address, token)
        elif self.request.path.endswith("/chart.ipynb"):
            paper = await self._paint.paper(address, token)
        project = address.get("project", "")
        is_name = project.replace("-", "").isalnum()
        home = f"/projects/{project}" if is_name else "/home"
        return {"drawing": drawing, "paper": paper, "home": home}

    async def _start(self, notebook: Any) -> str:
        environment = {
            **os.environ,
            "SCRIPT_NAME": self.request.path,
            "QUERY_STRING": self.request.query,
            "VOILA_PREHEAT": "False",
            "VOILA_BASE_URL": self.base_url,
            "VOILA_REQUEST_URL": self.request.full_url(),
            FRONT_VARIABLE: str(self._about["front"]),
            PLAIN_VARIABLE: "1" if self._about["plain"] else "",
        }
        name = notebook.metadata.get("kernelspec", {}).get("name", "python3")
        kernel: str = await self.kernel_manager.start_kernel(
            kernel_name=name, path="", env=environment
        )
        return kernel

    async def _send_widgets(self, kernel: str, notebook: Any) -> None:
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        running = run_cells(self.kernel_manager.get_kernel(kernel), cells)
        shown = await self._wait(running)
        if not shown.outputs:
            raise NothingShown(f"{self.request.path} shows no widget.")
        if shown.is_light:
            await self._send("widgets", kernel=kernel, views=shown.views, messages=shown.messages)
        else:
            config = {**self._page_config(), "baseUrl": self.base_url, "kernelId": kernel}
            await self._send("others", page_config=config, outputs=shown.outputs)

    def _page_config(self) -> dict[str, Any]:
        config: dict[str, Any] = get_page_config(
            base_url=self.base_url,
            settings=self.settings,
            log=self.log,
            voila_configuration=self._voila,
        )
        return config

    async def _wait(self, work: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
        """Wait as long as it takes, without the silence that ends a connection on its way."""
        task = asyncio.ensure_future(work)
        while not (await asyncio.wait({task}, timeout=_SIGN_OF_LIFE_SECONDS))[0]:
            self.write("<!-- still here -->\n")
            await self.flush()
        return task.result()

    async def _send(self, block: str, **more: Any) -> None:
        context = self._template.new_context({**self._about, **more})
        self.write("".join(self._template.blocks[block](context)))
        await self.flush()


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True)
    return environment.get_template("page.html.j2")


@lru_cache(maxsize=100)
def _read(file: Path, _changed: int) -> Any:
    return nbformat.read(file, as_version=4)
