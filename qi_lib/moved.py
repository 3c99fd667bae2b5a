"""What moved can still be imported from where it was, and a warning names the new place.

Notebooks in people's workspaces import what our templates, documents and apps once imported.
"""

import sys
import warnings
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["find_moved_modules", "find_moved_names"]

_MODULES = {
    "qi_lib.charter": "qi_lib.journey.charter",
    "qi_lib.charts": "qi_lib.charting.measure_chart",
    "widgets.driver_diagram": "widgets.tools.driver_diagram",
    "widgets.fishbone": "widgets.tools.fishbone",
    "widgets.five_whys": "widgets.tools.five_whys",
    "widgets.fmea": "widgets.tools.fmea",
    "widgets.force_field": "widgets.tools.force_field",
    "widgets.pareto": "widgets.tools.pareto",
    "widgets.plan": "widgets.tools.plan",
    "widgets.plane_tool": "widgets.tools.choose_and_stakeholders",
    "widgets.process_map": "widgets.tools.process_map",
    "widgets.progress": "widgets.tools.progress",
}
# Names of packages that are still there; some have another name in the new place.
_NAMES = {
    "qi_lib.aim.read_aim": "qi_lib.aim.sentence.read_aim",
    "qi_lib.model.Drawing": "qi_lib.model.ChartDrawing",
    "qi_lib.model.LADDER": "qi_lib.model.TEST_SIZES",
    "qi_lib.model.Stretch": "qi_lib.model.FindingPart",
    "qi_lib.report.Evidence": "qi_lib.report.MeasureFinding",
    "qi_lib.report.evidence_of": "qi_lib.report.findings_of",
    "widgets.chart.my_chart": "widgets.chart.tool.my_chart",
    "widgets.charter.charter": "widgets.charter.tool.charter",
    "widgets.measures.measures": "widgets.measures.tool.measures",
    "widgets.pdsa.pdsa": "widgets.pdsa.tool.pdsa",
    "widgets.start.start_a_project": "widgets.start.tool.start_a_project",
}


class _MovedModules(Loader):
    """Finds modules where nothing stands any more; asked after everybody else."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in _MODULES else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None  # an ordinary one

    def exec_module(self, module: ModuleType) -> None:
        place = _MODULES[module.__name__]
        _tell(module.__name__, place, stacklevel=3)
        there = import_module(place)
        module.__all__ = there.__all__  # type: ignore[attr-defined]
        module.__getattr__ = partial(getattr, there)  # type: ignore[method-assign]


def find_moved_modules() -> None:
    """Let Python find modules that moved; does nothing the second time."""
    if not any(isinstance(finder, _MovedModules) for finder in sys.meta_path):
        sys.meta_path.append(_MovedModules())


def find_moved_names(package: str) -> None:
    """Let Python find, in a package that is being imported, the names that moved out of it."""

    def find(name: str) -> object:
        old = f"{package}.{name}"
        if old not in _NAMES:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        place, _, new = _NAMES[old].rpartition(".")
        _tell(old, _NAMES[old], stacklevel=3)
        return getattr(import_module(place), new)

    sys.modules[package].__getattr__ = find  # type: ignore[method-assign]


def _tell(old: str, new: str, *, stacklevel: int) -> None:
    words = f"{old} is {new} now. Import that: the old place will go in a later version."
    warnings.warn(words, DeprecationWarning, stacklevel=stacklevel)
