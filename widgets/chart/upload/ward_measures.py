"""The measures that several wards of a table become, one for each."""

from typing import TYPE_CHECKING

from qi_lib.model import Measure
from qi_lib.tables.reading.proposals import Proposal
from widgets.chart.numbers.saved_numbers import SavedNumbers
from widgets.chart.upload.draft import Draft
from widgets.record.save_newest import save_newest

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["WardMeasures", "ward_name"]

_COPIED = {"kind", "definition", "direction", "collected_by", "rules", "own_rules", "unit"}


def ward_name(measure: str, ward: str) -> str:
    """Name the measure of one ward."""
    return f"{measure}, {ward}"


class WardMeasures:
    """Finds the measure of each ward by its name, or makes it.

    The open measure becomes that of the first new ward while it has no numbers.
    """

    def __init__(self, project: "Project", numbers: SavedNumbers) -> None:
        self._project = project
        self._numbers = numbers

    def save(self, each: dict[str, Proposal]) -> None:
        """Add the numbers of each ward to its measure."""
        base = self._numbers.saved.handle.record
        for ward, proposal in each.items():
            self._save(base, ward_name(base.name, ward), proposal)

    def _save(self, base: Measure, name: str, proposal: Proposal) -> None:
        known = next((one for one in self._project.measures if one.name == name), None)
        if known is None and not self._numbers.points:
            saved = self._numbers.saved
            draft = Draft(record=base, there=[], proposal=proposal)
            self._numbers.change(draft.numbers)
            saved.put({**draft.fields, "name": name})
            return
        copied = base.model_dump(mode="json", include=_COPIED)
        handle = known or self._project.add_measure(**copied, name=name)
        draft = Draft(record=handle.record, there=handle.observations, proposal=proposal)
        if draft.fields:
            handle.update(**draft.fields)
        save_newest(
            lambda: handle.replace(draft.numbers(handle.observations_seen)),
            lambda: handle.observations,
        )
