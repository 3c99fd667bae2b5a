"""The kernels of the apps: each belongs to one viewer, and ends when nobody needs it."""

import asyncio
import os
from contextvars import ContextVar
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop, PeriodicCallback

from hub_config.apps.kernel_messages import NotAMessage, read_message
from hub_config.apps.kernel_passes import KernelPasses
from hub_config.apps.waiting_room import AskedAgain, Visit, WaitingRoom

__all__ = ["ENDED", "VISIT", "ViewerKernels", "ViewerWebSocket"]

VISIT: ContextVar[Visit] = ContextVar("VISIT")
"""For whom the page is that is being made."""

ENDED = 4410
"""The code with which the line to a page is closed when its kernel has ended."""
_NOT_A_MESSAGE = 1007

_LOOK_EVERY_SECONDS = 5
_RENEW_EVERY_SECONDS = 150  # a pass lasts 600: one try may fail, or two
# Each keeps a processor busy for a moment. More at once, and nobody is served soon: with thirty
# the first page came after 9 s instead of 1 s, and the service did not answer for 2 s.
_PAGES_AT_ONCE = (os.cpu_count() or 1) + 1
_NEXT_AFTER_SECONDS = 5  # also when a page is not done, say because the project store is slow
# What a kernel may see of the service's environment. Nothing else crosses: no service token.
_KERNEL_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JUPYTER_PATH")
_KERNEL_PREFIXES = (
    "VOILA_",
    "QIHUB_API_URL",
    "QIHUB_FRONT_URL",
    "QIHUB_PLAIN",
    "QUERY_STRING",
    "SCRIPT_NAME",
)


class ViewerKernels(AsyncMappingKernelManager):
    """Start each kernel for one viewer, with a pass of theirs and nothing of the service's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._waiting_room: WaitingRoom = self.parent.waiting_room
        self._passes: KernelPasses = self.parent.passes
        self._turns = asyncio.Semaphore(_PAGES_AT_ONCE)
        self._being_made: set[Visit] = set()
        self._looks = PeriodicCallback(self._end_what_is_over, 1000 * _LOOK_EVERY_SECONDS)
        self._renewals = PeriodicCallback(self._renew_passes, 1000 * _RENEW_EVERY_SECONDS)

    async def _async_start_kernel(self, *, env: dict[str, str], **kwargs: Any) -> str:
        visit = VISIT.get()
        if not self._looks.is_running():
            self._looks.start()
            self._renewals.start()
        await self._turns.acquire()
        self._being_made.add(visit)
        IOLoop.current().call_later(_NEXT_AFTER_SECONDS, self._next_turn, visit)
        self._check(visit)
        await self._passes.fetch(visit)
        self._check(visit)
        visit.kernel_id = await super()._async_start_kernel(
            env=_environment_of_kernel(env, visit), **kwargs
        )
        if visit not in self._waiting_room.visits:
            await self.end(visit, now=True)
        self._check(visit)
        return visit.kernel_id

    start_kernel = _async_start_kernel

    def visit(self, kernel_id: str) -> Visit | None:
        """Find the visit for which a kernel was started."""
        started = (one for one in self._waiting_room.visits if one.kernel_id)
        return next((one for one in started if one.kernel_id == kernel_id), None)

    def is_of(self, kernel_id: str, viewer: str) -> bool:
        """Tell whether the kernel was made for this viewer."""
        visit = self.visit(kernel_id)
        return visit is not None and visit.viewer == viewer

    def page_is_out(self, visit: Visit) -> None:
        """Note that the page has been sent: from now on it has to show that it is there."""
        self._next_turn(visit)
        if not visit.kernel_id:
            self._leave(visit)
        elif not self._kernel_connections.get(visit.kernel_id):
            self._waiting_room.left_alone(visit)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page is connected."""
        super().notify_connect(kernel_id)
        if visit := self.visit(kernel_id):
            self._waiting_room.connected(visit)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page has gone, or has lost its connection."""
        super().notify_disconnect(kernel_id)
        visit = self.visit(kernel_id)
        if visit and not self._kernel_connections.get(kernel_id):
            self._waiting_room.left_alone(visit)

    async def end(self, visit: Visit, *, now: bool = False) -> None:
        """End a visit and its kernel; `now`, without waiting for what that is doing."""
        if visit.kernel_id in self:
            await ensure_async(self.shutdown_kernel(visit.kernel_id, now=now))
        self._leave(visit)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and tell its pages, which would find out late."""
        if visit := self.visit(kernel_id):
            self._leave(visit)
        for line in [one for one in ViewerWebSocket._open_sockets if one.kernel_id == kernel_id]:
            # Not before whoever else hears of the end has said so to the page.
            IOLoop.current().add_callback(line.websocket_handler.close, ENDED, "kernel ended")
        return super().remove_kernel(kernel_id)

    def used(self, kernel_id: str) -> None:
        """Note that a person has done something."""
        if visit := self.visit(kernel_id):
            self._waiting_room.used(visit)

    def _leave(self, visit: Visit) -> None:
        if visit in self._waiting_room.visits:
            self._waiting_room.leave(visit)
            IOLoop.current().add_callback(self._passes.end, visit)

    def _check(self, visit: Visit) -> None:
        if visit not in self._waiting_room.visits:
            raise AskedAgain

    def _next_turn(self, visit: Visit) -> None:
        if visit in self._being_made:
            self._being_made.remove(visit)
            self._turns.release()

    async def _renew_passes(self) -> None:
        await self._passes.renew(self._waiting_room.visits)

    async def _end_what_is_over(self) -> None:
        ends = [self.end(visit) for visit in self._waiting_room.ended_visits()]
        for problem in await asyncio.gather(*ends, return_exceptions=True):
            if isinstance(problem, BaseException):
                self.log.error("A kernel was not ended.", exc_info=problem)


class ViewerWebSocket(ZMQChannelsWebsocketConnection):
    """The line between a page and its kernel, which notes when a person does something."""

    _is_refused = False

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Pass a message on to the kernel, if it is one and may reach it."""
        if self._is_refused or not self.channels:
            return
        try:
            message = read_message(incoming_msg, is_v1=bool(self.subprotocol))
        except NotAMessage:
            self._is_refused = True  # what else is on its way is not even looked at
            self.log.warning("A page sent what is no message to kernel %s.", self.kernel_id)
            self.websocket_handler.close(_NOT_A_MESSAGE, "not a message")
            return
        if message.kind not in self.multi_kernel_manager.allowed_message_types:
            self.log.warning("A message of type %r is not passed on.", message.kind[:40])
        elif stream := self.channels.get(message.channel):
            if message.is_use:
                self.multi_kernel_manager.used(self.kernel_id)
            self.session.send_raw(stream, message.parts)


def _environment_of_kernel(env: dict[str, str], visit: Visit) -> dict[str, str]:
    kept = {
        name: value
        for name, value in env.items()
        if name in _KERNEL_ENVIRONMENT or name.startswith(_KERNEL_PREFIXES)
    }
    return {**kept, "QIHUB_TOKEN": visit.key}
