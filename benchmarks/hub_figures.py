"""The figures of a running hub: memory of its processes, weight and time of its pages, My chart.

make hub                                      # in one terminal
.venv/bin/python benchmarks/hub_figures.py    # in another
"""

import json
import os
import statistics
import time

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from gallery.settings import load_settings

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
_FALLS = "fewer-falls-at-larch-house"
_VISITS = 5


def main() -> None:
    """Print one line for each figure."""
    settings = load_settings()
    print_memory(str(settings.data_folder))
    accounts = settings.data_folder / "secrets" / "first-accounts.json"
    password = json.loads(accounts.read_text())[0]["password"]
    with sync_playwright() as playwright:
        path = os.environ.get("QIHUB_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        for name, address in (
            ("home", "/home"),
            ("gallery", "/gallery"),
            ("project page", f"/projects/{_FALLS}"),
        ):
            print_page(browser, settings.public_url, password, name, address)
        print_chart(browser, settings.public_url, password)


def print_memory(run: str) -> None:
    """Print the resident and the proportional memory of the hub's processes."""
    resident = proportional = 0
    for process in psutil.process_iter():
        try:
            if process.environ().get("QIHUB_RUN") == run:
                memory = process.memory_full_info()
                resident += memory.rss
                proportional += memory.pss
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            continue
    print(f"idle hub: {resident / 1e6:.0f} MB resident, {proportional / 1e6:.0f} MB proportional")


def print_page(browser: Browser, url: str, password: str, name: str, address: str) -> None:
    """Print what a page weighs in a fresh browser, and how long it takes when warm."""
    page = _signed_in(browser, url, password)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    weight, requests = sum(weights), len(weights)
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    times = []
    for _ in range(_VISITS):
        began = time.perf_counter()
        page.goto(address, wait_until="load")
        times.append(time.perf_counter() - began)
    middle = statistics.median(times)
    print(f"{name}: {weight / 1e3:.0f} kB in {requests} requests, {middle * 1e3:.0f} ms warm")
    page.context.close()


def print_chart(browser: Browser, url: str, password: str) -> None:
    """Print how long My chart takes to a drawn chart in a fresh browser."""
    times = []
    for _ in range(3):
        page = _signed_in(browser, url, password)
        began = time.perf_counter()
        page.goto(f"/services/apps/render/chart.ipynb?project={_FALLS}")
        page.get_by_role("button", name="Falls").first.wait_for()
        opened = time.perf_counter() - began
        page.get_by_role("button", name="Falls").first.click()
        page.locator(".qi-figure svg").wait_for()
        times.append((opened, time.perf_counter() - began))
        page.context.close()
    opened, drawn = (statistics.median(one[i] for one in times) for i in (0, 1))
    print(f"My chart, fresh browser: {opened:.1f} s to use it, {drawn:.1f} s to the drawn chart")


def _signed_in(browser: Browser, url: str, password: str) -> Page:
    page = browser.new_context(base_url=url).new_page()
    page.goto("/hub/login?next=%2Fhome")
    page.get_by_label("User name").fill("edith")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/home")
    return page


if __name__ == "__main__":
    main()
