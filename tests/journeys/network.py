"""A network between a browser and the hub that can be cut: some browsers have no switch for it."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

__all__ = ["Network", "network_to"]

_CHUNK_BYTES = 64 * 1024


class Network:
    """Carries what goes to a hub, and what comes back, at an address of its own."""

    def __init__(self, hub: str) -> None:
        self.url = ""
        self._hub_port = urlsplit(hub).port
        self._ends: set[asyncio.StreamWriter] = set()
        self._lines: set[asyncio.Future[list[None]]] = set()
        self._is_cut = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Carry until the block ends."""
        address: Future[str] = Future()
        thread = Thread(target=lambda: asyncio.run(self._carry(address)))
        thread.start()
        self.url = address.result()
        try:
            yield
        finally:
            self._soon(self._is_over.set)
            thread.join()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """End every connection and let no new one through, as where the radio is off."""
        self._soon(self._cut)
        try:
            yield
        finally:
            self._is_cut = False

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Keep every connection and carry nothing until it is over, as a weak network does."""
        self._soon(self._carries.clear)
        try:
            yield
        finally:
            self._soon(self._carries.set)

    def _soon(self, act: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(act)

    def _cut(self) -> None:
        self._is_cut = True
        for end in self._ends:
            end.transport.abort()

    async def _carry(self, address: Future[str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._is_over, self._carries = asyncio.Event(), asyncio.Event()
        self._carries.set()
        async with await asyncio.start_server(self._connect, "127.0.0.1", 0) as door:
            address.set_result(f"http://localhost:{door.sockets[0].getsockname()[1]}")
            await self._is_over.wait()
        self._cut()
        await asyncio.gather(*self._lines)

    async def _connect(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self._is_cut:
            return back.transport.abort()
        there, on = await asyncio.open_connection("localhost", self._hub_port)
        both = asyncio.gather(self._pass(here, on), self._pass(there, back))
        self._lines.add(both)
        both.add_done_callback(self._lines.discard)
        await both

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        self._ends.add(target)
        try:
            while chunk := await source.read(_CHUNK_BYTES):
                await self._carries.wait()
                target.write(chunk)
                await target.drain()
        except ConnectionError:
            pass
        finally:
            target.close()
            self._ends.discard(target)


@contextmanager
def network_to(hub: str) -> Iterator[Network]:
    """Lay a network to the hub at this address."""
    network = Network(hub)
    with network.running():
        yield network
