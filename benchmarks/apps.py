"""How fast apps open: stock Voila, Voila pre-heated, Panel, Streamlit, Solara and ours, in one run.

The same content in each: 36 points, a slider that moves the last twelve, a text box. *My chart* is
measured beside it as people use it. A real browser opens every page; a page is live when the chart
is drawn and a move of the slider has come back in it. The peers are no dependency of this project.
Each gets an environment of its own, as an installation of it has:

    for peer in voila panel streamlit solara; do python3 -m venv /tmp/peers/$peer; done
    /tmp/peers/voila/bin/pip install voila ipykernel bqplot pandas
    /tmp/peers/panel/bin/pip install panel
    /tmp/peers/streamlit/bin/pip install streamlit
    /tmp/peers/solara/bin/pip install solara solara-assets bqplot "ipyvuetify<2" "ipyvue<2"
    .venv/bin/python benchmarks/apps.py

QIHUB_PEERS names another folder than /tmp/peers; a peer that is not there is left out, and said
to be. (Solara without the internet needs the package of its assets, which has the front end of
Vuetify 2 alone.) Names on the command line measure only those: `apps.py ours Panel`.

What is measured:

* fresh, warm: seconds from the address to the live page, in a browser that has never seen it, and
  when it opens again; the best of three. For ours, people have signed in before.
* 8 and 30 at once: seconds until the last page is live, at most a minute; then how many were. All
  pages are in one Chromium on this same machine, each in a fresh context. What Chromium itself
  needs is in these figures, and is most of them: the next two columns are the server's alone.
* processor: seconds of processor time that the server takes for one of the eight.
* memory: of the server with eight open, less what it had before, for each (proportional set size).
* requests, MB: what a fresh browser loads until the page is live, as it comes over the wire; what
  comes over the websocket is counted apart.

After the table: 100 live viewers of ours, each with a kernel of their own, who move the slider
every three seconds; their side is a websocket each, in one process beside the server.
"""

import asyncio
import math
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app_servers import OURS, PEER_SERVERS, Served, our_hub, ours, plain
from app_visits import Opening, Weight, at_once, fresh_and_warm, open_browser, weight
from playwright.async_api import Browser, async_playwright
from playwright.async_api import TimeoutError as TooSlow
from processes import end_tidily, processor_seconds, proportional_mb, wait_until_quiet
from viewers import hundred_viewers

_VISITS = 3
_MOST_SECONDS = 60  # for all of a crowd: nobody waits longer


@dataclass(frozen=True)
class Crowd:
    """Many who open a page at once."""

    last: float
    live: int
    of: int
    memory_mb: float
    processor: float


@dataclass(frozen=True)
class Figures:
    """What was measured of one page."""

    name: str
    fresh: Opening
    warm: Opening
    weight: Weight
    eight: Crowd
    thirty: Crowd

    def numbers(self) -> tuple[float, ...]:
        """Give the columns of the table."""
        return (
            self.fresh.live,
            self.warm.live,
            self.eight.last,
            self.thirty.last,
            self.eight.processor,
            self.eight.memory_mb,
            self.weight.requests,
            self.weight.bytes / 1e6,
            self.weight.socket_bytes / 1e3,
        )


async def measure(browser: Browser, served: Served) -> Figures:
    """Measure one page in every way."""
    visits = [await fresh_and_warm(browser, served) for _ in range(_VISITS)]
    fresh, warm = (min((v[i] for v in visits), key=lambda one: one.live) for i in (0, 1))
    return Figures(
        served.name,
        fresh,
        warm,
        await weight(browser, served),
        await gather_crowd(browser, served, 8, at_most=_MOST_SECONDS),
        await gather_crowd(browser, served, 30, at_most=_MOST_SECONDS),
    )


