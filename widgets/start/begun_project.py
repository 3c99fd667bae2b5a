"""A project that has been begun in *Start a project*: at which question, and what was before."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.frame.screen import Screen
from widgets.record.change_ideas import write_aim
from widgets.record.version_changes import say_changes
from widgets.record.versions_screen import draw_versions, find_version, say_return
from widgets.start.answers import StartAnswers
from widgets.start.path import DONE, STEPS, Path
from widgets.start.question_screens import draw_done, draw_step
from widgets.start.start_view import StartView

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["BegunProject"]

_FIELD_NAMES = {
    "aim": "the aim",
    "change": "the change in a line",
    "directorate": "the directorate",
    "place": "the place",
    "problem": "the problem",
    "progress": "the progress score",
    "setting": "the setting",
    "stage": "the stage",
    "strategic_aim": "the strategic aim",
    "title": "the title",
    "visibility": "who may read it",
}


class BegunProject:
    """A project on its path from the first question to the last."""

    def __init__(self, project: "Project", *, today: dt.date, has_aims: bool) -> None:
        self._project = project
        self.path = Path()
        self.answers = StartAnswers(project, self.path, today=today)
        self._told = ""
        self._is_history = False
        self._asked = ""
        self._has_aims = has_aims

    def resume(self) -> None:
        """Go to where it was left."""
        step = self.answers.kept.read("step")
        self.path.step = step if step in (*STEPS, DONE) else self._first_open()

    def _first_open(self) -> str:
        record = self.answers.record
        if not record.strategic_aim:
            return "where"
        return "aim" if record.aim.missing else "title"

    def draw(self, view: StartView) -> Screen:
        """Draw where the person is, from what the tool shows of itself."""
        if self._is_history:
            versions = self._project.history()
            say = say_changes(versions, _FIELD_NAMES)
            return draw_versions(self.answers.record.title, versions, say=say, back="done")
        answers = self.answers
        view = replace(
            view,
            project=answers.record,
            problem=answers.record.problem,
            sentence=answers.kept.read("sentence"),
            first=answers.measure,
            is_asked=self._asked == self.path.step,
            history=self.path.history,
            told=self._told,
        )
        return draw_done(view) if self.path.step == DONE else draw_step(self.path.step, view)

    def act(self, name: str, value: str) -> None:
        """Do what a button says."""
        self._told, self._is_history = "", name == "history"
        if name != "next":
            self._asked = ""
        acts: dict[str, Callable[[], None]] = {
            "next": lambda: self._go(1),
            "back": lambda: self._go(-1),
            "keep": lambda: self.answers.keep_idea(value),
            "undo": lambda: self._turn(self.path.history.undo),
            "redo": lambda: self._turn(self.path.history.redo),
            "return": lambda: self._return_to(value),
        }
        if name in acts:
            acts[name]()

    def _go(self, by: int) -> None:
        if by > 0 and self.path.step != self._asked and self._lacks_an_answer():
            self._asked = self.path.step  # once: whoever does not know yet goes on without
            return
        self._asked = ""
        self.path.go(by)
        self.answers.kept.put("step", self.path.step)
        if self.path.step == DONE:
            self._finish()

    def _lacks_an_answer(self) -> bool:
        if self.path.step == "serves":
            return self._has_aims and not self.answers.record.strategic_aim
        return self.path.step == "measure" and not self.answers.measure.accept()

    def _finish(self) -> None:
        """Leave the project as one that has been started."""
        answers = self.answers
        if answers.ideas:
            write_aim(self._project, answers.record.aim.sentence)

    def _turn(self, turn: Callable[[], str]) -> None:
        self._told = turn()
        self.answers.look_again()

    def _return_to(self, version: str) -> None:
        wanted = find_version(self._project.history(), version)
        self.answers.go_back_to(wanted.content)
        self._told = say_return(wanted)
