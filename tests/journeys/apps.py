"""The no-code apps, as a person opens them."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import RunningHub
from tests.journeys.keys import program_of

__all__ = ["open_app", "start_measure"]


def open_app(page: Page, name: str, *, project: str = "", measure: str = "") -> None:
    """Open an app and wait until its kernel has drawn the first screen."""
    given = {"project": project, "measure": measure}
    query = "&".join(f"{key}={value}" for key, value in given.items() if value)
    page.goto(f"/services/apps/render/{name}.ipynb?{query}")
    expect(page.locator("[data-live] h1")).to_be_visible(timeout=60_000)


def start_measure(hub: RunningHub, name: str, project: dict[str, str], measure: str) -> str:
    """Start a project with one measure in a person's name; give its slug."""
    with program_of(hub, name) as program:
        answer = program.post("/api/projects", json=project).raise_for_status()
        slug = str(answer.json()["project"]["slug"])
        program.post(f"/api/projects/{slug}/measures", json={"name": measure}).raise_for_status()
    return slug
