"""The frameworks that are compared, each started as whole processes, and ours in a running hub."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from playwright.async_api import Browser, StorageState
from processes import started, wait_until_quiet
from running_hub import RunningHub, free_port, running_hub, wait_for

HERE = Path(__file__).parent
APPS = HERE / "apps"
PEERS = Path(os.environ.get("QIHUB_PEERS", "/tmp/peers"))
_CHART = "project=home-before-lunch-on-heron-ward&measure=ydqigmppx3"
_TEAM = ("grace", "tom")


@dataclass(frozen=True)
class Watch:
    """What `live.js` moves in a page, and the words that follow."""

    handle: str = "[role=slider], input[type=range], input[type=radio]:not(:checked)"
    named: str = ""
    answer: str = "Mean of the last 12 points: [0-9.]+"

    def script(self, *, every_ms: int) -> str:
        """Give the script for a page."""
        script = (HERE / "live.js").read_text(encoding="utf-8")
        return script.replace("WANTED", json.dumps(asdict(self))).replace("PAUSE", str(every_ms))


@dataclass(frozen=True)
class Served:
    """A page to measure: its address, the process behind it, and who is signed in."""

    name: str
    url: str
    root: psutil.Process
    watch: Watch = Watch()
    signed_in: tuple[StorageState | None, ...] = (None,)


@dataclass(frozen=True)
class Peer:
    """A framework, with the command that serves its file."""

    name: str
    environment: str
    command: Sequence[str]
    path: str = "/"

    @property
    def is_installed(self) -> bool:
        """Tell whether its environment has been made."""
        return self._program.exists()

    @property
    def _program(self) -> Path:
        return PEERS / self.environment / "bin" / self.command[0]

    @contextmanager
    def serve(self, folder: Path) -> Iterator[Served]:
        """Run it while the block runs."""
        port = free_port()
        words = [word.replace("PORT", str(port)) for word in self.command[1:]]
        # An installation of its own: no labextension or kernel of another's is found.
        environment = {"JUPYTER_PREFER_ENV_PATH": "1", "HOME": str(folder)}
        log = folder / f"{self.name}.log"
        with started([str(self._program), *words], log, environment=environment) as root:
            url = f"http://localhost:{port}{self.path}"
            wait_for(port, at_most=60)
            wait_until_quiet(root)
            yield Served(self.name, url, root)


_VOILA = ("voila", str(APPS / "voila.ipynb"), "--no-browser", "--port=PORT")
_PANEL = ("panel", "serve", str(APPS / "panel_app.py"), "--port=PORT")
_STREAMLIT = ("streamlit", "run", str(APPS / "streamlit_app.py"), "--server.port=PORT")
_QUIET_STREAMLIT = ("--server.headless=true", "--browser.gatherUsageStats=false")
_SOLARA = ("solara", "run", str(APPS / "solara_app.py"), "--port=PORT", "--production", "--no-open")

PEER_SERVERS = (
    Peer("Voila", "voila", _VOILA),
    Peer("Voila, 8 pre-heated", "voila", (*_VOILA, "--preheat_kernel=True", "--pool_size=8")),
    Peer("Panel", "panel", _PANEL, "/panel_app"),
    Peer("Streamlit", "streamlit", (*_STREAMLIT, *_QUIET_STREAMLIT)),
    Peer("Solara", "solara", _SOLARA),
)

OURS: dict[str, tuple[str, Watch]] = {
    "ours": ("ours.ipynb", Watch()),
    "ours, My chart": (
        f"chart.ipynb?{_CHART}",
        # It has no slider: a tap on what opens its settings is answered by the kernel as well.
        Watch("button", "How this chart is drawn", "What the chart says|How this chart is drawn"),
    ),
}


@contextmanager
def our_hub(folder: Path) -> Iterator[RunningHub]:
    """Run the hub, with the benchmark's notebooks among its apps."""
    with running_hub(folder, apps=APPS) as hub:
        wait_until_quiet(hub.process)
        yield hub


async def ours(hub: RunningHub, browser: Browser, name: str) -> Served:
    """Give one of our pages, with people who have signed in and had an app open before."""
    notebook, watch = OURS[name]
    url = f"{hub.url}/services/apps/render/{notebook}"
    people = [await _sign_in(hub, browser, person, url) for person in _TEAM]
    root = hub.service("apps")
    wait_until_quiet(root)
    return Served(name, url, root, watch, tuple(people))


def plain(served: Served) -> Served:
    """Give Voila's own notebook, with a real slider, as our service serves it to programs."""
    url = served.url.replace("/ours.ipynb", "/voila.ipynb")
    return replace(served, name="ours, Voila's notebook", url=url)


async def _sign_in(hub: RunningHub, browser: Browser, person: str, url: str) -> StorageState:
    context = await browser.new_context(base_url=hub.url)
    page = await context.new_page()
    await page.goto("/hub/login?next=%2Fhome")
    await page.get_by_label("User name").fill(person)
    await page.get_by_label("Password", exact=True).fill(hub.password)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/home")
    await page.goto(url)
    state = await context.storage_state()
    await context.close()
    return state
