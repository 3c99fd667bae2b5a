"""The door of the apps: it lets people in, or says what they wait for."""

from pathlib import Path
from typing import Any

import jinja2
from jupyter_server.base.handlers import APIHandler
from tornado.web import authenticated

from hub_config.apps.app_page import AppPage
from hub_config.apps.kernels import VISIT
from hub_config.apps.viewer_identity import PREFIX
from hub_config.apps.waiting_room import PlaceInQueue, WaitingRoom

__all__ = ["PAGES", "AppEntrance", "QueueStatus"]

_ASK_AGAIN_SECONDS = 5
PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "voila/templates/qihub"), autoescape=True
)
"""The pages that stand where an app would be."""


class AppEntrance(AppPage):
    """The page of an app, for whom there is room."""

    def initialize(self, *, waiting_room: WaitingRoom, **kwargs: Any) -> None:  # type: ignore[override]
        """Take what every page needs, and the waiting_room."""
        super().initialize(**kwargs)
        self._waiting_room = waiting_room

    @authenticated
    async def get(self, path: str = "") -> None:
        """Make the page, with a kernel of its own for this viewer."""
        notebook = self.notebook(path)  # before anything is held for what is not there
        viewer, app = self.current_user.username, f"{path}?{self.request.query}"
        if self._waiting_room.was_just_ended(viewer, app):
            self._show("resting.html")
            return
        if self._waiting_room.ask(viewer) and (
            visit := self._waiting_room.replaceable_visit(viewer, app)
        ):
            await self.kernel_manager.end(visit, now=True)
        token = self.identity_provider.token_of(self)
        entered = self._waiting_room.enter(viewer, app, token, is_again=self._is_again())
        if isinstance(entered, PlaceInQueue):
            self._ask_to_wait(entered)
            return
        VISIT.set(entered)
        try:
            await self.send_page(notebook)
        finally:
            self.kernel_manager.page_is_out(entered)

    def _is_again(self) -> bool:
        """Tell whether a page is loaded again. Browsers ask for a fresh one then."""
        wanted = self.request.headers.get("Cache-Control", "")
        return "max-age=0" in wanted or "no-cache" in wanted

    def _ask_to_wait(self, waiting: PlaceInQueue) -> None:
        self.set_status(429 if waiting.has_too_many else 503)
        self.set_header("Retry-After", str(_ASK_AGAIN_SECONDS))
        self._show(
            "full.html",
            waiting=waiting,
            words=_words(waiting),
            most_of_one=self._waiting_room.most_of_one,
            room=f"{PREFIX}room",
            again_ms=1000 * _ASK_AGAIN_SECONDS,
        )

    def _show(self, page: str, **values: object) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(PAGES.get_template(page).render(**values))


class QueueStatus(APIHandler):
    """Tells the page of somebody who waits whether it is their turn."""

    def initialize(self, *, waiting_room: WaitingRoom) -> None:
        """Take the waiting_room."""
        self._waiting_room = waiting_room

    @authenticated
    def get(self) -> None:
        """Answer, and keep the person's place."""
        waiting = self._waiting_room.ask(self.current_user.username)
        self.finish({"has_room": waiting is None, "words": _words(waiting) if waiting else ""})


def _words(waiting: PlaceInQueue) -> str:
    if not waiting.before:
        return "You are next."
    people = "1 person is" if waiting.before == 1 else f"{waiting.before} people are"
    return f"{people} before you."
