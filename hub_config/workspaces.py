"""How a team's shared server is started."""

from collections.abc import Set
from typing import Any

from jupyterhub.spawner import SimpleLocalProcessSpawner
from tornado import web

from hub_config.accounts import TEAM_PREFIX

__all__ = ["NoTeamsServer", "TeamServersNeedNoConfirmation", "TeamSpawner"]


class NoTeamsServer(web.HTTPError):
    """Somebody asked for a server of their own."""

    # JupyterHub shows this in place of its “Failed to start your server on the last attempt”.
    jupyterhub_message = (
        "Notebooks belong to a project. Open your project and choose its workspace."
    )

    def __init__(self) -> None:
        super().__init__(403, self.jupyterhub_message)


class TeamSpawner(SimpleLocalProcessSpawner):
    """Start a team's server as a local process. There are no servers but those of teams."""

    async def start(self) -> Any:
        """Start the server; refuse one that is not a team's."""
        if not self.user.name.startswith(TEAM_PREFIX):
            raise NoTeamsServer()
        return await super().start()

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
