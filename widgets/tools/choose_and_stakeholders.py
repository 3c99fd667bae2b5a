"""Tools that place things on a plane by dragging: *Choose* and *Stakeholders*."""

import json
from abc import abstractmethod
from typing import ClassVar

from qi_lib.drawing.quadrants import values_at
from qi_lib.errors import QIError
from qi_lib.model.document import Document, Item
from qi_lib.model.driver_diagram import DriverDiagram, Level
from qi_lib.model.quadrants import Idea, ImpactEffort, Stakeholder, StakeholderMap
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Group, Links, Note, Option, Part
from widgets.record.document_fields import read_field
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ChooseTool", "PlaneTool", "StakeholderTool", "choose", "stakeholders"]

_STEPS = tuple(Option(value=str(number), label=f"{number} of 10") for number in range(11))


class PlaneTool(DocumentTool):
    """Add things, then drag each to where it belongs; or say where with two numbers."""

    scales: ClassVar[tuple[tuple[str, str], tuple[str, str]]]
    """The fields of the scales to the right and upwards, each with its label."""
    keeps = frozenset({"add", "place"})
    thing: ClassVar[str]
    hint_of_new: ClassVar[str]

    @abstractmethod
    def things(self, record: Document) -> list[Item]:
        """Give the list that things are added to."""

    @abstractmethod
    def new(self, text: str) -> Item:
        """Make a thing of this tool."""

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, the way to add, and all things as a list."""
        found = self.record.find(self.chosen)
        edit = (self._edit(found),) if found else ()
        return (*edit, self._add(), *self._list())

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a thing, or take it where it was dragged."""
        if name == "add":
            text = typed_words(kept, "new")
            if text:
                self.change(lambda record: self.things(record).append(self.new(text)))
                self.forget("new")
            self.focus = "new"
        elif name == "place":
            self._place_at(json.loads(value))

    def _place_at(self, drop: dict[str, float]) -> None:
        right, up = values_at(drop["x"], drop["y"])

        def edit(record: Document) -> None:
            found = record.find(str(drop["id"]))
            if found is not None:
                setattr(found, self.scales[0][0], right)
                setattr(found, self.scales[1][0], up)

        self.change(edit)

    def more_fields(self, item: Item) -> tuple[Part, ...]:
        """Give further fields of a thing."""
        return ()

    def _edit(self, item: Item) -> Part:
        return edit_group(
            item.id,
            self.thing,
            self.form.text(f"{item.id}.text", self.thing),
            *(
                self.form.menu(f"{item.id}.{field}", label, _STEPS)
                for field, label in reversed(self.scales)
            ),
            *self.more_fields(item),
        )

    def _add(self) -> Part:
        new = new_text("new", f"Add: {self.thing.lower()}", hint=self.hint_of_new)
        add = Button(label="Add", act="add")
        return Group(name="add", label=self.thing, parts=(new,), buttons=(add,))

    def _list(self) -> tuple[Part, ...]:
        record = self.record
        buttons = tuple(
            Button(
                label=read_field(record, f"{item.id}.text") or "…",
                hint=record.place_of(item),
                act="choose",
                value=item.id,
            )
            for item in self.things(record)
        )
        return (Links(name="list", label="All of them", buttons=buttons),) if buttons else ()


class ChooseTool(PlaneTool):
    """Place change ideas by impact and effort, to choose what to test first."""

    tool = TOOLS["choose"]
    question = "Which idea first?"
    thing = "Idea"
    hint_of_new = "Something you could try."
    scales = (("effort", "How hard it is"), ("impact", "How much it would help"))
    tour = (
        "Write down your ideas, or take those from your driver diagram.",
        "Drag each to where it belongs: the more it would help, the higher; the harder it is, the "
        "further right. Do this together, and talk about where you disagree.",
        "Begin with what helps much and is easy. What is in “Not now” is kept, not thrown away.",
    )

    def things(self, record: Document) -> list[Item]:
        """Give the ideas."""
        assert isinstance(record, ImpactEffort), "the tool's own record"
        return record.ideas  # type: ignore[return-value]  # a list of a kind of item

    def new(self, text: str) -> Item:
        """Make an idea, in the middle."""
        return Idea(text=text)

    def example(self) -> Document:
        """Give ideas against falls at night."""
        return ImpactEffort(
            ideas=[
                Idea(text="Toilet round at seven and at eleven", impact=8, effort=3),
                Idea(text="Night lights that come on by themselves", impact=7, effort=7),
                Idea(text="Two-minute huddle at the bedside", impact=9, effort=2),
                Idea(text="New flooring in the corridor", impact=4, effort=9),
                Idea(text="A poster about slippers", impact=2, effort=1),
            ]
        )

    def parts(self) -> tuple[Part, ...]:
        """Offer the ideas of the driver diagram that are not here yet."""
        waiting = self._waiting()
        if not waiting:
            return super().parts()
        number = "1 idea" if len(waiting) == 1 else f"{len(waiting)} ideas"
        button = Button(label=f"Take {number} from the driver diagram", act="take")
        note = Note(name="take", text="Your driver diagram has change ideas.", buttons=(button,))
        return (note, *super().parts())

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Take the ideas of the driver diagram, or do what all such tools do."""
        if name != "take":
            super().do(name, value, kept)
            return
        ideas = self._waiting()
        self.change(lambda record: record.ideas.extend(ideas))

    def _waiting(self) -> list[Idea]:
        try:
            content = self.opened.document("drivers").content
        except QIError:
            return []  # an offer, not worth an error
        diagram = DriverDiagram.model_validate(content)
        there = {one.driver for one in self.record.ideas}
        return [
            Idea(text=one.text, driver=one.id)
            for one in diagram.of(Level.IDEA)
            if one.id not in there
        ]


class StakeholderTool(PlaneTool):
    """Place people by power and interest, to plan how to work with each."""

    tool = TOOLS["stakeholders"]
    question = "Whom does it concern?"
    thing = "Person or group"
    hint_of_new = "Those who do the work, those it is done for, those who decide and pay."
    scales = (("interest", "Interest in the change"), ("power", "Power over the change"))
    tour = (
        "Think of everyone the change touches: patients and families, staff on every shift, those "
        "who decide, those who pay. Add each.",
        "Drag each to where they stand today: the more power, the higher; the more interest, the "
        "further right. Then write how you will work with them.",
    )

    def things(self, record: Document) -> list[Item]:
        """Give the people."""
        assert isinstance(record, StakeholderMap), "the tool's own record"
        return record.people  # type: ignore[return-value]  # a list of a kind of item

    def new(self, text: str) -> Item:
        """Make a person or group, in the middle."""
        return Stakeholder(text=text)

    def more_fields(self, item: Item) -> tuple[Part, ...]:
        """Ask how to work with them."""
        return (self.form.text(f"{item.id}.plan", "How we work with them", rows=2),)

    def example(self) -> Document:
        """Give those concerned by falls at night."""
        return StakeholderMap(
            people=[
                Stakeholder(text="Residents who get up at night", power=3, interest=9),
                Stakeholder(text="Night staff", power=6, interest=8),
                Stakeholder(text="Manager of the home", power=9, interest=7),
                Stakeholder(text="Estates team", power=7, interest=2),
                Stakeholder(text="Families", power=4, interest=7),
            ]
        )


def choose() -> None:
    """Show *Choose* in this notebook."""
    show_project_tool(ChooseTool)


def stakeholders() -> None:
    """Show *Stakeholders* in this notebook."""
    show_project_tool(StakeholderTool)
