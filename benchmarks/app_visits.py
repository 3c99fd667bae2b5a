"""Visits of a real browser to a page: how long until it is live, and what comes over the wire."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from app_servers import Served
from playwright.async_api import Browser, BrowserContext, Page, Playwright
from playwright.async_api import TimeoutError as TooSlow

_ONE_MS, _MANY_MS = 25, 250  # how often a page looks at itself; many must not wear out the browser
_ONE_SECONDS = 60


@dataclass(frozen=True)
class Opening:
    """When the chart was there, and when a move of the slider had come back in it."""

    drawn: float
    live: float
    at: float  # the moment it was live, on the machine's clock


@dataclass(frozen=True)
class Weight:
    """What a page needs over the wire in a fresh browser."""

    requests: int
    bytes: float
    socket_bytes: float


async def fresh_and_warm(browser: Browser, served: Served) -> tuple[Opening, Opening]:
    """Open the page in a browser that has never seen it, close it, and open it again."""
    context = await _context(browser, served, 0, every_ms=_ONE_MS)
    first = await _visit(context, served)
    again = await _visit(context, served)
    await context.close()
    return first, again


async def weight(browser: Browser, served: Served) -> Weight:
    """Count what a fresh browser loads until the page is live."""
    context = await _context(browser, served, 0, every_ms=_ONE_MS)
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    loaded: list[float] = []
    frames: list[int] = []

    def note(event: dict[str, str]) -> None:
        if addresses.get(event["requestId"], "").startswith("http"):
            loaded.append(float(event["encodedDataLength"]))

    session.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on("Network.loadingFinished", note)
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: frames.append(len(event["response"]["payloadData"])),
    )
    await session.send("Network.enable")
    await page.goto(served.url, wait_until="commit")
    await _live(page, _ONE_SECONDS)
    await context.close()
    return Weight(len(loaded), sum(loaded), sum(frames))


async def at_once(
    browser: Browser, served: Served, viewers: int, *, at_most: float, then: Callable[[], None]
) -> list[float]:
    """Open the page for many at once; give when each was live, and `then` look at the server."""
    contexts = [
        await _context(browser, served, number, every_ms=_MANY_MS) for number in range(viewers)
    ]
    pages = [await context.new_page() for context in contexts]
    began = time.time()

    async def one(page: Page) -> float | None:
        try:
            await page.goto(served.url, wait_until="commit", timeout=at_most * 1000)
            return (await _live(page, at_most)).at - began
        except TooSlow:
            return None

    times = await asyncio.gather(*(one(page) for page in pages))
    then()
    for context in contexts:
        await context.close()
    return sorted(taken for taken in times if taken is not None)


async def _context(
    browser: Browser, served: Served, number: int, *, every_ms: int
) -> BrowserContext:
    state = served.signed_in[number % len(served.signed_in)]
    context = await browser.new_context(storage_state=state, locale="en-GB")
    await context.add_init_script(served.watch.script(every_ms=every_ms))
    return context


async def _visit(context: BrowserContext, served: Served) -> Opening:
    page = await context.new_page()
    await page.goto(served.url, wait_until="commit")
    opening = await _live(page, _ONE_SECONDS)
    await page.close()
    return opening


async def _live(page: Page, at_most: float) -> Opening:
    found = await page.wait_for_function("window.qihubLive", polling=100, timeout=at_most * 1000)
    told = await found.json_value()
    return Opening(told["drawn"] / 1000, told["live"] / 1000, (told["began"] + told["live"]) / 1000)


async def open_browser(playwright: Playwright, path: str) -> Browser:
    """Start Chromium; what is not on this machine fails at once, for every page alike."""
    return await playwright.chromium.launch(
        executable_path=path,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
        ],
    )
