"""The part of JupyterHub's REST API that the gallery needs: people, teams and their servers."""

from typing import Any
from urllib.parse import quote

import httpx

from gallery.errors import HubUnavailable
from gallery.identity.people import Person

__all__ = ["COACHED", "JupyterHubClient"]

COACHED = "coached-teams"
"""The group of team accounts whose servers all of faculty may open."""


class JupyterHubClient:
    """JupyterHub, asked with the gallery service's own token."""

    def __init__(self, url: str, token: str, *, timeout_seconds: float = 20) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"token {token}"},
            timeout=timeout_seconds,
        )

    async def named(self, name: str) -> Person | None:
        """Describe somebody as the hub knows them now; None when they have no account."""
        answer = await self._ask("GET", f"/users/{quote(name, safe='')}", allow=(404,))
        return Person.from_hub(answer.json()) if answer.is_success else None

    async def everybody(self) -> list[Person]:
        """Describe all who have an account, as the hub knows them now."""
        found: list[Person] = []
        offset: int | None = 0
        while offset is not None:
            answer = await self._ask(
                "GET",
                "/users",
                params={"offset": offset},
                headers={"Accept": "application/jupyterhub-pagination+json"},
            )
            page = answer.json()
            found += [person for one in page["items"] if (person := Person.from_hub(one))]
            following = page["_pagination"]["next"]
            offset = following["offset"] if following else None
        return found

    async def create_team_account(self, account: str) -> None:
        """Make the shared account of a team."""
        await self._ask("POST", f"/users/{account}", allow=(409,))
        await self._ask("POST", "/groups/teams/users", json={"users": [account]})

    async def open_to_coaches(self, account: str, *, is_open: bool) -> None:
        """Put the account where every coach may reach its server, or take it out of there."""
        method = "POST" if is_open else "DELETE"
        await self._ask(method, f"/groups/{COACHED}/users", json={"users": [account]})

    async def shared_with(self, account: str) -> set[str]:
        """Name the people who may open the account's server."""
        shares = (await self._ask("GET", f"/shares/{account}/")).json()["items"]
        return {share["user"]["name"] for share in shares if share["user"]}

    async def share(self, account: str, person: str) -> bool:
        """Let a person open and start the account's server; False when nobody has that name."""
        scopes = [f"{scope}!server={account}/" for scope in ("access:servers", "servers")]
        answer = await self._ask(
            "POST",
            f"/shares/{account}/",
            json={"user": person, "scopes": scopes},
            allow=(400, 404),
        )
        return answer.is_success

    async def unshare(self, account: str, person: str) -> None:
        """Take a person's right to the account's server away."""
        await self._ask("PATCH", f"/shares/{account}/", json={"user": person}, allow=(404,))

    async def start_server(self, account: str) -> None:
        """Start the account's server; harmless when it runs or starts already."""
        await self._ask("POST", f"/users/{account}/server", allow=(400, 409))

    async def server_of(self, account: str) -> dict[str, Any]:
        """Describe the account's server: `ready`, `pending`, and so on; little when it is off.

        `is_new` says that no server of this account has been at work yet.
        """
        user = (await self._ask("GET", f"/users/{account}")).json()
        server: dict[str, Any] = (user.get("servers") or {}).get("", {})
        return {**server, "is_new": not user.get("last_activity")}

    async def _ask(
        self, method: str, path: str, *, allow: tuple[int, ...] = (), **kwargs: Any
    ) -> httpx.Response:
        try:
            answer = await self._client.request(method, path, **kwargs)
        except httpx.HTTPError as error:
            raise HubUnavailable("The hub does not answer. Try again in a minute.") from error
        if not answer.is_success and answer.status_code not in allow:
            raise HubUnavailable(
                f"The hub refused {method} {path} ({answer.status_code}). Its log says why."
            )
        return answer
