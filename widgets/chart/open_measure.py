"""One measure in *My chart*: which screen is shown, and who answers its buttons."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from widgets.chart.activity import CHART, Act, Activity, Draw, Tap, shows
from widgets.chart.chart_picture import Picture
from widgets.chart.chart_screen import draw_chart
from widgets.chart.chart_view import ChartView
from widgets.chart.marks.mark_writing import MarkWriting
from widgets.chart.marks.saved_marks import SavedMarks
from widgets.chart.numbers.number_entry import NumberEntry
from widgets.chart.numbers.numbers_history import NumbersHistory
from widgets.chart.numbers.plain_entry import PlainEntry
from widgets.chart.numbers.plain_mode import draw_plain
from widgets.chart.numbers.saved_numbers import SavedNumbers
from widgets.chart.other_views import OtherViews
from widgets.chart.saved_measure import SavedMeasure
from widgets.chart.settings.chart_settings import ChartSettings
from widgets.chart.settings.decisions import Decision
from widgets.chart.settings.given_lines import BOUNDS, STANDARD
from widgets.chart.settings.kept_limits import LIMITS
from widgets.chart.settings.own_rules import OwnRulesDecision
from widgets.chart.settings.targets import Targets
from widgets.chart.typed_boxes import WrongEntry
from widgets.chart.upload.table_import import TableImport
from widgets.chart.upload.ward_measures import WardMeasures
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.frame.tool import Answer, Tool
from widgets.record.kept_answers import KeptAnswers
from widgets.record.undo import History

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["OpenMeasure"]


class OpenMeasure:
    """A measure that is looked at and changed, each thing to do by an activity of its own."""

    def __init__(
        self,
        project: "Project",
        measure: "MeasureHandle",
        *,
        today: dt.date,
        is_plain: Callable[[], bool],
        apps: str = "",
    ) -> None:
        self.id = measure.id
        self._project = project
        self._today = today
        self._apps = apps
        self._is_plain = is_plain
        self._saved = SavedMeasure(project, measure)
        self._history = History()
        self._numbers = SavedNumbers(self._saved, self._history)
        self._plain = PlainEntry()
        self._entry = NumberEntry(self._numbers, self._plain, today=today, is_plain=is_plain)
        remembered = KeptAnswers(project, "tables")
        self._views = OtherViews(self._saved)
        self._tables = TableImport(
            self._numbers,
            self._entry,
            remembered,
            WardMeasures(project, self._numbers),
            show_beside=self._views.show_beside,
            today=today,
        )
        self._marks = MarkWriting(SavedMarks(self._saved, self._history))
        self._screens: dict[str, Draw] = {CHART: self._draw_chart}
        self._acts: dict[str, Act] = {
            "back": shows(CHART),
            "undo": lambda _: Outcome(told=self._history.undo()),
            "redo": lambda _: Outcome(told=self._history.redo()),
        }
        for activity in self._activities():
            self._screens |= activity.screens
            self._acts |= activity.acts
        self._place = CHART
        self._told = ""
        self._problems: dict[str, str] = {}
        self._picture = Picture()

    def _activities(self) -> tuple[Activity, ...]:
        """Give all that can be done to the measure."""
        saved, history = self._saved, self._history
        return (
            self._entry,
            self._tables,
            NumbersHistory(self._numbers),
            self._marks,
            ChartSettings(),
            Targets(saved, history),
            Decision(LIMITS, saved, history),
            Decision(STANDARD, saved, history),
            Decision(BOUNDS, saved, history),
            OwnRulesDecision(saved, history),
            self._views,
        )

    @property
    def scope(self) -> str:
        """Tell words by what they are for, as the outbox does; in plain mode also by their day."""
        if self._is_plain() and self._place == CHART:
            measure, points = self._saved.handle.record, self._numbers.points
            return f"{self.id}:{self._plain.day_of(measure, points, self._today)}"
        return self.outbox

    @property
    def outbox(self) -> str:
        """Tell what is done to one measure, one correction and one mark from others."""
        name = self._entry.name_words(self._place) or self._marks.name_words(self._place)
        return f"{self.id}:{name}" if name else self.id

    @property
    def has_numbers(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self._numbers.points)

    @property
    def is_at_chart(self) -> bool:
        """Tell whether the chart itself is shown, with what is added to it."""
        return self._place == CHART

    @property
    def waits(self) -> frozenset[str]:
        """Tell which actions may wait for the connection."""
        return frozenset({"add"}) if self._place == CHART else frozenset()

    def look_again(self) -> bool:
        """Read what others saved; tell whether there was something new."""
        before = self._saved.handle.record, self._numbers.points
        self._saved.reload()
        return (self._saved.handle.record, self._numbers.points) != before

    def screen(self, clashes: dict[str, str]) -> Screen:
        """Draw where the person is."""
        return self._screens[self._place](self._view(clashes))

    def _draw_chart(self, view: ChartView) -> Screen:
        return draw_plain(view, self._plain) if self._is_plain() else draw_chart(view)

    def _view(self, clashes: dict[str, str]) -> ChartView:
        points = self._numbers.points
        if self._place in (CHART, "settings"):
            handle = self._saved.handle
            self._picture.show(handle.record, points, handle.drawing)
        return ChartView(
            project=self._project.record,
            measure=self._saved.handle.record,
            family=[one.record for one in self._project.measures],
            observations=points,
            drawn=self._picture.drawing,
            told=self._told or self._picture.trouble,
            problems=self._problems,
            clashes=clashes,
            may_switch=len(self._project.measures) > 1,
            history=self._history,
            is_several=self._entry.is_several(self._place),
            today=self._today,
            apps=self._apps,
        )

    def save(self, answer: Answer) -> str:
        """Save a setting of the measure, or note a choice that only this page needs."""
        noted = {
            "map": self._tables.choose,
            "plain": self._plain.choose,
            "look": self._views.choose,
        }
        kind, _, name = answer.name.partition(".")
        if kind in noted:
            return noted[kind](name, answer.value)
        return self._history.save(self._saved, answer)

    def act(self, name: str, value: str, typed: dict[str, str]) -> tuple[str, ...]:
        """Do what a button says; give the boxes whose words have been used."""
        if name not in self._acts:
            return ()
        tap = Tap(screen=self._place, value=value, typed=typed)
        return self._follow(lambda: self._acts[name](tap))

    def receive(self, file: str, content: bytes, page: Tool) -> None:
        """Read a file that was chosen on a page."""
        self._follow(
            lambda: self._tables.read_file(
                file, content, device=page.device, show_progress=page.show_progress
            )
        )

    def _follow(self, act: Callable[[], Outcome]) -> tuple[str, ...]:
        """Do something and show where it leads, or what was typed wrong."""
        self._told, self._problems = "", {}
        try:
            outcome = act()
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
            return ()
        self._told = outcome.told
        self._place = outcome.show or self._place
        return outcome.used
