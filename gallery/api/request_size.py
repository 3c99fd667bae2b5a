"""How much the service takes at once."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST_BODY_BYTES", "RequestSizeLimit"]

LARGEST_BODY_BYTES = 10 * 1024 * 1024


class RequestSizeLimit:
    """Stop reading a request that is too long.

    FastAPI's own `max_body_size` answers in words of its own; ours is a sentence in JSON.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            if announced.isdecimal() and int(announced) > LARGEST_BODY_BYTES:
                raise HTTPException(413)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > LARGEST_BODY_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, counting, send)
