"""Jupyter reads this file in a team's server."""

from hub_config.workspaces.server_settings import configure

configure(get_config())  # type: ignore[name-defined]  # noqa: F821
