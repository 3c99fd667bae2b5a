"""What is in the file of a project, in plain words for whoever opens it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from qi_lib.model import ProjectBundle

__all__ = ["write_readme"]


def write_readme(
    bundle: ProjectBundle,
    *,
    hub: str,
    at: dt.datetime,
    data: Mapping[str, str],
    others: Iterable[str],
) -> str:
    """Say what each file is, what is not here, and how to bring the project in again."""
    day = f"{at.day} {at:%B %Y}"
    lines = [
        bundle.project.title,
        "=" * len(bundle.project.title),
        "",
        f"This is the whole project as it was on {day}{f' at {hub}' if hub else ''}.",
        "",
        "project.json   the charter, the team, the measures, the PDSA cycles, and what was made",
        "               with the tools; a text file that any program can read",
    ]
    measures = {measure.id: measure.name for measure in bundle.measures}
    lines += [f"{name}   the numbers of “{measures[key]}”, for Excel" for key, name in data.items()]
    lines += [f"{name}   open it in a browser" for name in others]
    lines += [
        "",
        "To bring it into a hub: on your home page there, choose “Bring a project in” and this",
        "file. You lead the project that it becomes.",
        "",
        "Not in here: earlier versions and who changed what, measures that were put away, and the",
        "team's notebooks, which only the team can open. Take those from the workspace: choose",
        "them there, then Download.",
    ]
    return "\r\n".join(lines) + "\r\n"  # Notepad of old needs both
