"""The conversation with the hub: requests, repeats, and errors in plain words."""

import time
import weakref
from collections.abc import Callable
from typing import Any

import httpx

from qi_lib.errors import Conflict, NotAllowed, NotFound, QIError, Refused, Unreachable

__all__ = ["Connection"]

_PAUSES_SECONDS = (0.2, 0.6, 1.5)
_TIMEOUT_SECONDS = 30
# What a proxy says while the service behind it starts again.
_TRY_AGAIN = frozenset({502, 503, 504})
_HALF_A_LETTER = (
    "There is a character in it that cannot be saved, perhaps half of an emoji. Delete it, or type "
    "it again."
)
_NO_ANSWER = (
    "The hub does not answer just now. Nothing you have here is lost: wait a moment, then try "
    "again."
)


class Connection:
    """A connection to the hub's API for one person.

    Requests are repeated when the hub does not answer. That is safe: saving the same content
    twice saves it once.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        transport: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._pause = pause
        self._client = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_TIMEOUT_SECONDS,
            transport=transport,
            # To load the certificates of the world takes 20 ms and 8 MB, for nothing on plain HTTP.
            verify=not self.url.startswith("http:"),
        )
        # A notebook rarely closes what it opened.
        self._end = weakref.finalize(self, self._client.close)

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    def close(self) -> None:
        """End the connection."""
        self._end()

    def get(self, path: str, **query: str) -> Any:
        """Read something. What the API sends back is JSON of many shapes."""
        given = {key: value for key, value in query.items() if value}
        return _json(self._ask("GET", path, params=given))

    def send(
        self, method: str, path: str, content: object = None, *, once: bool = False, act: str = ""
    ) -> Any:
        """Change something; `once` for what must not be repeated when no answer comes.

        `act` names what a person did: a document is saved only once under each name.
        """
        headers = {"QIHub-Act": act} if act else {}
        return _json(self._ask(method, path, json=content, once=once, headers=headers))

    def download(self, path: str) -> bytes:
        """Read a file."""
        return self._ask("GET", path).content

    def upload(self, path: str, content: bytes, *, kind: str) -> Any:
        """Send a file of a kind, such as `application/zip`, once."""
        headers = {"Content-Type": kind}
        return _json(self._ask("POST", path, content=content, headers=headers, once=True))

    def _ask(self, method: str, path: str, *, once: bool = False, **request: Any) -> httpx.Response:
        for pause in (None,) if once else (*_PAUSES_SECONDS, None):
            try:
                answer = self._client.request(method, path, **request)
            except UnicodeEncodeError as error:
                raise Refused(_HALF_A_LETTER) from error
            except httpx.TransportError as error:
                if pause is None:
                    raise Unreachable(_NO_ANSWER) from error
            else:
                if answer.status_code not in _TRY_AGAIN or pause is None:
                    return _checked(answer)
            self._pause(pause)
        raise AssertionError("the last try returns or raises")


def _json(answer: httpx.Response) -> Any:
    return answer.json() if answer.content else None


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    try:
        said = answer.json()
        sentence = str(said["error"])
    except (ValueError, KeyError, TypeError):
        said, sentence = {}, f"The hub answered with an error ({answer.status_code})."
    raise _error(answer.status_code, sentence, said)


def _error(status: int, sentence: str, said: dict[str, Any]) -> QIError:
    match status:
        case 401 | 403:
            return NotAllowed(sentence)
        case 404:
            return NotFound(sentence)
        case 409:
            return Conflict(
                sentence,
                yours=said.get("yours"),
                theirs=said.get("theirs"),
                version=said.get("version", 0),
            )
        case 400 | 413 | 422 | 429:
            return Refused(sentence, fields=said.get("fields"))
        case _:
            return Unreachable(sentence)
