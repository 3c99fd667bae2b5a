"""A measure as it is on the hub: its settings are read and saved one by one."""

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias, cast

from pydantic import BaseModel

from qi_lib.errors import Refused
from qi_lib.model import Annotation, Exclusion, Phase, Target
from qi_lib.tables.cells import read_number
from widgets.frame.tool import Answer, Clashes
from widgets.record.field_saving import Fields
from widgets.record.save_newest import save_newest

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["OVERTAKEN", "Mark", "SavedMeasure", "day_of"]

OVERTAKEN = "Somebody has just changed that. This is how it is now."

Mark: TypeAlias = Annotation | Exclusion | Phase | Target
"""What stands on a chart beside its points."""


def day_of(mark: Mark) -> dt.date:
    """Give the date of a mark; a target that always holds comes before all others."""
    start = mark.when if isinstance(mark, Annotation | Exclusion) else mark.start
    return start or dt.date.min


class SavedMeasure:
    """The settings of one measure, while others may be saving them too."""

    def __init__(self, project: "Project", measure: "MeasureHandle") -> None:
        self.id = measure.id
        self._fields = Fields(lambda: project.refresh().measures[measure.id], measure)

    @property
    def handle(self) -> "MeasureHandle":
        """The measure as it was last read or saved."""
        return cast("MeasureHandle", self._fields.handle)

    def reload(self) -> None:
        """Read what others saved, of its settings and of its numbers."""
        self._fields.reload()

    def read(self, name: str) -> str:
        """Give one setting as text."""
        name = name.removeprefix("measure.")
        return self._target() if name == "target" else self._fields.read(name)

    def save(self, answer: Answer) -> str:
        """Save one setting; raises `Clashes`, or `Refused` when it does not fit."""
        name, value = answer.name.removeprefix("measure."), answer.value.strip()
        if name == "target":
            return self._save_target(value, answer.base)
        if name == "name" and not value:
            raise Refused("It needs a name. The one before is kept until you give it one.")
        return self._fields.save(Answer(name=name, value=value, base=answer.base))

    def put(self, values: dict[str, str]) -> None:
        """Save settings that follow from something else, whatever they were."""
        self._fields.put(values)

    def _target(self) -> str:
        targets = self.handle.record.targets
        return f"{targets[-1].value:g}" if targets else ""

    def _save_target(self, value: str, base: str) -> str:
        number = read_number(value) if value else None
        if value and number is None:
            raise Refused(f"“{value[:30]}” is not a number. Use figures, such as 5 or 95.")

        def save() -> str:
            now = self._target()
            if now not in (base, value) and number != read_number(now):
                raise Clashes(now)
            targets = self.handle.record.targets
            wanted = [] if number is None else [{"value": number}]
            if number is not None and len(targets) > 1:  # the ones before are history
                last = targets[-1].model_copy(update={"value": number})
                wanted = [one.model_dump(mode="json") for one in (*targets[:-1], last)]
            self.handle.update(targets=wanted)
            return self._target()

        return save_newest(save, self.reload)

    def replace_mark(self, name: str, before: Mark | None, after: Mark | None) -> bool:
        """Put one mark in the place of another in a list of the measure; None for neither.

        The list is read again when others saved meanwhile, so that their marks stay. Nothing is
        done, and False given, when the one before has gone, or where a phase or a target would
        begin on the day of another.
        """

        def save() -> bool:
            there: list[Mark] = list(getattr(self.handle.record, name))
            if before is not None and before not in there:
                return False
            marks = [one for one in there if one not in (before, after)]
            if after is not None:
                starts = {day_of(one) for one in marks if not isinstance(one, Annotation)}
                if day_of(after) in starts:
                    return False
                marks.append(after)
            marks.sort(key=day_of)
            self.handle.update(**{name: [one.model_dump(mode="json") for one in marks]})
            return True

        return save_newest(save, self.reload)

    def replace_decision(
        self, name: str, before: BaseModel | None, after: BaseModel | None
    ) -> bool:
        """Put one record in the place of another in a field that holds one, or None for neither.

        Nothing is done, and False given, when somebody else put another there meanwhile.
        """

        def save() -> bool:
            if getattr(self.handle.record, name) not in (before, after):
                return False
            self.handle.update(**{name: after.model_dump(mode="json") if after else None})
            return True

        return save_newest(save, self.reload)
