"""The measures of a project while somebody works on them: each saved as the record it is."""

from typing import TYPE_CHECKING, Any

from qi_lib.journey.measure_family import gather_family
from qi_lib.model import Measure, ProjectBundle
from qi_lib.model.measure_family import Family
from qi_lib.tools import ToolKind
from widgets.record.open_document import OpenDocument

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["OpenFamily"]

Content = dict[str, Any]  # JSON of a family


class OpenFamily(OpenDocument):
    """A family that is read from the project and saved measure by measure.

    Undo, redo and the joining of what two people changed are those of every document.
    """

    def __init__(
        self, tool: ToolKind, project: "Project | None", begin: Family, example: ProjectBundle
    ) -> None:
        self.bundle = example
        super().__init__(tool, project, begin)

    def _read(self) -> None:
        assert self._project is not None, "practice is read nowhere"
        self.bundle = self._project.bundle()
        self._content = gather_family(self.bundle).model_dump(mode="json")

    def _keep(self, wanted: Content) -> None:
        if self._project is None:
            self._content = wanted
            return
        before, after = _by_id(self._content), _by_id(wanted)
        for measure_id, content in after.items():
            if measure_id not in before:
                self._project.add_measure(**Measure.model_validate(content).model_dump())
            elif content != before[measure_id]:
                fields = {name: value for name, value in content.items() if name != "id"}
                self._project.measures[measure_id].update(**fields)
        for measure_id in before.keys() - after.keys():
            self._project.remove_measure(measure_id)
        self._read()


def _by_id(content: Content) -> dict[str, Content]:
    return {str(one["id"]): one for one in content["measures"]}
