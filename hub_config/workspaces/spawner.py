"""How a team's shared server is started."""

import asyncio
from collections.abc import Set
from typing import Any

from jupyterhub.spawner import SimpleLocalProcessSpawner
from tornado import web

from hub_config.accounts import TEAM_PREFIX

__all__ = ["NoTeamsServer", "ServerEnded", "TeamServersNeedNoConfirmation", "TeamSpawner"]

_LOOK_EVERY_SECONDS = 0.05


class NoTeamsServer(web.HTTPError):
    """Somebody asked for a server of their own."""

    # JupyterHub shows this in place of its “Failed to start your server on the last attempt”.
    jupyterhub_message = (
        "Notebooks belong to a project. Open your project and choose its workspace."
    )

    def __init__(self) -> None:
        super().__init__(403, self.jupyterhub_message)


class ServerEnded(Exception):
    """A team's server ended while it was starting."""

    # JupyterHub shows this on its page.
    jupyterhub_message = "The workspace did not start. Try once more."


class TeamSpawner(SimpleLocalProcessSpawner):
    """Start a team's server as a local process. There are no servers but those of teams."""

    async def start(self) -> Any:
        """Start the server; refuse one that is not a team's."""
        if not self.user.name.startswith(TEAM_PREFIX):
            raise NoTeamsServer()
        ip, port = await super().start()
        await self._until_it_listens(ip, port)
        return ip, port

    async def _until_it_listens(self, ip: str, port: int) -> None:
        # JupyterHub looks at longer and longer intervals, and finds a server that is there
        # already a second or two late. It still asks for a page when this has returned.
        while await self.poll() is None:
            try:
                _, writer = await asyncio.open_connection(ip, port)
            except OSError:
                await asyncio.sleep(_LOOK_EVERY_SECONDS)
            else:
                writer.close()
                return
        raise ServerEnded(f"the server of {self.user.name} ended while it was starting")

    def get_env(self) -> dict[str, str]:
        """Give the server its environment, with the project that it belongs to."""
        env: dict[str, str] = super().get_env()
        env["QIHUB_PROJECT"] = self.user.name.removeprefix(TEAM_PREFIX)
        return env


class TeamServersNeedNoConfirmation(Set[str]):
    """The OAuth clients that people are not asked about: our services, and every team's server.

    JupyterHub asks each member once whether a team's server may know who they are. The share
    that let them in answers that already.
    """

    def __init__(self, services: set[str]) -> None:
        self._services = services

    def __contains__(self, client: object) -> bool:
        return client in self._services or str(client).startswith(f"jupyterhub-user-{TEAM_PREFIX}")

    def __iter__(self) -> Any:
        return iter(self._services)

    def __len__(self) -> int:
        return len(self._services)
