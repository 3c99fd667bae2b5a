"""What is in the file of a project, in plain words for whoever opens it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from qi_lib.model import ProjectBundle
from qi_lib.wording.dates import say_day

__all__ = ["tell_of_notebooks", "write_readme"]

_BREAK = "\r\n"  # Notepad of old needs both
_NO_NOTEBOOKS = (
    "Not in here: the team's notebooks, which only the team can open. In a notebook of the",
    'workspace, open_project().export(".") makes this file with them.',
)


def write_readme(
    bundle: ProjectBundle,
    *,
    hub: str,
    at: dt.datetime,
    data: Mapping[str, str],
    others: Iterable[str],
    saves: int = 0,
    left_out: int = 0,
) -> str:
    """Say what each file is, what is not here, and how to bring the project in again."""
    day = say_day(at)
    measures = {measure.id: measure.name for measure in bundle.measures}
    away = {measure.id: measure.name for measure in bundle.archived}
    lines = [
        bundle.project.title,
        "=" * len(bundle.project.title),
        "",
        f"This is the whole project as it was on {day}{f' at {hub}' if hub else ''}.",
        "",
        "project.json   the charter, the team, the measures, the PDSA cycles, and what was made",
        "               with the tools; a text file that any program can read",
        *(
            f"{name}   the numbers of “{measures[key]}”, for Excel"
            if key in measures
            else f"{name}   the numbers of “{away[key]}”, which was put away"
            for key, name in data.items()
        ),
        *(_tell_of_history(saves, left_out) if saves else ()),
        *(f"{name}   open it in a browser" for name in others),
        "",
        "To bring it into a hub: on your home page there, choose “Bring a project in” and this",
        "file. You lead the project that it becomes.",
        "",
        *(() if saves else ("Not in here: earlier versions and who changed what.", "")),
        *_NO_NOTEBOOKS,
    ]
    return _BREAK.join(lines) + _BREAK


def tell_of_notebooks(readme: str, names: Iterable[str], left_out: Iterable[str]) -> str:
    """Say in a README which notebooks are there now, and which would have made it too large."""
    lines = [f"{name}   a notebook of the team, for Jupyter" for name in names]
    missing = list(left_out)
    if missing:
        lines += [
            "",
            "Not in here, because they are too large, or of a name that not every computer takes:",
            *missing,
        ]
    return readme.replace(_BREAK.join(_NO_NOTEBOOKS), _BREAK.join(lines))


def _tell_of_history(saves: int, left_out: int) -> list[str]:
    lines = [
        f"history.jsonl   who changed what when: {saves:,} saves, one to a line, oldest first.",
        "               What was taken out since is in it, too: take this file out of the zip",
        "               before you give it to somebody who may not see that.",
    ]
    if left_out:
        lines.append(f"               {left_out:,} more would have made it too large.")
    return lines
