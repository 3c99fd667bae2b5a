"""The measures of a project while somebody works on them: each saved as the record it is."""

from qi_lib.journey.measure_family import gather_family
from qi_lib.model import Measure
from widgets.record.open_document import Content, OpenDocument

__all__ = ["OpenFamily"]


class OpenFamily(OpenDocument):
    """A family that is read from the project and saved measure by measure.

    Undo, redo and the joining of what two people changed are those of every document.
    """

    def _read(self) -> None:
        self._bundle = self.project.bundle()
        self._content = gather_family(self._bundle).model_dump(mode="json")

    def _keep(self, wanted: Content) -> None:
        before, after = _by_id(self._content), _by_id(wanted)
        for measure_id, content in after.items():
            if measure_id not in before:
                self.project.add_measure(**Measure.model_validate(content).model_dump())
            elif content != before[measure_id]:
                fields = {name: value for name, value in content.items() if name != "id"}
                self.project.measures[measure_id].update(**fields)
        for measure_id in before.keys() - after.keys():
            self.project.remove_measure(measure_id)
        self._read()


def _by_id(content: Content) -> dict[str, Content]:
    return {str(one["id"]): one for one in content["measures"]}
