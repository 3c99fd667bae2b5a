"""The addresses at which the tools open, and what a team does next with the one for it."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from qi_lib.journey.next_step import NextStep, find_next_step
from qi_lib.model import ProjectBundle

__all__ = [
    "NextStepLink",
    "chart_address",
    "charter_app_address",
    "cycles_address",
    "next_step_link",
    "start_address",
]


@dataclass(frozen=True, slots=True)
class NextStepLink:
    """What a team does next, as a page shows it: a sentence, a button, perhaps a note."""

    sentence: str
    action: str
    href: str
    note: str


def next_step_link(bundle: ProjectBundle, today: dt.date) -> NextStepLink:
    """Find what a team does next, and the address at which that is done."""
    step = find_next_step(bundle, today)
    href = _address(bundle.project.slug, step)
    return NextStepLink(step.sentence, step.action, href, step.note)


def _address(slug: str, step: NextStep) -> str:
    match step.place:
        case "start":
            return start_address(slug)
        case "charter" | "fishbone" | "drivers":
            return _tool_address(step.place, slug)
        case "chart":
            return chart_address(slug, step.item)
        case "pdsa":
            return cycles_address(slug, step.item)
        case "share":
            return f"/projects/{slug}#share"


def start_address(slug: str = "", *, like: str = "") -> str:
    """Give the address of *Start a project*, for a project that exists or like another."""
    query = urlencode({name: value for name, value in (("project", slug), ("like", like)) if value})
    return "/services/apps/render/start.ipynb" + (f"?{query}" if query else "")


def chart_address(slug: str = "", measure: str = "") -> str:
    """Give the address of *My chart*, at a project and a measure."""
    pairs = (("project", slug), ("measure", measure))
    query = urlencode({name: value for name, value in pairs if value})
    return "/services/apps/render/chart.ipynb" + (f"?{query}" if query else "")


def cycles_address(slug: str, cycle: str = "") -> str:
    """Give the address of *PDSA*, at a project and perhaps a cycle."""
    query = urlencode({"project": slug} | ({"cycle": cycle} if cycle else {}))
    return f"/services/apps/render/pdsa.ipynb?{query}"


def charter_app_address(slug: str) -> str:
    """Give the address of *Charter*, at a project."""
    return _tool_address("charter", slug)


def _tool_address(kind: str, slug: str) -> str:
    return f"/services/apps/render/{kind}.ipynb?project={slug}"
