"""Addresses that are none: what cannot be text in any alphabet names nothing here."""

from typing import Any
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import HTTPError, authenticated

__all__ = ["NotFoundHandler", "UndecodablePath"]


class UndecodablePath(Matcher):
    """Matches paths that are not UTF-8. Handlers that are to read one fail before they begin."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Take the request over, if its path is such; otherwise leave it to others."""
        try:
            unquote(request.path, errors="strict")
        except UnicodeDecodeError:
            return {}
        return None


class NotFoundHandler(JupyterHandler):
    """Say that there is nothing; to whom is signed in."""

    @authenticated
    def get(self) -> None:
        """Say so."""
        raise HTTPError(404)

    head = post = put = patch = delete = options = get
