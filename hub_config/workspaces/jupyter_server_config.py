"""Jupyter reads this file in a team's server."""

from hub_config.team_server import configure

configure(get_config())  # type: ignore[name-defined]  # noqa: F821
