"""What a notebook shows of a chart: the drawing, what to know of it, and its data to unfold."""

from __future__ import annotations

from collections.abc import Sequence

from qi_lib.spc.svg.elements import escape

__all__ = ["notebook_view"]


def notebook_view(*, svg: str, table: str, words: str, notes: Sequence[str]) -> dict[str, str]:
    """Give the views of a chart by MIME type, as IPython asks for them."""
    said = "".join(f"<p>{escape(note)}</p>" for note in notes)
    unfold = f"<details><summary>Data</summary>{table}</details>"
    return {
        "text/plain": "\n".join((words, *notes)),
        "text/html": f"<figure>{svg}{said}{unfold}</figure>",
        "image/svg+xml": svg,
    }
