"""The screen that asks which project, for every tool that is opened without one."""

from collections.abc import Sequence

from qi_lib.model import Project
from widgets.frame.screen import Button, Links, Screen, Written

__all__ = ["pick_project"]


def pick_project(
    projects: Sequence[Project], start: str, *, more: tuple[Button, ...] = ()
) -> Screen:
    """Ask for the project; `start` is the address of *Start a project*."""
    mine = [
        Button(label=Written(one.title), hint=one.place, act="pick", value=one.slug)
        for one in projects
    ]
    begin = Button(label="Start a project", hint="It takes ten minutes", href=start)
    return Screen(
        key="pick",
        question="Which project?",
        hint="" if projects else "You are on no team yet. Start a project, or ask to be added.",
        parts=(Links(name="projects", label="Projects", buttons=(*mine, begin, *more)),),
        back=Button(label="Home", href="/home"),
    )
