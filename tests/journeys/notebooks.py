"""A team's workspace in JupyterLab, as a person drives it."""

from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

_LOAD_MS = 90_000


def open_notebook(page: Page, slug: str, name: str) -> Page:
    """Open the workspace from the project's page, then one of its notebooks."""
    page.goto(f"/projects/{slug}/workspace")
    page.wait_for_url(f"**/user/team-{slug}/lab/**", timeout=_LOAD_MS)
    page.goto(f"{page.url.split('/tree/')[0]}/tree/{quote(name)}")
    expect(page.get_by_role("tab", name=name, selected=True)).to_be_visible(timeout=_LOAD_MS)
    expect(shown(page, ".jp-Cell").first).to_be_visible(timeout=_LOAD_MS)
    return page


def shown(page: Page, selector: str) -> Locator:
    """Find something in the notebook in front; other tabs are in the page, hidden."""
    return page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) {selector}")


def first_code_cell(page: Page) -> Locator:
    """Find the editor of the first code cell."""
    return shown(page, ".jp-CodeCell .cm-content").first


def run_all(page: Page) -> None:
    """Choose Run, Run All Cells; before the kernel is there, that would do nothing."""
    expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible(
        timeout=_LOAD_MS
    )
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
