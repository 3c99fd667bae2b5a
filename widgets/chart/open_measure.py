"""One measure in *My chart*: where the person is, what is done to its numbers and its marks."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from qi_lib.charting.collection_periods import say_period
from qi_lib.charting.fitting_charts import OF_SEVERAL
from qi_lib.errors import Refused
from qi_lib.model import LookKind, Observation, RuleName
from widgets.chart.chart_picture import Picture
from widgets.chart.chart_screen import draw_chart, draw_correction
from widgets.chart.chart_view import ChartView, has_parts
from widgets.chart.marks.mark_screens import draw_mark
from widgets.chart.marks.saved_marks import ANNOTATIONS, PHASES, Marking, Marks
from widgets.chart.numbers.numbers_history import draw_past
from widgets.chart.numbers.plain_mode import PlainEntry, draw_plain
from widgets.chart.numbers.saved_numbers import Numbers, Overtaken
from widgets.chart.numbers.typed_numbers import WrongEntry, add_values, read_entry, say_observation
from widgets.chart.other_views import Looking, draw_looks
from widgets.chart.saved_measure import OVERTAKEN, MeasureFields
from widgets.chart.settings.decision_links import draw_baseline
from widgets.chart.settings.decisions import Decisions, Matter
from widgets.chart.settings.given_lines import BOUNDS, STANDARD, draw_bounds, draw_standard
from widgets.chart.settings.kept_limits import LIMITS
from widgets.chart.settings.own_rules import OWN_RULES, draw_own_numbers, draw_own_rules, read_picks
from widgets.chart.settings.settings_screens import draw_definition, draw_settings, draw_targets
from widgets.chart.upload.table_import import Bringing
from widgets.chart.upload.upload_screens import draw_give, draw_mapping
from widgets.chart.upload.uploaded_table import Upload
from widgets.frame.screen import Screen
from widgets.frame.tool import Answer
from widgets.record.kept_answers import KeptAnswers
from widgets.record.undo import History

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["OpenMeasure"]

_ENTRY = ("entry.when", "entry.value", "entry.whole")
_MARK = ("mark.text", "mark.when")
_TARGET = ("target.start", "target.value")
_DESCRIBED = {
    "settings": draw_settings,
    "targets": draw_targets,
    "define": draw_definition,
    "baseline": draw_baseline,
    "standard": draw_standard,
    "bounds": draw_bounds,
    "own-rules": draw_own_rules,
    "looks": draw_looks,
}
_MATTERS: dict[str, Matter[Any]] = {  # Any: each is decided by a record of its own
    "limits": LIMITS,
    "standard": STANDARD,
    "bounds": BOUNDS,
    "own-rules": OWN_RULES,
}
_PLACES = frozenset(matter.place for matter in _MATTERS.values())


class OpenMeasure:
    """A measure that is looked at and changed; `forget` is told which words were used."""

    def __init__(
        self,
        project: "Project",
        measure: "MeasureHandle",
        *,
        today: dt.date,
        forget: Callable[..., None],
        is_plain: Callable[[], bool],
        apps: str = "",
    ) -> None:
        self.id = measure.id
        self._project = project
        self._today = today
        self._apps = apps
        self._looking = Looking()
        self._forget = forget
        self._is_plain = is_plain
        self._plain = PlainEntry()
        self._fields = MeasureFields(project, measure)
        self._numbers = Numbers(lambda: self._fields.handle)
        self._history = History()
        self._marks = Marks(self._fields, self._history)
        self._decisions = Decisions(self._fields, self._history)
        self._picked: tuple[RuleName, ...] = ()
        self._wants_several: bool | None = None
        self._shows_all_kinds = False
        self._place = "chart"
        self._day: dt.date | None = None
        self._marking: Marking | None = None
        self._bringing: Bringing | None = None
        self._tables = KeptAnswers(project, "tables")
        self._told = ""
        self._problems: dict[str, str] = {}
        self._picture = Picture()

    @property
    def scope(self) -> str:
        """Tell words by what they are for, as the outbox does; in plain mode also by their day."""
        if self._is_plain() and self._place == "chart":
            measure, points = self._fields.handle.record, self._numbers.points
            return f"{self.id}:{self._plain.day_of(measure, points, self._today)}"
        return self.outbox

    @property
    def outbox(self) -> str:
        """Tell what is done to one measure, one correction and one mark from others."""
        if self._place == "correct":
            return f"{self.id}:{self._day}"
        if self._place == "mark" and self._marking:
            return f"{self.id}:{self._marking.key}"
        return self.id

    @property
    def has_numbers(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self._numbers.points)

    @property
    def waits(self) -> frozenset[str]:
        """Tell which actions may wait for the connection."""
        return frozenset({"add"}) if self._place == "chart" else frozenset()

    def look_again(self) -> bool:
        """Read what others saved; tell whether there was something new."""
        before = self._fields.handle.record
        self._fields.reload()
        return self._numbers.look_again() or self._fields.handle.record != before

    # Screens ------------------------------------------------------------------------------------

    def screen(self, clashes: dict[str, str]) -> Screen:
        """Draw where the person is."""
        view = self._view(clashes)
        if self._is_plain() and self._place == "chart":
            return draw_plain(view, self._plain)
        if self._place == "correct" and self._day:
            return draw_correction(view, self._day)
        if self._place == "give":
            return draw_give(view)
        if self._place == "past":
            return draw_past(self._fields.handle)
        if self._place == "mapping" and self._bringing:
            return draw_mapping(view, self._bringing.upload, mode=self._bringing.mode)
        if self._place == "mark" and self._marking:
            return draw_mark(view, self._marking)
        if self._place == "look":
            return self._looking.draw(view, self._fields.handle.look)
        if self._place == "own-numbers":
            return draw_own_numbers(view)
        return _DESCRIBED.get(self._place, draw_chart)(view)

    def _view(self, clashes: dict[str, str]) -> ChartView:
        points = self._numbers.points
        if self._place in ("chart", "settings"):
            self._picture.show(self._fields.handle, points)
        return ChartView(
            project=self._project.record,
            measure=self._fields.handle.record,
            family=[one.record for one in self._project.measures],
            observations=points,
            drawn=self._picture.drawing,
            told=self._told or self._picture.trouble,
            problems=self._problems,
            clashes=clashes,
            may_switch=len(self._project.measures) > 1,
            history=self._history,
            is_several=self._is_several,
            shows_all_kinds=self._shows_all_kinds,
            picked=self._picked,
            today=self._today,
            apps=self._apps,
        )

    # Saving -------------------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save a setting of the measure, or a choice about the columns of a table."""
        if answer.name.startswith("map."):
            if self._bringing:
                self._bringing.choose(answer.name.removeprefix("map."), answer.value)
            return answer.value
        if answer.name in ("plain.day", "plain.date"):
            return self._plain.choose(answer.value, is_other=answer.name == "plain.date")
        if answer.name.startswith("look."):
            return self._looking.choose(answer.name.removeprefix("look."), answer.value)
        return self._history.save(self._fields, answer)

    # Actions ------------------------------------------------------------------------------------

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self._told, self._problems = "", {}
        actions: dict[str, Callable[[], None]] = {
            "add": lambda: self._add(kept, _as_day(value)),
            "several": lambda: self._take_several(is_several=bool(value)),
            "correct": lambda: self._correct(dt.date.fromisoformat(value)),
            "remove": self._remove,
            "paste": lambda: self._take(lambda: Upload.of_text(kept.get("pasted", "")), "pasted"),
            "use": self._use,
            "back": self._back,
            f"write {ANNOTATIONS}": lambda: self._write(Marking(ANNOTATIONS, _as_day(value))),
            f"write {PHASES}": lambda: self._write(Marking(PHASES, _as_day(value))),
            "mark": lambda: self._open_mark(value),
            "leave-out": lambda: self._write(self._marks.at_point(dt.date.fromisoformat(value))),
            "look": lambda: self._look_at(LookKind(value)),
            "pick-rules": lambda: self._pick_rules(kept),
            "keep": lambda: self._keep_mark(kept),
            "unmark": self._unmark,
            "undo": lambda: self._turn(self._history.undo),
            "redo": lambda: self._turn(self._history.redo),
            "add-target": lambda: self._add_target(kept),
            "drop-target": lambda: self._tell(self._marks.drop_target(int(value))),
            "all-kinds": self._show_all_kinds,
            "return": lambda: self._return_to(int(value)),
        }
        if name in actions:
            actions[name]()
        elif name.startswith("plain-"):
            self._plain.act(name, value, self._change_numbers)
        elif name.startswith(("keep-", "release-")):
            verb, _, what = name.partition("-")
            self._decide(verb, what, kept)
        elif name in ("give", "past") or name in _DESCRIBED:
            self._place, self._shows_all_kinds = name, False

    def _back(self) -> None:
        self._place = "chart"

    def _tell(self, told: str) -> None:
        self._told = told

    def _turn(self, turn: Callable[[], str]) -> None:
        self._told = turn()

    def _show_all_kinds(self) -> None:
        self._shows_all_kinds = True

    # Numbers ------------------------------------------------------------------------------------

    @property
    def _is_several(self) -> bool:
        """Tell whether several values are typed for a date: as wanted, or as they were before."""
        if self._wants_several is not None:
            return self._wants_several
        points = self._numbers.points
        before = self._numbers.at(self._day) if self._place == "correct" else None
        before = before or (points[-1] if points else None)
        return bool(before.values) if before else self._fields.handle.record.chart in OF_SEVERAL

    def _take_several(self, *, is_several: bool) -> None:
        self._wants_several = is_several

    def _add(self, kept: dict[str, str], day: dt.date | None) -> None:
        """Save a number; `day` is the screen's, where it is not typed."""
        day = self._day if self._place == "correct" else day
        typed = {**kept, "entry.when": day.isoformat()} if day else kept
        numbers = self._numbers
        try:
            point = read_entry(
                typed,
                has_parts=has_parts(self._fields.handle.record, numbers.points),
                today=self._today,
                is_several=self._is_several,
            )
            before = numbers.at(point.when)
            if before and before.values and self._is_plain():
                point = add_values(before, point)
            point = point.model_copy(update={"note": before.note if before else ""})
            step = numbers.put(point.when, point)
        except (WrongEntry, Overtaken) as error:
            field = error.field if isinstance(error, WrongEntry) else "entry.value"
            self._problems = {field: str(error)}
            return
        self._history.remember(step)
        self._forget(*_ENTRY)
        self._place, self._wants_several = "chart", None
        self._plain.wrote(point.when, before)
        if before and say_observation(before) != say_observation(point):
            self._told = (
                f"{self._say(point.when)} was {say_observation(before)} "
                f"and is now {say_observation(point)}."
            )

    def _change_numbers(self, make: Callable[[list[Observation]], list[Observation]]) -> None:
        self._history.remember(self._numbers.change(make))

    def _return_to(self, version: int) -> None:
        self._history.remember(self._numbers.go_back_to(version))
        self._place, self._told = "chart", "These are the numbers as they were then."

    def _say(self, day: dt.date) -> str:
        return say_period(day, self._fields.handle.record.frequency)

    def _correct(self, day: dt.date) -> None:
        self._place, self._day, self._wants_several = "correct", day, None

    def _remove(self) -> None:
        if self._day is None:
            return
        try:
            step = self._numbers.put(self._day, None)
        except Overtaken as error:
            self._problems = {"entry.value": str(error)}
            return
        self._history.remember(step)
        self._place = "chart"
        self._told = f"{self._say(self._day)} has been taken out."

    # Marks --------------------------------------------------------------------------------------

    def _write(self, marking: Marking | None) -> None:
        if marking is None:
            self._told = OVERTAKEN
        else:
            self._place, self._marking = "mark", marking

    def _open_mark(self, key: str) -> None:
        if key in _PLACES:
            self._place = key
        else:
            self._write(self._marks.find(key))

    def _look_at(self, kind: LookKind) -> None:
        self._place = "look"
        self._looking.at(kind)

    def _decide(self, verb: str, what: str, kept: dict[str, str]) -> None:
        """Keep what was decided about the chart, or take it back."""
        matter, decisions = _MATTERS[what], self._decisions
        if verb == "release":
            self._close_decision(matter, decisions.release(matter))
            return
        typed = kept | ({"own.rules": ",".join(self._picked)} if matter is OWN_RULES else {})
        keep = partial(decisions.keep, matter, typed, self._numbers.points)
        told = self._try(keep, matter.reason_box)
        if told is not None:
            self._close_decision(matter, told)

    def _pick_rules(self, kept: dict[str, str]) -> None:
        try:
            self._picked, self._place = read_picks(kept), "own-numbers"
        except WrongEntry as error:
            self._problems = {error.field: str(error)}

    def _try(self, keep: Callable[[], str], field: str) -> str | None:
        """Say what was kept; None when it was refused, with the reason beside the field."""
        try:
            return keep()
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
        except Refused as error:
            self._problems = {field: str(error)}
        return None

    def _close_decision(self, matter: Matter[Any], told: str) -> None:
        self._forget(*matter.boxes)
        self._place, self._told = "chart", told

    def _keep_mark(self, kept: dict[str, str]) -> None:
        if self._marking is None:
            return  # a second tap, after the first was done
        marking = self._marking
        told = self._try(lambda: self._marks.keep(marking, kept), "mark.text")
        if told is not None:
            self._close_mark(told)

    def _unmark(self) -> None:
        if self._marking:
            self._close_mark(self._marks.remove(self._marking))

    def _close_mark(self, told: str) -> None:
        self._forget(*_MARK)
        self._marking, self._place = None, "chart"
        self._told = told

    def _add_target(self, kept: dict[str, str]) -> None:
        try:
            self._told = self._marks.add_target(kept)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
        else:
            self._forget(*_TARGET)

    # Tables -------------------------------------------------------------------------------------

    def ask_for_table(self) -> None:
        """Ask for a file, or for what was copied."""
        self._place = "give"

    def receive(self, file: str, content: bytes) -> None:
        """Read a file that was chosen."""
        self._problems = {}
        self._take(lambda: Upload.of_file(content, file), "file")

    def _take(self, read: Callable[[], Upload], field: str) -> None:
        try:
            self._bringing, self._place = Bringing(read()), "mapping"
        except Refused as error:
            self._problems = {field: str(error)}
        else:
            self._tables.reload()
            self._bringing.upload.recall(self._tables.read(self.id))

    def _use(self) -> None:
        if self._bringing is None:
            return  # a second tap, after the first was done
        upload = self._bringing.upload
        self._history.remember(self._bringing.use(self._numbers, self._fields))
        self._tables.put(self.id, upload.remember())
        self._forget("pasted")
        self._bringing, self._place, self._wants_several = None, "chart", None
        self._told = f"{len(upload.reading.observations)} numbers are in."


def _as_day(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
