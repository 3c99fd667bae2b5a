"""What moved can still be imported from where notebooks in people's workspaces look for it."""

import subprocess
import sys
from importlib import import_module

import pytest

from qi_lib import moved

# What the notebooks of our templates, documents and apps once said, and where it is now.
ONCE = [
    ("qi_lib.charter", "approval_state", "qi_lib.journey.charter"),
    ("qi_lib.charter", "charter_of", "qi_lib.journey.charter"),
    ("qi_lib.charts", "chart_of", "qi_lib.charting.measure_chart"),
    ("qi_lib.aim", "read_aim", "qi_lib.aim.sentence"),
    ("widgets.chart", "my_chart", "widgets.chart.tool"),
    ("widgets.charter", "charter", "widgets.charter.tool"),
    ("widgets.driver_diagram", "drivers", "widgets.tools.driver_diagram"),
    ("widgets.fishbone", "fishbone", "widgets.tools.fishbone"),
    ("widgets.five_whys", "five_whys", "widgets.tools.five_whys"),
    ("widgets.fmea", "fmea", "widgets.tools.fmea"),
    ("widgets.force_field", "force_field", "widgets.tools.force_field"),
    ("widgets.measures", "measures", "widgets.measures.tool"),
    ("widgets.pareto", "pareto", "widgets.tools.pareto"),
    ("widgets.pdsa", "pdsa", "widgets.pdsa.tool"),
    ("widgets.plan", "plan", "widgets.tools.plan"),
    ("widgets.plane_tool", "choose", "widgets.tools.choose_and_stakeholders"),
    ("widgets.plane_tool", "stakeholders", "widgets.tools.choose_and_stakeholders"),
    ("widgets.process_map", "process_map", "widgets.tools.process_map"),
    ("widgets.progress", "progress", "widgets.tools.progress"),
    ("widgets.start", "start_a_project", "widgets.start.tool"),
]
STILL = [
    ("qi_lib.client", "open_project"),
    ("qi_lib.drawing.charter", "draw_charter"),
    ("qi_lib.errors", "QIError"),
    ("qi_lib.model", "ProjectBundle"),
    ("qi_lib.report", "Host"),
    ("qi_lib.report", "make_poster"),
    ("qi_lib.spc", "spc"),
]


def _run(lines: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", "\n".join(lines)], capture_output=True, text=True
    )


def test_what_moved_is_found_from_the_old_place_and_a_warning_names_the_new() -> None:
    lines = []
    for number, (old, name, new) in enumerate(ONCE):
        lines += [
            f"from {old} import {name} as a{number}",
            f"from {new} import {name} as b{number}",
        ]
        lines += [f"assert a{number} is b{number}"]

    done = _run(lines, "-W", "always::DeprecationWarning")

    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if "DeprecationWarning" in line]
    for _, _, new in ONCE:
        assert any(f" is {new}" in line for line in told)
    # At the line of the notebook, where people are shown it, and not somewhere inside.
    assert all(line.startswith("<string>:") for line in told)


def test_what_stayed_is_imported_without_a_word() -> None:
    done = _run([f"from {place} import {name}" for place, name in STILL], "-W", "error")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_the_tables_hold_is_there() -> None:
    for old in moved._MODULES:
        import_module(old)
    for old in moved._NAMES:
        package, _, name = old.rpartition(".")
        getattr(import_module(package), name)


def test_what_never_was_is_missed_as_ever() -> None:
    with pytest.raises(ImportError, match="nothing"):
        from qi_lib.model import nothing  # noqa: F401
    with pytest.raises(ModuleNotFoundError):
        import_module("qi_lib.nothing")
