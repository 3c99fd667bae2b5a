"""What the hub weighs: memory of its processes, and its pages in a browser."""

import statistics
import time

import psutil
from playwright.sync_api import Page
from processes import proportional_mb

__all__ = ["print_memory", "print_page"]

_VISITS = 5


def print_memory(root: psutil.Process) -> None:
    """Print the proportional memory of the hub's processes."""
    print(f"hub, its proxy and its services: {proportional_mb(root):.0f} MB proportional")


def print_page(page: Page, name: str, address: str) -> None:
    """Print what a page weighs in a fresh browser, and how long it takes when warm."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    weight, requests = sum(weights), len(weights)
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    session.detach()
    times = []
    for _ in range(_VISITS):
        began = time.perf_counter()
        page.goto(address, wait_until="load")
        times.append(time.perf_counter() - began)
    middle = statistics.median(times)
    print(f"{name}: {weight / 1e3:.0f} kB in {requests} requests, {middle * 1e3:.0f} ms warm")
