"""A project's team as the hub knows it: one shared account, opened to each member by a share."""

from typing import Any
from urllib.parse import quote

from gallery.jupyterhub_client import JupyterHubClient
from qi_lib.model import TeamMember, TeamRole

__all__ = ["TeamWorkspaces", "account_of"]

# A sponsor unblocks and reads; everyone who does the work may open the notebooks.
_IN_THE_WORKSPACE = {TeamRole.LEAD, TeamRole.MEMBER, TeamRole.SERVICE_USER, TeamRole.COACH}
_FIRST_NOTEBOOK = "Start here.ipynb"


def account_of(slug: str) -> str:
    """Name the shared account of a project's team."""
    return f"team-{slug}"


class TeamWorkspaces:
    """Keep the hub's shares in step with the teams, and open their workspaces."""

    def __init__(self, hub: JupyterHubClient) -> None:
        self._hub = hub

    async def members_changed(self, slug: str, team: list[TeamMember], *, is_private: bool) -> None:
        """Share the team's server with its members, and with nobody else but coaches.

        A private project's server is closed to coaches who are not on its team.

        A member who has no account yet gets the share the next time the workspace is opened.
        """
        await self._hub.create_team_account(account_of(slug))
        await self._share(account_of(slug), team, is_private=is_private)

    async def _share(self, account: str, team: list[TeamMember], *, is_private: bool) -> None:
        await self._hub.open_to_coaches(account, is_open=not is_private)
        wanted = {m.user for m in team if m.user and m.role in _IN_THE_WORKSPACE}
        present = await self._hub.shared_with(account)
        for person in sorted(wanted - present):
            await self._hub.share(account, person)
        for person in sorted(present - wanted):
            await self._hub.unshare(account, person)

    async def open_workspace(
        self, slug: str, team: list[TeamMember], person: str, *, is_private: bool
    ) -> dict[str, Any]:
        """Start the team's server if need be, and say how far it is.

        With `is_new` its notebooks are filled in first, which takes longer.
        """
        account = account_of(slug)
        await self._hub.create_team_account(account)
        server = await self._hub.server_of(account)
        # The server needs seconds, and lets nobody in who has no share: so it starts first.
        if not server.get("ready") and not server.get("pending"):
            await self._hub.start_server(account)
        await self._share(account, team, is_private=is_private)
        return {**await self.workspace_status(slug, person), "is_new": server["is_new"]}

    async def workspace_status(self, slug: str, person: str) -> dict[str, Any]:
        """Say whether the team's server is `ready`, `starting` or `off`, and where it opens."""
        account = account_of(slug)
        server = await self._hub.server_of(account)
        not_ready = "starting" if server.get("pending") else "off"
        status = "ready" if server.get("ready") else not_ready
        # A JupyterLab workspace per person: the shared one would reopen a colleague's tabs.
        url = f"/user/{account}/lab/workspaces/{quote(person)}/tree/{quote(_FIRST_NOTEBOOK)}"
        return {"status": status, "url": url}
