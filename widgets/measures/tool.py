"""*Measures*: the family of a project at a glance, and each measure in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from qi_lib.drawing.measure_family import NONE_YET, draw_family
from qi_lib.errors import Refused
from qi_lib.journey.measure_family import KIND_NAMES, find_gaps, find_standing, gather_family
from qi_lib.model import Measure, MeasureKind, ProjectBundle, ToolDocument
from qi_lib.model.document import Document
from qi_lib.model.measure_family import Family
from qi_lib.tools import TOOLS
from widgets.chart.new_measure import NEW_FIELDS, draw_new, read_new
from widgets.chart.settings.targets import TARGET_BOXES, read_target
from widgets.chart.typed_boxes import WrongEntry
from widgets.frame.screen import Button, Diagram, Fold, Links, Note, Part, Screen, Written
from widgets.frame.tool import Answer
from widgets.measures.open_family import OpenFamily
from widgets.measures.screens import (
    MeasureView,
    draw_kinds,
    draw_measure,
    draw_tally,
    may_tally,
)
from widgets.measures.touch_count import Tally
from widgets.practice.measures_example import example_project
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool
from widgets.record.versions_screen import draw_versions, find_version, say_return

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["MeasuresTool", "measures"]


class MeasuresTool(DocumentTool):
    """Show the family of measures; add one, describe it, count on it, put it away."""

    tool = TOOLS["measures"]
    question = "What do you measure?"
    tour = (
        "A family of measures tells three things: whether it is better for people (outcome), "
        "whether you do what you said (process), and whether anything else got worse (balancing).",
        "Four to eight are usual. Tap “Add a measure” and answer a few short questions.",
        "Tap a measure to say exactly what is counted and who collects it, to count by touch, to "
        "print a sheet, or to see its chart.",
    )

    keeps = frozenset()  # “Add a measure” leads to questions

    _kind = MeasureKind.OUTCOME
    _tally: Tally | None = None

    # What a tool of this kind says ----------------------------------------------------------------

    def example(self) -> Family:
        """Give the measures of a small project."""
        return gather_family(example_project(self.today))

    def open_document(self, project: "ProjectHandle | None", begin: Document) -> OpenFamily:
        """Open the project's measures; without a project, the example's."""
        assert isinstance(begin, Family), "the record of this tool"
        return OpenFamily(self.tool, project, begin, example_project(self.today))

    @property
    def bundle(self) -> ProjectBundle:
        """The whole project as it was read last; in practice, the example's."""
        return self._family.bundle

    @property
    def _family(self) -> OpenFamily:
        return cast("OpenFamily", self._open_document)

    @property
    def scope(self) -> str:
        """Under this person's name, project, and measure, or the kind of a new one."""
        place = self._kind if self._place == "new" else self.chosen
        return f"{super().scope}:{place}"

    @property
    def address(self) -> dict[str, str]:
        """Open the same measure again."""
        at = "tally" if self._place == "tally" else ""
        given = {**super().address, "measure": self.chosen, "at": at}
        return {name: value for name, value in given.items() if value}

    def open(self, address: dict[str, str]) -> None:
        """Open the family of the project in the address, or one measure of it."""
        self._problems: dict[str, str] = {}
        super().open(address)
        if self._document is not None and self.record.find(address.get("measure", "")):
            self.choose(address["measure"])
            if address.get("at") == "tally" and self.project and may_tally(self._view()):
                self._begin_tally()

    # Screens --------------------------------------------------------------------------------------

    def screen(self) -> Screen:
        """Draw where the person is."""
        if self._document is None or self._place == "work":
            return super().screen()
        if self._place == "add":
            return draw_kinds()
        if self._place == "new":
            return draw_new(self.bundle.project, self._problems, kind=self._kind, back="work")
        if self._measure is None:  # it was put away, or its making was taken back
            self._go("work")
            return super().screen()
        if self._place == "past":
            return self._past()
        if self._place == "tally" and self._tally:
            return draw_tally(self._view(), self._tally)
        return draw_measure(self._view())

    def _work(self) -> Screen:
        add = Button(label="Add a measure", act="add")
        return replace(super()._work(), go=add)

    def _kept_buttons(self) -> tuple[Button, ...]:
        # History is that of each measure.
        return (Button(label="Print", href=f"/projects/{self.slug}/tools/{self.tool.kind}"),)

    def diagram(self) -> Part:
        """Show the family, to tap in."""
        drawn = draw_family(self.record, uid="d-measures", project=self.bundle, today=self.today)
        return Diagram(name="diagram", label=f"Measures: {self.tool.count(self.record)}", svg=drawn)

    def parts(self) -> tuple[Part, ...]:
        """Say what the family lacks, and offer what was put away."""
        gaps = find_gaps(self.record)
        parts: list[Part] = []
        if gaps:
            text = "\n".join(one.words for one in gaps)
            parts.append(Note(name="gaps", title="What this family lacks", text=text))
        away = self.record.archived
        if away:
            back = tuple(
                Button(
                    label=Written(one.name), hint="Bring it back", act="bring-back", value=one.id
                )
                for one in away
            )
            label = f"Put away ({len(away)})"
            links = Links(name="archived", label=label, buttons=back)
            parts.append(Fold(name="put-away", label=label, parts=(links,)))
        return tuple(parts)

    def _view(self) -> MeasureView:
        measure = self._measure
        assert measure is not None, "a measure is open"
        points = self.bundle.observations.get(measure.id, [])
        return MeasureView(
            slug="" if self.is_practice else self.slug,
            measure=measure,
            observations=points,
            standing=find_standing(measure, points, today=self.today),
            today=self.today,
            clash=self.clash,
            apps=self.apps,
            history=self.history,
            told=self.told,
            problems=self._problems,
        )

    @property
    def _measure(self) -> Measure | None:
        return next((one for one in self.record.measures if one.id == self.chosen), None)

    def _past(self) -> Screen:
        return draw_versions(
            self._view().measure.name, self._versions(), say=_say_version, back="measure"
        )

    def _versions(self) -> list[ToolDocument]:
        assert self.project is not None, "practice has no history"
        return self.project.measures[self.chosen].history()

    # Saving and actions ---------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save a field of a measure, or a count."""
        if answer.name.startswith("tally."):
            return self._count(answer)
        value = answer.value.strip()
        if answer.name.endswith(".name") and not value:
            raise Refused("It needs a name. The one before is kept until you give it one.")
        return super().save(replace(answer, value=value))

    def _count(self, answer: Answer) -> str:
        if answer.name == "tally.day":
            return self._counting.choose_day(answer.value)
        return self._counting.save(replace(answer, name=answer.name.removeprefix("tally.")))

    def look_again(self) -> bool:
        """Read what others saved and counted meanwhile."""
        counted = self._tally is not None and self._tally.look_again()
        return super().look_again() or counted

    def choose(self, item_id: str) -> None:
        """Open a measure, or begin one where there is none of its kind."""
        if item_id.startswith(NONE_YET):
            self._begin(MeasureKind(item_id.removeprefix(NONE_YET)))
        elif item_id:
            self.chosen, self._place = item_id, "measure"

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button of this tool says."""
        self._problems = {}
        actions: dict[str, Callable[[], None]] = {
            "kind": lambda: self._begin(MeasureKind(value)),
            "create": lambda: self._create(kept),
            "archive": self._archive,
            "bring-back": lambda: self._bring_back(value),
            "tally": self._begin_tally,
            "uncount": self._uncount,
            "put": self._put,
            "add-target": lambda: self._add_target(kept),
            "drop-target": lambda: self._drop_target(int(value)),
        }
        if name in actions:
            actions[name]()
        elif name in ("add", "measure", "past"):
            self._go(name)

    def _begin(self, kind: MeasureKind) -> None:
        self._kind, self._place = kind, "new"

    def _create(self, kept: dict[str, str]) -> None:
        new = read_new(kept, self.bundle.project, kind=self._kind)
        if new is None:
            self._problems = {"new.name": "Give it a name first, such as “Falls”."}
            return
        self.change(lambda family: family.measures.append(new))
        self.forget(*NEW_FIELDS)
        self.chosen, self._place = new.id, "measure"
        self.guide.end()
        self.told = "It is in the family. Now say exactly what is counted."

    def _archive(self) -> None:
        measure = self._view().measure
        self.change(lambda family: family.archive(measure.id))
        self._go("work")
        self.told = f"“{measure.name}” is put away, with its numbers."

    def _bring_back(self, measure_id: str) -> None:
        self.change(lambda family: family.bring_back(measure_id))
        self.told = "It is back, with its numbers."

    def _uncount(self) -> None:
        self.told = self._counting.undo()

    def _put(self) -> None:
        self.told = self._counting.put()
        self._family.look_again()  # the numbers are new

    def _go(self, place: str) -> None:
        super()._go(place)
        if place == "work":
            self.chosen = ""

    def _return_to(self, version: str) -> None:
        wanted = find_version(self._versions(), version)
        earlier = Measure.model_validate(wanted.content)
        self.change(lambda family: family.put(earlier))
        self._place = "measure"
        self.told = say_return(wanted)

    def _begin_tally(self) -> None:
        assert self.project is not None, "practice is not counted"
        handle = self.project.measures[self.chosen]
        parts = self._view().has_parts
        self._tally = Tally(self.project, handle, parts, self.today, self.today)
        self._place = "tally"

    @property
    def _counting(self) -> Tally:
        assert self._tally is not None, "something is counted"
        return self._tally

    def _add_target(self, kept: dict[str, str]) -> None:
        try:
            target = read_target(kept)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
            return
        self.change(lambda family: family.aim_at(self.chosen, target))
        self.forget(*TARGET_BOXES)
        self.told = f"The target is {target.value:g} from then on."

    def _drop_target(self, position: int) -> None:
        targets = self._view().measure.targets
        if position < len(targets):  # else it is gone already
            self.change(lambda family: family.drop_target(self.chosen, targets[position]))
        self.told = "That target is gone."


def _say_version(version: ToolDocument) -> str:
    measure = Measure.model_validate(version.content)
    target = f"target {measure.targets[-1].value:g}" if measure.targets else ""
    facts = (measure.name, KIND_NAMES[measure.kind], target, measure.collected_by)
    return ", ".join(one for one in facts if one)


def measures() -> None:
    """Show the measures in this notebook."""
    show_project_tool(MeasuresTool)
