"""A hundred live viewers: a kernel each, and a move of the slider every three seconds."""

import asyncio
import json
import random
import re
import statistics
import time
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from app_servers import Served
from processes import proportional_mb, wait_until_quiet
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

_VIEWERS = 100
_AT_ONCE = 4  # who open at the same moment
_EVERY_SECONDS = 3.0
_MOVES = 8
_PROTOCOL = Subprotocol("v1.kernel.websocket.jupyter.org")
_SLIDER, _LABEL = "IntSliderModel", "LabelModel"

Message = dict[str, Any]  # Any: Jupyter's messages are JSON


@dataclass
class Viewer:
    """Somebody who has the page open."""

    line: ClientConnection
    slider: str
    label: str
    waits: list[float] = field(default_factory=list)


async def hundred_viewers(served: Served) -> None:
    """Open the page for a hundred, let them move its slider, and print how long they waited."""
    wait_until_quiet(served.root)
    memory, began = proportional_mb(served.root), time.perf_counter()
    gate = asyncio.Semaphore(_AT_ONCE)
    opened = await asyncio.gather(*(_open(served, number, gate) for number in range(_VIEWERS)))
    viewers = [viewer for viewer in opened if viewer]
    seconds = time.perf_counter() - began
    needed = (proportional_mb(served.root) - memory) / max(1, len(viewers))
    ends = await asyncio.gather(*(_move(viewer) for viewer in viewers), return_exceptions=True)
    for lost in (one for one in ends if isinstance(one, BaseException)):
        print(f"a viewer was lost: {type(lost).__name__} {lost}")
    for viewer in viewers:
        await viewer.line.close()
    waits = sorted(wait * 1000 for viewer in viewers for wait in viewer.waits)
    print(
        f"\n{len(viewers)} of {_VIEWERS} viewers live after {seconds:.0f} s, "
        f"{needed:.1f} MB each; {len(waits)} moves, one every {_EVERY_SECONDS:.0f} s from each: "
        f"answered in {_percentile(waits, 50):.0f} ms at the 50th percentile, "
        f"{_percentile(waits, 95):.0f} ms at the 95th, {max(waits, default=0):.0f} ms at most"
    )


def _percentile(waits: list[float], percent: int) -> float:
    if len(waits) < 2:
        return float("nan")
    return statistics.quantiles(waits, n=100)[percent - 1]


async def _open(served: Served, number: int, gate: asyncio.Semaphore) -> Viewer | None:
    cookies = _cookies(served, number)
    async with gate:
        try:
            page = await asyncio.to_thread(_get, served.url, cookies)
            found = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)
            if not found:
                return None
            return await _connect(served, json.loads(found[1])["kernelId"], cookies)
        except (OSError, WebSocketException, KeyError) as error:
            print(f"viewer {number} did not get in: {type(error).__name__} {error}")
            return None


def _cookies(served: Served, number: int) -> str:
    state = served.signed_in[number % len(served.signed_in)]
    path = urlsplit(served.url).path
    kept = (one for one in (state or {}).get("cookies", []) if path.startswith(one["path"]))
    return "; ".join(f"{one['name']}={one['value']}" for one in kept)


def _get(url: str, cookies: str) -> str:
    request = urllib.request.Request(url, headers={"Cookie": cookies})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.read().decode())


async def _connect(served: Served, kernel: str, cookies: str) -> Viewer:
    base = served.url.split("/render/")[0].replace("http", "ws", 1)
    line = await connect(
        f"{base}/api/kernels/{kernel}/channels",
        additional_headers={"Cookie": cookies},
        subprotocols=[_PROTOCOL],
        max_size=None,
    )
    control = uuid.uuid4().hex
    opening = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
    await line.send(_message("comm_open", opening, {"version": "1.0.0"}))
    asked = {"comm_id": control, "data": {"method": "request_states"}}
    await line.send(_message("comm_msg", asked))
    async with asyncio.timeout(60):
        while True:
            data = _read(await line.recv()).get("content", {}).get("data", {})
            if data.get("method") == "update_states":
                break
    models = {state["model_name"]: name for name, state in data["states"].items()}
    return Viewer(line, models[_SLIDER], models[_LABEL])


async def _move(viewer: Viewer) -> None:
    await asyncio.sleep(random.random() * _EVERY_SECONDS)
    for value in range(1, _MOVES + 1):
        began = time.perf_counter()
        update = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        await viewer.line.send(_message("comm_msg", {"comm_id": viewer.slider, "data": update}))
        async with asyncio.timeout(60):
            while not _is_of(_read(await viewer.line.recv()), viewer.label):
                pass
        waited = time.perf_counter() - began
        viewer.waits.append(waited)
        await asyncio.sleep(max(0.0, _EVERY_SECONDS - waited))


def _is_of(message: Message, model: str) -> bool:
    content = message.get("content", {})
    return bool(
        message.get("msg_type") == "comm_msg"
        and content.get("comm_id") == model
        and "value" in content.get("data", {}).get("state", {})
    )


def _message(kind: str, content: Message, metadata: Message | None = None) -> bytes:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "viewer", "username": ""}
    header |= {"version": "5.3", "date": "2026-01-01T00:00:00Z"}
    parts = (json.dumps(part).encode() for part in (header, {}, metadata or {}, content))
    frames = [b"shell", *parts]
    starts = [8 * (len(frames) + 2)]
    for frame in frames:
        starts.append(starts[-1] + len(frame))
    return b"".join(n.to_bytes(8, "little") for n in (len(starts), *starts)) + b"".join(frames)


def _read(received: str | bytes) -> Message:
    """Read kind and content of a message: channel, header, parent, metadata, content, buffers."""
    assert isinstance(received, bytes), "the protocol that was asked for is binary"
    starts = [
        int.from_bytes(received[8 * place : 8 * place + 8], "little") for place in range(1, 7)
    ]
    header, content = (json.loads(received[starts[i] : starts[i + 1]]) for i in (1, 4))
    return {"msg_type": header["msg_type"], "content": content}
