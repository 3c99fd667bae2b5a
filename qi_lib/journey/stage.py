"""Where on its journey a project is: read from its record, unless the team says otherwise.

Worcestershire's guide tells teams in capitals to stop before they jump ahead: so a stage is over
when its own work is there, and the next one does not begin before. Only a test that was carried
out leads past what came before it, because it was done.
"""

from pydantic import ValidationError

from qi_lib.journey.measure_family import main_measure
from qi_lib.journey.outcome import find_outcome
from qi_lib.model import Decision, ProjectBundle, Stage
from qi_lib.model.document import Document
from qi_lib.model.driver_diagram import DriverDiagram, Level
from qi_lib.model.fishbone import Fishbone
from qi_lib.model.five_whys import FiveWhys
from qi_lib.model.force_field import ForceField
from qi_lib.model.pareto import Tally
from qi_lib.model.process_map import ProcessMap
from qi_lib.model.quadrants import StakeholderMap

__all__ = ["BASELINE_POINTS", "HELD_MONTHS", "UNDERSTANDING", "find_stage", "read_stage"]

BASELINE_POINTS = 3
"""How many numbers a team needs before it changes something: as for the progress score of 2."""
HELD_MONTHS = 6
"""How long an improvement has to last before others are told to rely on it."""
UNDERSTANDING: dict[str, type[Document]] = {
    "fishbone": Fishbone,
    "five-whys": FiveWhys,
    "process-map": ProcessMap,
    "pareto": Tally,
    "stakeholders": StakeholderMap,
    "force-field": ForceField,
}
"""The tools with which a team understands its problem, by their names."""


def find_stage(bundle: ProjectBundle) -> Stage:
    """Say where a project is: what the team says, else what its record shows."""
    return bundle.project.stage or read_stage(bundle)


def read_stage(bundle: ProjectBundle) -> Stage:
    """Read from the record of a project where on its journey it is."""
    if not any(cycle.do.strip() for cycle in bundle.cycles):
        return _before_the_first_test(bundle)
    if not any(cycle.decision is Decision.ADOPT for cycle in bundle.cycles):
        return Stage.TEST
    outcome = find_outcome(bundle)
    if not outcome.is_better:
        return Stage.TEST
    return Stage.SHARE if outcome.months_held >= HELD_MONTHS else Stage.HOLD


def _before_the_first_test(bundle: ProjectBundle) -> Stage:
    measure = main_measure(bundle)
    if bundle.project.aim.missing or measure is None:
        return Stage.START
    if not any(_is_begun(bundle, kind, record) for kind, record in UNDERSTANDING.items()):
        return Stage.UNDERSTAND
    diagram = _read(bundle, "drivers", DriverDiagram)
    if not (isinstance(diagram, DriverDiagram) and diagram.of(Level.IDEA)):
        return Stage.DRIVERS
    numbers = bundle.observations.get(measure.id, [])
    return Stage.MEASURES if len(numbers) < BASELINE_POINTS else Stage.TEST


def _is_begun(bundle: ProjectBundle, kind: str, record: type[Document]) -> bool:
    found = _read(bundle, kind, record)
    return found is not None and not found.is_empty


def _read(bundle: ProjectBundle, kind: str, record: type[Document]) -> Document | None:
    found = next((one for one in bundle.documents if one.kind == kind), None)
    try:
        return record.model_validate(found.content) if found else None
    except ValidationError:  # kept by a newer hub: it stays in the store
        return None
