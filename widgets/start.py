"""*Start a project*: a short path from what bothers you to a first measure."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from qi_lib.aim import read_aim
from qi_lib.errors import NotFound, Refused
from qi_lib.model import Aim, Direction, Frequency, Measure, Project, Stage
from qi_lib.model.driver_diagram import DriverDiagram
from widgets.changes import say_changes
from widgets.history import draw_history, find_version, say_return
from widgets.kept import Kept
from widgets.project_tool import ProjectTool, show_project_tool
from widgets.saving import Fields
from widgets.screen import Option, Screen
from widgets.start_screens import draw_done, draw_pick, draw_step
from widgets.start_view import STEPS, StartView
from widgets.suggestions import suggest_measures, working_title
from widgets.tool import Answer
from widgets.tried import TriedIdeas, keep_idea, kept_ideas, write_aim

if TYPE_CHECKING:
    from qi_lib.client import Hub, MeasureHandle
    from qi_lib.client import Project as ProjectHandle

__all__ = ["StartTool", "start_a_project"]

_TRIED = "Tried here before?"
_NOT_WORDS = ("slug", "visibility", "stage", "progress", "is_demonstration")
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
_AIM_PARTS = ("what", "how_much", "by_when", "for_whom", "where")


class StartTool(ProjectTool):
    """Six questions, each saved as it is answered; the first answer makes the project."""

    title = "Start a project"

    def __init__(
        self, connect: Callable[[], "Hub"], *, today: dt.date | None = None, apps: str = ""
    ) -> None:
        super().__init__(connect, today=today, apps=apps)
        self._fields: Fields | None = None
        self._measure_fields: Fields | None = None
        self._path = Kept("start")
        self._step = "problem"
        self._problem = ""
        self._unfinished: list[Project] = []
        self._tried = TriedIdeas()
        self._kept: set[str] = set()
        self._typing: dict[str, str] = {}
        self._like: Project | None = None
        self._told = ""
        self._is_history = False

    @property
    def scope(self) -> str:
        """Under this person's name, and the project's once there is one."""
        return f"{self.me}:start:{self.slug or 'new'}"

    @property
    def address(self) -> dict[str, str]:
        """Open the same project again."""
        if self.project is None and self._like:
            return {"like": self._like.slug}
        return super().address

    def open(self, address: dict[str, str]) -> None:
        """Resume the project of the address, or offer what was begun, or begin."""
        self.connect()
        organisation = self.hub.organisation()
        self._aims = tuple(
            Option(value=aim.key, label=aim.name, colour=aim.colour)
            for aim in organisation.strategic_aims
        )
        if address.get("project"):
            self._resume(address["project"])
        elif address.get("like"):
            self._start_like(address["like"])
        else:
            mine = self.my_projects()
            self._unfinished = [one for one in mine if one.stage is Stage.START][:4]
            self._step = "pick" if self._unfinished else "problem"

    def _start_like(self, slug: str) -> None:
        try:
            self._like = self.hub.project(slug).record
        except NotFound:
            return  # it was taken out of the gallery: begin without it
        self._problem = self._like.problem

    def _resume(self, slug: str) -> None:
        self._take(self.hub.project(slug))
        step = self._path.read("step")
        self._step = step if step in (*STEPS, "done") else self._first_open()

    def _take(self, project: "ProjectHandle") -> None:
        self.project = project
        self._fields = Fields(lambda: project.refresh(), project)
        self._measure_fields = None
        self._path.load(project)
        diagram = project.document("drivers")
        self._kept = kept_ideas(DriverDiagram.model_validate(diagram.content))

    def _first_open(self) -> str:
        record = self._record()
        if not record.strategic_aim:
            return "where"
        return "aim" if record.aim.missing else "title"

    def _record(self) -> Project:
        return self.opened.record

    def _measure(self) -> Measure | None:
        measures = self.project.measures if self.project else []
        return measures[0].record if len(measures) else None

    # Screens ------------------------------------------------------------------------------------

    def screen(self) -> Screen:
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
        return draw_history(self._record().title, versions, say=say, back="done")

    def _view(self) -> StartView:
        record = self._record() if self.project else None
        if self._step in ("problem", "aim"):
            self._look()
        return StartView(
            project=record,
            sentence=self._path.read("sentence"),
            measure=self._measure(),
            frequency=self._path.read("frequency") or Frequency.MONTH,
            direction=self._path.read("direction"),
            aims=self._aims,
            tried=None if self._tried.is_empty else self._tried.part(self._kept, title=_TRIED),
            like=self._like,
            problem=record.problem if record else self._problem,
            clashes=self.clashes,
            today=self.today,
            apps=self.apps,
            told=self._told,
        )

    def typed(self, name: str, value: str) -> bool:
        """Look for what was tried before, in the words that are being typed."""
        self._typing[name] = value
        return self._look()

    def _look(self) -> bool:
        """Look with what is written; what is being typed goes before what was saved."""
        record = self._record() if self.project else None
        problem = self._typing.get("problem") or (record.problem if record else self._problem)
        sentence = self._typing.get("sentence") or (record.aim.sentence if record else "")
        return self._tried.look(self.hub, f"{problem} {sentence}", without=self.slug)

    # Saving ------------------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save one answer where it belongs."""
        if self.project is None or self._fields is None:
            return self._begin(answer.value)
        if answer.name == "sentence":
            return self._save_sentence(answer)
        if answer.name.startswith("measure."):
            return self._save_measure(answer)
        if answer.name == "aim.by_when":
            return self._fields.save(answer)
        saved = self._fields.save(
            Answer(name=answer.name, value=answer.value.strip(), base=answer.base)
        )
        if answer.name == "place":
            self._follow_place(saved, before=answer.base)
        return saved

    def _begin(self, problem: str) -> str:
        if not problem.strip():
            raise Refused("Write a few words first: what happens, and to whom?")
        self._problem = problem
        project = self.hub.start_project(title=working_title(problem), problem=problem)
        self._take(project)
        if self._like:
            self._path.put(project, "like", self._like.slug)
        return problem

    def _follow_place(self, place: str, *, before: str) -> None:
        assert self._fields is not None, "the first answer makes the project"
        if self._record().aim.where in ("", before):
            self._fields.put({"aim.where": place})

    def _save_sentence(self, answer: Answer) -> str:
        assert self._fields is not None, "the first answer makes the project"
        before = read_aim(self._path.read("sentence"), today=self.today)
        saved = self._path.save(self.opened, answer)
        now = read_aim(saved, today=self.today)
        self._fields.put(
            {
                f"aim.{part}": _say(now, part)
                for part in _AIM_PARTS
                if _follows(self._record().aim, before, now, part)
            }
        )
        return saved

    def _save_measure(self, answer: Answer) -> str:
        name = answer.name.removeprefix("measure.")
        measures = self.opened.measures
        if not len(measures):
            if name == "name":
                return self._add_measure(answer.value.strip())
            return self._path.save(
                self.opened, Answer(name=name, value=answer.value, base=self._path.read(name))
            )
        if not answer.value.strip():
            raise Refused("A measure needs a name. The one before is kept until you give it one.")
        fields = self._measure_fields or Fields(self._read_measure, measures[0])
        self._measure_fields = fields
        return fields.save(Answer(name=name, value=answer.value.strip(), base=answer.base))

    def _read_measure(self) -> "MeasureHandle":
        return self.opened.refresh().measures[0]

    def _add_measure(self, name: str) -> str:
        if not name:
            return ""
        ideas = suggest_measures(self._record().problem, self._record().aim)
        idea = next((one for one in ideas if one.name == name), None)
        direction = self._path.read("direction") or (idea.direction if idea else "")
        made = self.opened.add_measure(
            name=name,
            unit=idea.unit if idea else "",
            direction=direction or Direction.NEUTRAL,
            frequency=self._path.read("frequency") or Frequency.MONTH,
        )
        # An answer on its way from the browser does not know these yet: they are the person's own.
        self._measure_fields = Fields(self._read_measure, made)
        own = {field: self._measure_fields.read(field) for field in ("direction", "frequency")}
        self._measure_fields.put(own)
        return name

    # Actions -----------------------------------------------------------------------------------

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Go forward, back, resume or begin; see what the project was before, and go back to it."""
        self._told, self._is_history = "", name == "history"
        if name == "return":
            self._return_to(value)
        elif name == "new":
            self._step = "problem"
        elif name == "resume":
            self._resume(value)
        elif name == "back":
            self._go(-1)
        elif name == "next":
            self._begin_if_new(kept)
            self._go(1)
        elif name == "keep":
            self._begin_if_new(kept)
            self._kept = keep_idea(self.opened, value)

    def _begin_if_new(self, kept: dict[str, str]) -> None:
        if self.project is None:
            self._begin(kept.get("problem", ""))
            self.forget("problem")

    def _return_to(self, version: str) -> None:
        """Bring the words of a version back; who may read the project, and its stage, stay."""
        assert self._fields is not None, "the first answer makes the project"
        wanted = find_version(self.opened.history(), version)
        self._fields.go_back_to(wanted.content, without=_NOT_WORDS)
        self._path.put(self.opened, "sentence", self._record().aim.sentence)
        self._told = say_return(wanted)

    def _go(self, by: int) -> None:
        steps = (*STEPS, "done")
        self._step = steps[max(0, steps.index(self._step) + by)]
        self._path.put(self.opened, "step", self._step)
        self._typing.clear()
        if self._step != "done":
            return
        if self._kept:
            write_aim(self.opened, self._record().aim.sentence)
        if self._record().stage is Stage.START and self._fields:
            self._fields.put({"stage": Stage.UNDERSTAND})


def _say(aim: Aim, part: str) -> str:
    value = getattr(aim, part)
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def _follows(aim: Aim, before: Aim, now: Aim, part: str) -> bool:
    """Tell whether a part is to follow the sentence: it changed there, and was not set by hand."""
    changed = getattr(before, part) != getattr(now, part)
    return changed and (bool(getattr(now, part)) or getattr(aim, part) == getattr(before, part))


def start_a_project() -> None:
    """Show *Start a project* in this notebook."""
    show_project_tool(StartTool)
