"""*Start a project*: a short path from what bothers you to a first measure."""

from typing import TYPE_CHECKING

from qi_lib.errors import NotFound, Refused
from qi_lib.journey.stage import read_stage
from qi_lib.model import Project, ProjectBundle, Stage
from widgets.frame.screen import Button, Option, Screen
from widgets.frame.tool import Answer
from widgets.practice.start_example import example_project
from widgets.record.project_tool import ProjectTool, show_project_tool
from widgets.record.suggested_titles_and_measures import working_title
from widgets.start.begun_project import BegunProject
from widgets.start.path import DONE, STEPS
from widgets.start.question_screens import draw_pick, draw_step
from widgets.start.start_view import StartView
from widgets.start.tried_while_typing import TriedWhileTyping

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["StartTool", "start_a_project"]

_LOOKED_UP = ("problem", "aim")
"""The questions beside which stands what others tried."""
_LEAD_AWAY = ("next", "back", "undo", "redo")
"""The buttons that lead to another question."""

_LOOKED_AT = 8
"""How many projects are looked into for what is unfinished: those that changed last."""


class StartTool(ProjectTool):
    """Six questions, each saved as it is answered; the first answer makes the project."""

    title = "Start a project"
    tour = (
        "Six short questions lead from what bothers you to something to count. It takes about ten "
        "minutes.",
        "Everything is saved as you write. Stop whenever you are called away, and carry on where "
        "you were.",
        "Nothing has to be perfect. Each answer can be changed later.",
    )

    def practice_project(self) -> ProjectBundle:
        """Give a project that somebody has half written."""
        return example_project(self.today)

    def clear(self) -> None:
        """Begin again with nothing written."""
        self._begun: BegunProject | None = None
        self._problem = ""
        self._like: Project | None = None
        self._unfinished: list[Project] = []
        self._tried = TriedWhileTyping()

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

    def tour_here(self) -> tuple[str, ...]:
        """Name “Undo” once there is something to take back."""
        if self._begun is None:
            return self.tour
        return (*self.tour[:-1], f"{self.tour[-1]} “Undo” takes back the last one.")

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
            mine = self.hub.projects(mine=True)
            self._unfinished = [one.record for one in mine[:_LOOKED_AT] if _is_unfinished(one)][:4]

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
        self._take(self.hub.project(slug)).resume()

    def _take(self, project: "ProjectHandle") -> BegunProject:
        self.project = project
        self._unfinished = []
        self._begun = BegunProject(project, today=self.today, has_aims=bool(self._aims))
        return self._begun

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self._unfinished:
            return draw_pick(self._unfinished)
        begun = self._begun
        step = begun.path.step if begun else STEPS[0]
        if step in _LOOKED_UP:
            self._look()
        view = StartView(
            aims=self._aims,
            tried=self._tried.part(begun.answers.ideas if begun else ()),
            like=self._like,
            problem=self._problem,
            clashes=self.clashes,
            today=self.today,
            apps=self.apps,
            is_practice=self.is_practice,
        )
        return begun.draw(view) if begun else draw_step(step, view)

    def typed(self, name: str, value: str) -> bool:
        """Look for what was tried before, in the words that are being typed."""
        self._tried.hear(name, value)
        return self._look()

    def _look(self) -> bool:
        record = self._begun.answers.record if self._begun else None
        return self._tried.look(
            self.hub,
            problem=record.problem if record else self._problem,
            sentence=record.aim.sentence if record else "",
            without=self.slug,
        )

    def save(self, answer: Answer) -> str:
        """Save one answer where it belongs; the first makes the project."""
        if self._begun:
            return self._begun.answers.save(answer)
        self._begin(answer.value)
        return answer.value

    def _begin(self, problem: str) -> BegunProject:
        if not problem.strip():
            raise Refused("Write a few words first: what happens, and to whom?")
        self._problem = problem
        project = self.hub.start_project(title=working_title(problem), problem=problem)
        begun = self._take(project)
        if self._like:
            begun.answers.kept.put("like", self._like.slug)
        return begun

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Begin or resume; what else a button says is done to the project that has been begun."""
        if name == "new":
            self._unfinished = []
        elif name == "resume":
            self._resume(value)
        elif self._begun:
            self._begun.act(name, value)
        elif name in ("next", "keep"):
            begun = self._begin(kept.get("problem", ""))
            self.forget("problem")
            begun.act(name, value)
        if name in _LEAD_AWAY:
            self._tried.forget()


def _is_unfinished(project: "ProjectHandle") -> bool:
    """Tell whether somebody began a project here, and has not come to the end."""
    is_at_start = project.record.stage is None and read_stage(project.bundle()) is Stage.START
    return is_at_start and project.document("start").content.get("step") != DONE


def start_a_project() -> None:
    """Show *Start a project* in this notebook."""
    show_project_tool(StartTool)
