"""What a person sees when something is not there, not theirs, or broken: one way out."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from gallery.pages.page_frame import render_page

__all__ = ["error_page"]

_HEADINGS = {
    401: "Please sign in",
    403: "This is not open to you",
    404: "There is no such page",
    410: "This is gone",
    413: "That was too much at once",
    503: "Something is resting",
}
_BROKEN = "Something broke on our side"


def error_page(request: Request, status: int, sentence: str) -> HTMLResponse:
    """Say what went wrong in a sentence, with one way out."""
    person = getattr(request.state, "person", None)
    heading = _HEADINGS.get(status, _BROKEN if status >= 500 else "That did not work")
    way_out = {"href": "/home", "name": "Go home"}
    if hasattr(request.state, "person") and person is None:
        way_out = {"href": "/gallery", "name": "See the gallery"}
    return render_page(
        request,
        person,
        "error.html",
        status=status,
        heading=heading,
        sentence=sentence,
        way_out=way_out,
    )
