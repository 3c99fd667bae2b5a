"""The demonstration organisation: invented people and projects that show what the hub is for."""

from hub_config.demonstration.cast import CastMember, demonstration_people
from hub_config.demonstration.loading import load_demonstration
from hub_config.demonstration.projects import demonstration_projects

__all__ = ["CastMember", "demonstration_people", "demonstration_projects", "load_demonstration"]