async def gather_crowd(browser: Browser, served: Served, viewers: int, *, at_most: float) -> Crowd:
    """Let many open the page at once, and see what the server needs for them."""
    wait_until_quiet(served.root)
    memory, processor = proportional_mb(served.root), processor_seconds(served.root)
    needed: list[float] = []

    def look() -> None:
        needed.append(processor_seconds(served.root) - processor)
        needed.append(proportional_mb(served.root) - memory)

    times = await at_once(browser, served, viewers, at_most=at_most, then=look)
    last = times[-1] if len(times) == viewers else math.inf
    return Crowd(last, len(times), viewers, needed[1] / viewers, needed[0] / viewers)


HEAD = f"{'':<30}{'fresh':>8}{'warm':>8}{'8 at once':>11}{'30 at once':>12}{'processor':>11}" + (
    f"{'memory':>9}{'requests':>10}{'MB':>7}{'socket kB':>11}"
)


def line(name: str, numbers: tuple[float, ...]) -> str:
    """Write one line of the table."""
    fresh, warm, eight, thirty, processor, memory, requests, megabytes, socket = numbers
    return (
        f"{name:<30}{fresh:>7.2f}s{warm:>7.2f}s{eight:>10.1f}s{thirty:>11.1f}s{processor:>10.2f}s"
        f"{memory:>6.1f} MB{requests:>10.0f}{megabytes:>7.2f}{socket:>11.0f}"
    )


def ratios(name: str, numbers: tuple[float, ...], other: tuple[float, ...]) -> str:
    """Write what ours is to another's: 0.50 is half."""
    widths = (8, 8, 11, 12, 11, 9, 10, 7, 11)
    shares = (
        mine / theirs if theirs else math.nan for mine, theirs in zip(numbers, other, strict=True)
    )
    return f"{name:<30}" + "".join(f"{s:>{w}.2f}" for s, w in zip(shares, widths, strict=True))


def print_table(measured: list[Figures]) -> None:
    """Print all figures, and what ours are to Panel's and to stock Voila's."""
    print(f"\n{HEAD}")
    for figures in measured:
        print(line(figures.name, figures.numbers()))
        for crowd in (figures.eight, figures.thirty):
            if crowd.live < crowd.of:
                print(f"  of {crowd.of} at once, {crowd.live} were live in time")
    for other in (one for one in measured if one.name in ("Panel", "Voila")):
        for mine in (one for one in measured if one.name in OURS):
            print(ratios(f"{mine.name} / {other.name}", mine.numbers(), other.numbers()))


async def _measure_peers(browser: Browser, folder: Path, wanted: set[str]) -> list[Figures]:
    measured = []
    for peer in (one for one in PEER_SERVERS if one.name in wanted):
        if not peer.is_installed:
            print(f"{peer.name}: not installed")
            continue
        with peer.serve(folder) as served:
            measured += await _take(browser, served)
    return measured


async def _take(browser: Browser, served: Served) -> list[Figures]:
    try:
        figures = await measure(browser, served)
    except TooSlow:
        print(f"{served.name}: did not become live")
        return []
    print(line(figures.name, figures.numbers()), flush=True)
    return [figures]


async def _run(wanted: set[str]) -> None:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        async with async_playwright() as playwright:
            path = os.environ.get("QIHUB_CHROMIUM", "/usr/bin/chromium")
            browser = await open_browser(playwright, path)
            measured = await _measure_peers(browser, folder, wanted)
            if wanted.isdisjoint(OURS):
                return print_table(measured)
            with our_hub(folder) as hub:
                for name in (one for one in OURS if one in wanted):
                    measured += await _take(browser, await ours(hub, browser, name))
                print_table(measured)
                viewed = plain(await ours(hub, browser, "ours"))
                await browser.close()
                await hundred_viewers(viewed)


if __name__ == "__main__":
    end_tidily()
    everything = {peer.name for peer in PEER_SERVERS}.union(OURS)
    asyncio.run(_run(set(sys.argv[1:]) or everything))
