"""How long people wait at the hub, against a stock JupyterHub with the same packages.

    .venv/bin/python benchmarks/hub.py

Both are started for this, on free ports and with new data. Stock is JupyterHub with its own pages,
DummyAuthenticator, SimpleLocalProcessSpawner and JupyterLab. An app is opened there as people must:
Voila inside their own server, which may have to start first. A real browser does what a person
does. The best of three, except where something happens only once.

* sign-in to home: from the button to the page that comes.
* home to app: to a live chart, in which a move of the slider, or a tap, has come back. Stock shows
  `apps/voila.ipynb`; ours *My chart*.
* home to workspace: to the cells of a notebook in JupyterLab; then until its kernel is ready. The
  first opening of ours fills in the team's notebooks.

Then, of ours alone: the memory of the idle hub, and what its pages weigh.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app_servers import APPS, OURS, Watch
from hub_pages import print_memory, print_page
from playwright.sync_api import Browser, Page, sync_playwright
from processes import end_tidily
from running_hub import running_hub
from stock_hub import stock_hub

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
_TEAM = "home-before-lunch-on-heron-ward"
_PERSON = "grace"
_VISITS = 3
_LONGEST_MS = 90_000
_CELL = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell"

Times = dict[str, float]


@dataclass(frozen=True)
class Site:
    """A hub as a person uses it."""

    url: str
    home: str
    password: str
    app: str
    watch: Watch
    workspace: str
    server: str
    app_needs_server: bool


def main() -> None:
    """Print one line for each way, ours beside stock."""
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        path = os.environ.get("QIHUB_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        with stock_hub(Path(kept) / "stock", user=_PERSON, notebook=APPS / "voila.ipynb") as url:
            theirs = measure(browser, _stock(url))
        with running_hub(Path(kept)) as hub:
            site = _ours(hub.url, hub.password)
            page = _signed_in(browser, site)
            print_memory(hub.process)
            for name, address in (
                ("home", "/home"),
                ("gallery", "/gallery"),
                ("project page", f"/projects/{_TEAM}"),
            ):
                print_page(page, name, address)
            print_times(measure(browser, site), theirs)


def print_times(mine: Times, theirs: Times) -> None:
    """Print the table."""
    print(f"\n{'':<46}{'ours':>9}{'stock':>9}{'ratio':>8}")
    for way, seconds in mine.items():
        print(f"{way:<46}{seconds:>8.2f}s{theirs[way]:>8.2f}s{seconds / theirs[way]:>8.2f}")


def measure(browser: Browser, site: Site) -> Times:
    """Take every way at one hub."""
    times = {"sign-in to home": min(_sign_in(browser, site)[1] for _ in range(_VISITS))}
    page = _signed_in(browser, site)
    first = _open_workspace(page, site)
    again = []
    for _ in range(_VISITS):
        _stop_server(page, site)
        again.append(_open_workspace(page, site))
    running = [_open_workspace(page, site) for _ in range(_VISITS)]
    apps = [_open_app(browser, site) for _ in range(_VISITS)]
    stopped = [_open_app(browser, site, before=_stop_server) for _ in range(_VISITS)]
    return times | {
        "home to app": min(stopped),
        "home to app, the person's server running": min(apps),
        "home to workspace, the first time": first[0],
        "  its kernel is ready": first[1],
        "home to workspace, server stopped": min(one[0] for one in again),
        "  its kernel is ready ": min(one[1] for one in again),
        "home to workspace, server running": min(one[0] for one in running),
    }


def _ours(url: str, password: str) -> Site:
    notebook, watch = OURS["ours, My chart"]
    app = f"/services/apps/render/{notebook}"
    workspace = f"/projects/{_TEAM}/workspace"
    return Site(url, "/home", password, app, watch, workspace, f"team-{_TEAM}", False)


def _stock(url: str) -> Site:
    start = f"/hub/spawn/{_PERSON}?next=/user/{_PERSON}"
    notebook = "voila.ipynb"
    app, lab = f"{start}/voila/render/{notebook}", f"{start}/lab/tree/{notebook}"
    return Site(url, "/hub/home", "", app, Watch(), lab, _PERSON, True)


def _signed_in(browser: Browser, site: Site) -> Page:
    return _sign_in(browser, site)[0]


def _sign_in(browser: Browser, site: Site) -> tuple[Page, float]:
    page = browser.new_context(base_url=site.url).new_page()
    page.set_default_timeout(_LONGEST_MS)
    page.goto(f"/hub/login?next={site.home}")
    page.locator("[name=username]").fill(_PERSON)
    page.locator("[name=password]").fill(site.password)
    began = time.perf_counter()
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{site.home}")
    return page, time.perf_counter() - began


def _open_app(
    browser: Browser, site: Site, *, before: Callable[[Page, Site], None] | None = None
) -> float:
    page = _signed_in(browser, site)
    if before and site.app_needs_server:
        before(page, site)
    page.add_init_script(site.watch.script(every_ms=25))
    began = time.perf_counter()
    page.goto(site.app, wait_until="commit")
    page.wait_for_function("window.qihubLive", polling=50)
    seconds = time.perf_counter() - began
    page.context.close()
    return seconds


def _open_workspace(page: Page, site: Site) -> tuple[float, float]:
    page.goto(site.home)
    began = time.perf_counter()
    page.goto(site.workspace, wait_until="commit")
    page.locator(_CELL).first.wait_for()
    cells = time.perf_counter() - began
    page.get_by_role("button", name="Python 3 (ipykernel) | Idle").wait_for()
    return cells, time.perf_counter() - began


def _stop_server(page: Page, site: Site) -> None:
    address = f"{site.url}/hub/api/users/{site.server}/server"
    page.goto(site.home)
    token = next(one["value"] for one in page.context.cookies(address) if one["name"] == "_xsrf")
    headers = {"X-XSRFToken": token, "Referer": f"{site.url}/hub/home"}
    while (answer := page.request.delete(address, headers=headers)).status == 202:
        time.sleep(0.2)  # it is on its way
    if answer.status not in (204, 404):
        raise SystemExit(f"{site.server} was not stopped: {answer.status} {answer.text()[:200]}")


if __name__ == "__main__":
    end_tidily()
    main()
