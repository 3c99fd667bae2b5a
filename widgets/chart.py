"""*My chart*: put numbers in, see what they say."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from qi_lib.charts import observations_frame
from qi_lib.collection import say_period
from qi_lib.errors import Refused
from qi_lib.model import Direction, Frequency, Measure, Observation, Project
from widgets.chart_fields import MeasureFields
from widgets.chart_mark_screens import draw_mark
from widgets.chart_marks import ANNOTATIONS, PHASES, Marking, Marks
from widgets.chart_screens import (
    draw_chart,
    draw_correction,
    draw_measures,
    draw_new,
    draw_projects,
)
from widgets.chart_settings import draw_definition, draw_settings, draw_targets
from widgets.chart_view import ChartView
from widgets.entry import WrongEntry, read_entry, say_observation
from widgets.picture import Picture
from widgets.project_tool import ProjectTool, show_project_tool
from widgets.screen import Screen
from widgets.suggestions import suggest_measures
from widgets.tool import Answer
from widgets.trying import save_newest
from widgets.upload import Upload
from widgets.upload_screens import draw_give, draw_mapping

if TYPE_CHECKING:
    from qi_lib.client import Hub, MeasureHandle

__all__ = ["ChartTool", "my_chart"]

_ENTRY = ("entry.when", "entry.value", "entry.whole")
_MARK = ("mark.text", "mark.when")
_TARGET = ("target.start", "target.value")
_NEW = ("new.name", "new.shape", "new.frequency", "new.direction")


class ChartTool(ProjectTool):
    """Pick a measure, give it numbers, read its chart."""

    title = "My chart"

    def __init__(
        self, connect: Callable[[], "Hub"], *, today: dt.date | None = None, apps: str = ""
    ) -> None:
        super().__init__(connect, today=today, apps=apps)
        self._mine: list[Project] = []
        self._fields: MeasureFields | None = None
        self._place = "projects"
        self._day: dt.date | None = None
        self._marks: Marks | None = None
        self._marking: Marking | None = None
        self._upload: Upload | None = None
        self._mode = "add"
        self._told = ""
        self._is_undoable = False
        self._problems: dict[str, str] = {}
        self._observations: list[Observation] = []
        self._picture = Picture()

    @property
    def scope(self) -> str:
        """Under this person's name, project and measure; each correction has words of its own."""
        place = f":{self._day}" if self._place == "correct" else ""
        if self._place == "mark" and self._marking:
            place = f":{self._marking.key}"
        measure = self._fields.id if self._fields else ""
        return f"{self.me}:chart:{self.slug}:{measure}{place}"

    @property
    def address(self) -> dict[str, str]:
        """Open the same numbers again."""
        return super().address | ({"measure": self._fields.id} if self._fields else {})

    @property
    def waits(self) -> frozenset[str]:
        """Let a number wait for the connection: it says of which day it is."""
        return frozenset({"add"}) if self._place == "chart" else frozenset()

    def open(self, address: dict[str, str]) -> None:
        """Open the measure of the address, or ask which."""
        self.connect()
        if address.get("project"):
            self._open_project(address["project"], address.get("measure", ""))
            return
        self._mine = self.my_projects()
        if len(self._mine) == 1:
            self._open_project(self._mine[0].slug)

    def _open_project(self, slug: str, measure: str = "") -> None:
        self.project = self.hub.project(slug)
        known = {one.id: one for one in self.project.measures}
        if measure in known:
            self._open_measure(known[measure])
        elif len(known) == 1:
            self._open_measure(next(iter(known.values())))
        else:
            self._place = "measures" if known else "new"

    def _open_measure(self, measure: "MeasureHandle") -> None:
        self._fields = MeasureFields(self.opened, measure)
        self._marks = Marks(self._fields)
        self._observations = measure.observations
        self._place = "chart"

    # Screens ------------------------------------------------------------------------------------

    def screen(self) -> Screen:
        """Draw where the person is."""
        if self.project is None:
            return draw_projects(self._mine, f"{self.apps}start.ipynb")
        if self._place == "measures":
            return draw_measures(self.project.record, self._measures())
        if self._place == "new":
            return draw_new(self.project.record, self._problems)
        view = self._view()
        if self._place == "correct" and self._day:
            return draw_correction(view, self._day)
        if self._place == "give":
            return draw_give(view)
        if self._place == "mapping" and self._upload:
            return draw_mapping(view, self._upload, mode=self._mode)
        if self._place == "mark" and self._marking:
            return draw_mark(view, self._marking)
        described = {
            "settings": draw_settings,
            "targets": draw_targets,
            "define": draw_definition,
        }
        return described.get(self._place, draw_chart)(view)

    def _measures(self) -> list[Measure]:
        return [one.record for one in self.project.measures] if self.project else []

    def _view(self) -> ChartView:
        measure = self._handle().record
        if self._place in ("chart", "settings"):
            self._picture.show(self._handle(), self._observations)
        return ChartView(
            project=self.opened.record,
            measure=measure,
            observations=self._observations,
            drawn=self._picture.drawing,
            told=self._told or self._picture.trouble,
            problems=self._problems,
            clashes=self.clashes,
            may_switch=len(self.opened.measures) > 1,
            may_undo=self._marks is not None and self._marks.may_undo and self._is_undoable,
            today=self.today,
        )

    def _handle(self) -> "MeasureHandle":
        assert self._fields is not None, "a measure is open"
        return self._fields.handle

    # Saving -------------------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save a setting of the measure, or a choice about the columns of a table."""
        if answer.name.startswith("map."):
            self._choose(answer.name.removeprefix("map."), answer.value)
            return answer.value
        if self._fields is None:
            raise Refused("Choose the numbers first.")
        return self._fields.save(answer)

    def _choose(self, name: str, value: str) -> None:
        if name == "mode":
            self._mode = value
        elif self._upload:
            self._upload.choose(name, value)

    # Actions ------------------------------------------------------------------------------------

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self._told, self._problems, self._is_undoable = "", {}, False
        actions: dict[str, Callable[[], None]] = {
            "project": lambda: self._open_project(value),
            "measure": lambda: self._pick_measure(value),
            "create": lambda: self._create(kept),
            "add": lambda: self._add(kept),
            "correct": lambda: self._correct(dt.date.fromisoformat(value)),
            "remove": self._remove,
            "paste": lambda: self._paste(kept.get("pasted", "")),
            "use": self._use,
            "back": self._back,
            f"write {ANNOTATIONS}": lambda: self._write(Marking(ANNOTATIONS, _as_day(value))),
            f"write {PHASES}": lambda: self._write(Marking(PHASES, _as_day(value))),
            "mark": lambda: self._write(self._open_marks().find(value)),
            "keep": lambda: self._keep_mark(kept),
            "unmark": self._unmark,
            "undo": lambda: self._tell(self._open_marks().undo()),
            "add-target": lambda: self._add_target(kept),
            "drop-target": lambda: self._tell(self._open_marks().drop_target(int(value))),
        }
        if name in actions:
            actions[name]()
        elif name in ("new", "give", "settings", "targets", "define"):
            self._place = name
        elif name == "switch":
            self._fields, self._place = None, "measures"

    def _back(self) -> None:
        if self._fields:
            self._place = "chart"
        elif self._measures():
            self._place = "measures"
        else:
            self.project = None

    def _pick_measure(self, measure_id: str) -> None:
        self._open_measure(self.opened.measures[measure_id])

    def _create(self, kept: dict[str, str]) -> None:
        name = kept.get("new.name", "").strip()
        if not name:
            self._problems = {"new.name": "Give it a name first, such as “Falls”."}
            return
        record = self.opened.record
        ideas = {idea.name: idea for idea in suggest_measures(record.problem, record.aim)}
        is_share = kept.get("new.shape") == "share"
        unit = ideas[name].unit if name in ideas else ""
        measure = self.opened.add_measure(
            name=name,
            unit="%" if is_share else unit.replace("%", ""),
            denominator="how many in all" if is_share else "",
            frequency=kept.get("new.frequency") or Frequency.MONTH,
            direction=kept.get("new.direction") or Direction.NEUTRAL,
        )
        self.forget(*_NEW)
        self._open_measure(measure)

    def _add(self, kept: dict[str, str]) -> None:
        day = self._day if self._place == "correct" else None
        typed = {**kept, "entry.when": day.isoformat()} if day else kept
        try:
            point = read_entry(typed, has_parts=self._view().has_parts, today=self.today)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
            return
        before = next((one for one in self._observations if one.when == point.when), None)
        self._handle().add(**point.model_dump(exclude={"note"}), note=before.note if before else "")
        self._observations = self._handle().observations
        self.forget(*_ENTRY)
        self._place = "chart"
        if before and say_observation(before) != say_observation(point):
            self._told = (
                f"{say_period(point.when, self._handle().record.frequency)} was "
                f"{say_observation(before)} and is now {say_observation(point)}."
            )

    def _correct(self, day: dt.date) -> None:
        self._place, self._day = "correct", day

    def _remove(self) -> None:
        day = self._day
        self._store(lambda there: [one for one in there if one.when != day])
        self._place = "chart"
        if day:
            self._told = f"{say_period(day, self._handle().record.frequency)} has been taken out."

    def _store(self, change: Callable[[list[Observation]], list[Observation]]) -> None:
        measure = self._handle()

        def save() -> None:
            version = measure.data.attrs  # read first: what is newer makes the save a conflict
            table = observations_frame(change(measure.observations))
            table.attrs.update(version)
            measure.save(table)

        save_newest(save)
        self._observations = measure.observations

    # Marks --------------------------------------------------------------------------------------

    def _open_marks(self) -> Marks:
        assert self._marks is not None, "a measure is open"
        return self._marks

    def _write(self, marking: Marking | None) -> None:
        if marking is None:
            self._told = "Somebody has just changed that. This is how it is now."
        else:
            self._place, self._marking = "mark", marking

    def _keep_mark(self, kept: dict[str, str]) -> None:
        if self._marking is None:
            return  # a second tap, after the first was done
        try:
            told = self._open_marks().keep(self._marking, kept)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
        except Refused as error:
            self._problems = {"mark.text": str(error)}
        else:
            self._close_mark(told)

    def _unmark(self) -> None:
        if self._marking:
            self._close_mark(self._open_marks().remove(self._marking))

    def _close_mark(self, told: str) -> None:
        self.forget(*_MARK)
        self._marking, self._place = None, "chart"
        self._tell(told)

    def _add_target(self, kept: dict[str, str]) -> None:
        try:
            told = self._open_marks().add_target(kept)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
        else:
            self.forget(*_TARGET)
            self._tell(told)

    def _tell(self, told: str) -> None:
        self._told, self._is_undoable = told, True

    # Tables -------------------------------------------------------------------------------------

    def receive(self, name: str, file: str, content: bytes) -> None:
        """Read a file that was chosen."""
        self._problems = {}
        try:
            self._take(Upload.of_file(content, file))
        except Refused as error:
            self._problems = {"file": str(error)}

    def _paste(self, text: str) -> None:
        try:
            self._take(Upload.of_text(text))
        except Refused as error:
            self._problems = {"pasted": str(error)}

    def _take(self, upload: Upload) -> None:
        self._upload, self._mode, self._place = upload, "add", "mapping"

    def _use(self) -> None:
        upload = self._upload
        assert upload is not None, "there is a table to use"
        new = {one.when: one for one in upload.reading.observations}
        had = len(self._observations)

        def change(there: list[Observation]) -> list[Observation]:
            kept = [] if self._mode == "replace" else [o for o in there if o.when not in new]
            return sorted((*kept, *new.values()), key=lambda one: one.when)

        self._store(change)
        assert self._fields is not None, "a measure is open"
        if not had or self._mode == "replace":
            self._fields.describe(upload)
        self.forget("pasted")
        self._upload, self._place = None, "chart"
        self._told = f"{len(new)} numbers are in."


def _as_day(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def my_chart() -> None:
    """Show *My chart* in this notebook."""
    show_project_tool(ChartTool)
