"""*Measures*: the family of a project at a glance, and each measure in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_lib.drawing.measure_family import NONE_YET, draw_family
from qi_lib.errors import Refused
from qi_lib.journey.measure_family import find_gaps, gather_family
from qi_lib.model import MeasureKind, ProjectBundle
from qi_lib.model.measure_family import Family
from qi_lib.tools import TOOLS
from widgets.chart.new_measure import NEW_FIELDS, NewMeasure
from widgets.frame.displays import Diagram
from widgets.frame.screen import Button, Fold, Links, Note, Part, Screen, Written
from widgets.frame.tool import Answer
from widgets.measures.one_measure import OneMeasure
from widgets.measures.open_family import OpenFamily
from widgets.measures.screens import draw_kinds
from widgets.practice.measures_example import example_project
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["MeasuresTool", "measures"]


class MeasuresTool(DocumentTool):
    """Show the family of measures; add one, choose one, put one away and bring it back."""

    tool = TOOLS["measures"]
    question = "What do you measure?"
    tour = (
        "A family of measures tells three things: whether it is better for people (outcome), "
        "whether you do what you said (process), and whether anything else got worse (balancing).",
        "Four to eight are usual. Tap “Add a measure” and answer a few short questions.",
        "Tap a measure to say exactly what is counted and who collects it, to count by touch, to "
        "print a sheet, or to see its chart.",
    )
    plain_tour = (
        "Numbers tell three things: whether it is better for people, whether you do what you said, "
        "and whether anything else got worse.",
        *tour[1:],
    )
    keeps = frozenset()  # “Add a measure” leads to questions

    # What a tool of this kind says ----------------------------------------------------------------

    def clear(self) -> None:
        """Begin again with the family."""
        super().clear()
        self._new = NewMeasure()
        self._one: OneMeasure | None = None

    def example(self) -> Family:
        """Give the measures of a small project."""
        return gather_family(self.practice_project())

    def practice_project(self) -> ProjectBundle:
        """Give a small project whose measures have numbers."""
        return example_project(self.today)

    def open_document(self, project: "ProjectHandle") -> OpenFamily:
        """Open the project's measures."""
        self._family = OpenFamily(self.tool, project, Family())
        return self._family

    @property
    def scope(self) -> str:
        """Under this person's name, project, and measure, or the kind of a new one."""
        return f"{super().scope}:{self._new.kind if self._showing == 'new' else self.chosen}"

    @property
    def place(self) -> dict[str, str]:
        """Open the same measure again."""
        at = "tally" if self._one and self._one.is_counted else ""
        given = {**super().place, "measure": self.chosen, "at": at}
        return {name: value for name, value in given.items() if value}

    def open_at(self, address: dict[str, str]) -> None:
        """Open the family of the project in the address, or one measure of it."""
        super().open_at(address)
        if self._document is not None and self.record.find(address.get("measure", "")):
            self.choose(address["measure"])
            if address.get("at") == "tally":
                self._chosen_measure.begin_count()

    # The family -----------------------------------------------------------------------------------

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self._showing == "add":
            return draw_kinds()
        if self._showing == "new":
            return self._new.draw(self._family.bundle.project)
        if self._showing == "measure":
            if self._chosen_measure.found:
                return self._chosen_measure.draw(self.told)
            self.go_to("work")  # it was put away, or its making was taken back
        return super().draw()

    def pages(self) -> tuple[Button, ...]:
        """Offer to print: earlier versions are those of each measure."""
        return super().pages()[1:]

    def next_step(self) -> Button:
        """Offer to add a measure."""
        return Button(label="Add a measure", act="add")

    def diagram(self) -> Part:
        """Show the family, to tap in."""
        project = self._family.bundle
        drawn = draw_family(self.record, uid="d-measures", project=project, today=self.today)
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

    def go_to(self, screen: str) -> None:
        """Show the family, or another screen."""
        super().go_to(screen)
        if screen == "work":
            self.chosen, self._one = "", None

    def choose(self, item_id: str) -> None:
        """Open a measure, or begin one where there is none of its kind."""
        if item_id.startswith(NONE_YET):
            self._begin(MeasureKind(item_id.removeprefix(NONE_YET)))
        elif item_id:
            self.chosen, self._one = item_id, self._open_measure(item_id)
            self.go_to("measure")

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button of this tool says."""
        actions: dict[str, Callable[[], None]] = {
            "add": lambda: self.go_to("add"),
            "kind": lambda: self._begin(MeasureKind(value)),
            "create": lambda: self._create(kept),
            "archive": self._archive,
            "bring-back": lambda: self._bring_back(value),
        }
        if name in actions:
            actions[name]()
        elif self._one:
            self.told = self._one.do(name, value, kept)

    def _begin(self, kind: MeasureKind) -> None:
        self._new = NewMeasure(kind, back="work")
        self.go_to("new")

    def _create(self, kept: dict[str, str]) -> None:
        new = self._new.make(kept, self._family.bundle.project)
        if new is None:
            return
        self.change(lambda family: family.measures.append(new))
        self.forget(*NEW_FIELDS)
        self.choose(new.id)
        self.guide.end()
        self.told = "It is in the family. Now say exactly what is counted."

    def _archive(self) -> None:
        measure = self._chosen_measure.found
        if measure is None:  # a second tap, after the first was done
            return
        self.change(lambda family: family.archive(measure.id))
        self.go_to("work")
        self.told = f"“{measure.name}” is put away, with its numbers."

    def _bring_back(self, measure_id: str) -> None:
        self.change(lambda family: family.bring_back(measure_id))
        self.told = "It is back, with its numbers."

    # The measure that was chosen ------------------------------------------------------------------

    def _open_measure(self, measure_id: str) -> OneMeasure:
        return OneMeasure(
            measure_id,
            self._family,
            slug="" if self.is_practice else self.slug,
            today=self.today,
            apps=self.apps,
            clash=lambda name: self.form.clash(name),
            forget=self.forget,
        )

    @property
    def _chosen_measure(self) -> OneMeasure:
        assert self._one is not None, "a measure is chosen"
        return self._one

    def save(self, answer: Answer) -> str:
        """Save a field of a measure, or a count."""
        if answer.name.startswith("tally."):
            return self._chosen_measure.count(answer)
        value = answer.value.strip()
        if answer.name.endswith(".name") and not value:
            raise Refused("It needs a name. The one before is kept until you give it one.")
        return super().save(replace(answer, value=value))

    def look_again(self) -> bool:
        """Read what others saved and counted meanwhile."""
        counted = self._one is not None and self._one.look_again()
        return super().look_again() or counted

    def return_to(self, number: str) -> None:
        """Make an earlier version of the measure the newest one."""
        self.told = self._chosen_measure.return_to(number)


def measures() -> None:
    """Show the measures in this notebook."""
    show_project_tool(MeasuresTool)
