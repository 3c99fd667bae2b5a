"""The pages about charts: every block runs, every picture is what its code draws.

To draw the pictures again after a change of look, delete `docs/topic/spc-gallery` and run
this file twice: what is missing is drawn, and the test says so by failing once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[3] / "docs"
PAGES = sorted([*DOCS.glob("reference/spc*.md"), *DOCS.glob("topic/spc*.md")])


def _run(page: Path) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(), flags=re.DOTALL):
        exec(compile(block, str(page), "exec"), names)
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_on_the_page_runs(page: Path) -> None:
    assert "```python" not in page.read_text() or _run(page)


def test_every_picture_in_the_gallery_is_what_its_code_draws() -> None:
    page = DOCS / "topic" / "spc-gallery.md"
    names = _run(page)
    pictures = re.findall(r"!\[[^]]*\]\((spc-gallery/(\w+)\.svg)\)", page.read_text())

    stale = []
    for path, name in pictures:
        drawing = names[name]
        svg = _draw(drawing, name)
        file = page.parent / path
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_text(svg + "\n")
            stale.append(name)
        elif file.read_text() != svg + "\n":
            stale.append(name)

    assert not stale, "drawn again, or no longer what the code draws"
    assert len(pictures) == 28


def _draw(drawing: Any, name: str) -> str:
    from qi_lib.spc import Chart

    if isinstance(drawing, str):
        return _board(drawing) if drawing.startswith("<table") else drawing
    if isinstance(drawing, Chart):
        return drawing.to_svg("page", heading=True, icons=True, themeable=False, uid=name)
    return drawing.to_svg(themeable=False, uid=name)


def _board(table: str) -> str:
    """Make a picture of a board, which is a table in HTML, as a browser shows it."""
    ids = re.findall(r'<title id="(spc-\w+)-title', table)
    for number, found in enumerate(ids):
        table = table.replace(found, f"board-{number}")
    style = (
        "table{border-collapse:collapse;font:16px Arial,sans-serif;color:#17262f;background:#fff}"
        "td,th{padding:6px 10px;border-bottom:1px solid #e6e8e8;text-align:left}"
        "td:nth-child(2){width:200px}caption{text-align:left;font-weight:700;padding:6px 10px}"
    )
    height = 90 + 110 * len(ids)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" width="100%">'
        '<foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"<style>{style}</style>{table}</div></foreignObject></svg>"
    )
