"""*Start a project*: a short path from what bothers you to a first measure."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from qi_lib.errors import NotFound, Refused
from qi_lib.model import Frequency, Project, ProjectBundle, Stage
from widgets.frame.screen import Button, Option, Screen
from widgets.frame.tool import Answer
from widgets.practice.start_example import example_project
from widgets.record.project_tool import show_project_tool
from widgets.record.record_tool import RecordTool
from widgets.record.suggested_titles_and_measures import working_title
from widgets.record.tried_before import TriedIdeas, write_aim
from widgets.record.undo import History
from widgets.record.version_changes import say_changes
from widgets.record.versions_screen import draw_versions, find_version, say_return
from widgets.start.answers import StartAnswers
from widgets.start.screens import draw_done, draw_pick, draw_step
from widgets.start.view import STEPS, StartView

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["StartTool", "start_a_project"]

_TRIED = "Tried here before?"
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


class StartTool(RecordTool):
    """Six questions, each saved as it is answered; the first answer makes the project."""

    title = "Start a project"
    tour = (
        "Six short questions lead from what bothers you to something to count. It takes about ten "
        "minutes.",
        "Everything is saved as you write. Stop whenever you are called away, and carry on where "
        "you were.",
        "Nothing has to be perfect. Each answer can be changed later, and “Undo” takes back the "
        "last one.",
    )

    def example(self) -> ProjectBundle:
        """Give a project that somebody has half written."""
        return example_project(self.today)

    def clear(self) -> None:
        """Begin again with nothing written."""
        self._answers: StartAnswers | None = None
        self._step = "problem"
        self._problem = ""
        self._unfinished: list[Project] = []
        self._tried = TriedIdeas()
        self._typing: dict[str, str] = {}
        self._like: Project | None = None
        self._told = ""
        self._is_history = False

    @property
    def scope(self) -> str:
        """Under this person's name, and the project's once there is one."""
        return f"{self.me}:start:{self.space or 'new'}"

    @property
    def place(self) -> dict[str, str]:
        """Open the same project again."""
        if self.project is None and self._like:
            return {"like": self._like.slug}
        return super().place

    @property
    def way_back(self) -> Button:
        """Lead to a project of one's own."""
        return super().way_back if self.slug else Button(label="Start mine", act="ours")

    def connect(self) -> None:
        """Reach the hub, and learn what the organisation aims at."""
        super().connect()
        self._aims = tuple(
            Option(value=aim.key, label=aim.name, colour=aim.colour)
            for aim in self.hub.organisation().strategic_aims
        )

    def open_at(self, address: dict[str, str]) -> None:
        """Resume the project of the address, or offer what was begun, or begin."""
        if address.get("project"):
            self._resume(address["project"])
        elif address.get("like"):
            self._start_like(address["like"])
        else:
            mine = self.my_projects()
            self._unfinished = [one for one in mine if one.stage is Stage.START][:4]
            self._step = "pick" if self._unfinished else "problem"

    def open_example(self, slug: str) -> None:
        """Begin at the first question, which is answered."""
        self._take(self.hub.project(slug))

    def _start_like(self, slug: str) -> None:
        try:
            self._like = self.hub.project(slug).record
        except NotFound:
            return  # it was taken out of the gallery: begin without it
        self._problem = self._like.problem

    def _resume(self, slug: str) -> None:
        self._take(self.hub.project(slug))
        step = self._written.path.read("step")
        self._step = step if step in (*STEPS, "done") else self._first_open()

    def _take(self, project: "ProjectHandle") -> None:
        self.project = project
        self._answers = StartAnswers(
            project, today=self.today, here=lambda: self._step, show=self._show_step
        )

    @property
    def _written(self) -> StartAnswers:
        assert self._answers is not None, "the first answer makes the project"
        return self._answers

    def _show_step(self, step: str) -> None:
        self._step = step

    def _first_open(self) -> str:
        record = self._written.record
        if not record.strategic_aim:
            return "where"
        return "aim" if record.aim.missing else "title"

    # Screens ------------------------------------------------------------------------------------

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self._step == "pick":
            return draw_pick(self._unfinished)
        if self._is_history:
            return self._history()
        view = self._view()
        return draw_done(view) if self._step == "done" else draw_step(self._step, view)

    def _history(self) -> Screen:
        versions = self.opened.history()
        say = say_changes(versions, _FIELD_NAMES)
        return draw_versions(self._written.record.title, versions, say=say, back="done")

    def _view(self) -> StartView:
        answers = self._answers
        if self._step in ("problem", "aim"):
            self._look()
        kept = answers.ideas if answers else ()
        view = StartView(
            aims=self._aims,
            tried=None if self._tried.is_empty else self._tried.part(kept, title=_TRIED),
            like=self._like,
            problem=self._problem,
            clashes=self.clashes,
            today=self.today,
            apps=self.apps,
            told=self._told,
            is_practice=self.is_practice,
        )
        if answers is None:
            return view
        return replace(
            view,
            project=answers.record,
            problem=answers.record.problem,
            sentence=answers.path.read("sentence"),
            measure=answers.measure,
            frequency=answers.path.read("frequency") or Frequency.MONTH,
            direction=answers.path.read("direction"),
            history=answers.history,
        )

    def typed(self, name: str, value: str) -> bool:
        """Look for what was tried before, in the words that are being typed."""
        self._typing[name] = value
        return self._look()

    def _look(self) -> bool:
        """Look with what is written; what is being typed goes before what was saved."""
        record = self._answers.record if self._answers else None
        problem = self._typing.get("problem") or (record.problem if record else self._problem)
        sentence = self._typing.get("sentence") or (record.aim.sentence if record else "")
        return self._tried.look(self.hub, f"{problem} {sentence}", without=self.slug)

    # Saving ------------------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save one answer where it belongs."""
        return self._answers.save(answer) if self._answers else self._begin(answer.value)

    def _begin(self, problem: str) -> str:
        if not problem.strip():
            raise Refused("Write a few words first: what happens, and to whom?")
        self._problem = problem
        project = self.hub.start_project(title=working_title(problem), problem=problem)
        self._take(project)
        if self._like:
            self._written.path.put("like", self._like.slug)
        return problem

    # Actions -----------------------------------------------------------------------------------

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Go forward, back, resume or begin; see what the project was before, and go back to it."""
        self._told, self._is_history = "", name == "history"
        actions: dict[str, Callable[[], None]] = {
            "return": lambda: self._return_to(value),
            "new": lambda: self._show_step("problem"),
            "resume": lambda: self._resume(value),
            "back": lambda: self._go(-1),
            "next": lambda: self._next(kept),
            "keep": lambda: self._keep(value, kept),
            "undo": lambda: self._turn(History.undo),
            "redo": lambda: self._turn(History.redo),
        }
        if name in actions:
            actions[name]()

    def _next(self, kept: dict[str, str]) -> None:
        self._begin_if_new(kept)
        self._go(1)

    def _keep(self, idea: str, kept: dict[str, str]) -> None:
        self._begin_if_new(kept)
        self._written.keep(idea)

    def _turn(self, turn: Callable[[History], str]) -> None:
        answers = self._written
        self._told = answers.turn(partial(turn, answers.history))
        self._typing.clear()

    def _begin_if_new(self, kept: dict[str, str]) -> None:
        if self.project is None:
            self._begin(kept.get("problem", ""))
            self.forget("problem")

    def _return_to(self, version: str) -> None:
        wanted = find_version(self.opened.history(), version)
        self._written.go_back_to(wanted.content)
        self._told = say_return(wanted)

    def _go(self, by: int) -> None:
        steps = (*STEPS, "done")
        self._step = steps[max(0, steps.index(self._step) + by)]
        answers = self._written
        answers.path.put("step", self._step)
        self._typing.clear()
        if self._step != "done":
            return
        if answers.ideas:
            write_aim(self.opened, answers.record.aim.sentence)
        if answers.record.stage is Stage.START:
            answers.put("stage", Stage.UNDERSTAND)


def start_a_project() -> None:
    """Show *Start a project* in this notebook."""
    show_project_tool(StartTool)
