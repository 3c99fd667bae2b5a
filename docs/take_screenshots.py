"""Take the screenshots of README and the docs from a running demonstration.

make hub                                   # in one terminal
.venv/bin/python docs/take_screenshots.py  # in another

Date boxes follow the device, not the page: on an iPad set to British ways the day comes first.
So that the pictures show it too, Debian's Chromium needs the package chromium-l10n.
"""

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from gallery.settings import load_settings

IMAGES = Path(__file__).parent / "images"
IPAD = {"width": 820, "height": 1180}
WIDE = {"width": 1180, "height": 820}
TV = {"width": 1920, "height": 1080}
FALLS = "fewer-falls-at-larch-house"
LUNCH = "home-before-lunch-on-heron-ward"
TOOLS = {
    "charter": "",
    "choose": FALLS,
    "drivers": FALLS,
    "fishbone": FALLS,
    "five-whys": FALLS,
    "fmea": "",
    "force-field": FALLS,
    "measures": FALLS,
    "pareto": LUNCH,
    "pdsa": LUNCH,
    "plan": LUNCH,
    "process-map": LUNCH,
    "progress": FALLS,
    "stakeholders": FALLS,
}
"""Each tool with the project that shows it; where there is none, its example is shown."""
BRITISH = {**os.environ, "LANGUAGE": "en_GB"}
"""A browser takes the order of day and month from here; it heeds no locale of a page for it."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Take them all."""
    settings = load_settings()
    accounts = settings.data_folder / "secrets" / "first-accounts.json"
    password = json.loads(accounts.read_text())[0]["password"]
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("QIHUB_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, env=BRITISH)
        url = settings.public_url
        _resident(_signed_in(browser, url, "edith", password, IPAD))
        _plain(_signed_in(browser, url, "edith", password, IPAD))
        _tools(_signed_in(browser, url, "grace", password, IPAD))
        _fellow(_signed_in(browser, url, "grace", password, WIDE))
        _wall(_signed_in(browser, url, "admin", password, WIDE), browser, url)


def _resident(page: Page) -> None:
    page.goto("/services/apps/render/start.ipynb")
    page.get_by_label("What bothers you").or_(
        page.get_by_role("button", name="Start something new")
    ).first.wait_for()
    new = page.get_by_role("button", name="Start something new")
    if new.count():
        new.tap()
    page.get_by_label("What bothers you").fill(
        "Residents get up at night on their own and fall. It happened nine times in March."
    )
    page.wait_for_timeout(1500)
    _take(page, "start-a-project")
    page.goto(f"/projects/{FALLS}")
    _take(page, "project")
    page.goto(f"/projects/{FALLS}?view=poster")
    _take(page, "poster")
    page.goto(f"/services/apps/render/chart.ipynb?project={FALLS}")
    page.get_by_role("button", name="Falls", exact=False).first.tap()
    page.locator(".qi-figure svg").wait_for()
    page.wait_for_timeout(2500)
    _take(page, "my-chart")
    page.goto("/home")
    _take(page, "home")


def _plain(page: Page) -> None:
    page.goto(f"/services/apps/render/chart.ipynb?project={FALLS}")
    page.get_by_role("button", name="Plain mode").tap()
    page.get_by_role("button", name="Falls", exact=False).first.tap()
    page.get_by_role("button", name="Change it").or_(page.locator(".qi-pad")).first.wait_for()
    if not page.locator(".qi-pad").count():
        page.get_by_role("button", name="Change it").tap()
    page.locator(".qi-pad").wait_for()
    _take(page, "plain-mode")


def _tools(page: Page) -> None:
    (IMAGES / "tools").mkdir(exist_ok=True)
    for kind, project in TOOLS.items():
        query = f"project={project}" if project else "practice=1"
        page.goto(f"/services/apps/render/{kind}.ipynb?{query}")
        page.locator("[data-live] h1").wait_for()
        page.wait_for_timeout(600)
        _take(page, f"tools/{kind}")


def _fellow(page: Page) -> None:
    page.goto("/gallery")
    _take(page, "gallery")
    page.goto(f"/projects/{FALLS}/workspace")
    page.wait_for_url("**/lab/**", timeout=90_000)
    page.goto(f"{page.url.split('/tree/')[0]}/tree/Measures%20and%20chart.ipynb")
    chart = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output svg").first
    chart.wait_for(timeout=60_000)
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(3000)
    _take(page, "workspace")


def _wall(admin: Page, browser: Browser, url: str) -> None:
    admin.goto("/screens")
    admin.get_by_label("Where does it hang?").fill("For the pictures")
    admin.get_by_role("button", name="Make a link").click()
    link = admin.get_by_label("The link").input_value()
    screen = browser.new_context(viewport=TV, base_url=url).new_page()
    screen.goto(link)
    for _ in range(20):
        if screen.get_by_text("Larch House").first.is_visible():
            break
        screen.keyboard.press("ArrowRight")
        screen.wait_for_timeout(300)
    screen.wait_for_timeout(1500)
    _take(screen, "tv")
    admin.goto("/screens")
    admin.get_by_role("button", name="Take the link back from For the pictures").first.click()


def _signed_in(browser: Browser, url: str, name: str, password: str, size: dict[str, int]) -> Page:
    context = browser.new_context(
        viewport=size, base_url=url, has_touch=True, locale="en-GB", timezone_id="Europe/London"
    )
    page = context.new_page()
    page.goto("/hub/login?next=%2Fhome")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/home")
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(name, file=sys.stderr)


if __name__ == "__main__":
    main()
