"""Passes: with one, and with nothing else, an app's kernel acts for its viewer."""

import logging
from collections.abc import Iterable

import httpx

from hub_config.apps.waiting_room import Visit

__all__ = ["KernelPasses"]

_log = logging.getLogger(__name__)


class KernelPasses:
    """Fetch, renew and end passes at the project store, each with its viewer's own token."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def fetch(self, visit: Visit) -> None:
        """Get the pass of a visit; without one there is no use in starting a kernel."""
        answer = await self._client.post("/pass", headers=_bearer(visit.token))
        visit.key = answer.raise_for_status().json()["key"]

    async def renew(self, visits: Iterable[Visit]) -> None:
        """Keep passes good; one whose viewer has signed out runs out by itself."""
        for visit in [one for one in visits if one.key]:
            await self._try("PUT", visit.token, {"key": visit.key})

    async def end(self, visit: Visit) -> None:
        """End the pass of a visit that is over."""
        if visit.key:
            await self._try("DELETE", visit.key)

    async def _try(self, method: str, token: str, body: dict[str, str] | None = None) -> None:
        request = self._client.build_request(method, "/pass", headers=_bearer(token), json=body)
        try:
            (await self._client.send(request)).raise_for_status()
        except httpx.HTTPError as error:
            _log.info("A pass was left to run out: %r", error)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
