"""How what goes wrong is told: a plain sentence, as JSON for programs and as a page for people."""

import logging
import traceback
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gallery.errors import NotSignedIn, Problem, Refused
from qi_lib.wording.field_names import name_field

__all__ = ["UnforeseenErrors", "add_error_handlers", "explain_invalid"]

_log = logging.getLogger(__name__)

_SENTENCES = {
    400: "The request could not be read. Send it again as JSON.",
    404: "There is nothing at this address.",
    405: "That cannot be done at this address.",
    413: "That is more than 10 MB. Send less at once.",
}
_LAST_FRAMES = 8
_BROKEN = (
    "Something went wrong on our side, and nothing was changed by it. Try again in a minute; if it "
    "happens again, tell the people who run this hub when it happened."
)


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error with a sentence."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)


def explain_invalid(errors: Sequence[Any]) -> tuple[str, dict[str, str]]:
    """Turn pydantic's errors into one sentence and one for each field.

    The errors are pydantic's own dictionaries; what was typed is not repeated.
    """
    fields: dict[str, str] = {}
    for error in errors:
        place = [part for part in error["loc"] if part not in ("body", "query", "path")]
        name = ".".join(str(part) for part in place) or "The request"
        fields.setdefault(name, _explain(name_field(place) or name, error))
    return " ".join(list(fields.values())[:3]), fields


def _explain(name: str, error: Any) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"“{name}” is missing."
        case "extra_forbidden":
            return f"There is no field “{name}”."
        case "string_too_short":
            return f"“{name}” is empty."
        case "string_too_long":
            return f"“{name}” is longer than {context['max_length']} characters."
        case "value_error":
            return str(context["error"])
        case "json_invalid":
            return "The request is not valid JSON."
        case _:
            said = str(error["msg"])
            return f"“{name}”: {said[:1].lower()}{said[1:]}."


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    if isinstance(error, NotSignedIn) and not _is_api(request):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        target = here if request.method in ("GET", "HEAD") else "/home"
        return RedirectResponse(f"/services/gallery/sign-in?next={quote(target)}", 303)
    return _answer(request, error.status, error.body())


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    sentence, fields = explain_invalid(error.errors())
    return _answer(request, 422, Refused(sentence, fields=fields).body())


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = _SENTENCES.get(error.status_code, str(error.detail))
    response = _answer(request, error.status_code, {"error": sentence})
    response.headers.update(error.headers or {})
    return response


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api")


def _answer(request: Request, status: int, body: dict[str, object]) -> Response:
    if _is_api(request):
        return JSONResponse(body, status)
    page = getattr(request.app.state, "error_page", None)
    if page is None:
        return PlainTextResponse(str(body["error"]), status)
    response: Response = page(request, status, str(body["error"]))
    return response


class UnforeseenErrors:
    """Answer what nobody foresaw with a calm sentence, and log where it happened.

    The message of the error is not logged: it may quote what a person typed.
    """

    def __init__(self, app: ASGIApp, service: FastAPI) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer if nothing else does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except Exception as error:
            _log_place(scope, error)
            if started:
                raise
            scope.setdefault("app", self._service)
            answer = _answer(Request(scope), 500, {"error": _BROKEN})
            await answer(scope, receive, send)


def _log_place(scope: Scope, error: Exception) -> None:
    route = getattr(scope.get("route"), "path", "an unknown address")
    frames = "".join(traceback.format_tb(error.__traceback__)[-_LAST_FRAMES:])
    kind = type(error).__name__
    _log.error("%s on %s %s\n%s", kind, scope.get("method"), route, frames)
