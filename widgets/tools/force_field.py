"""*Force field*: what pushes the change on, what holds it back, and what to do about it."""

from qi_lib.model.force_field import Force, ForceField, Side
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Group, Option, Part
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ForceFieldTool", "force_field"]

_STRENGTHS = tuple(
    Option(value=str(number), label=f"{number}", hint=hint)
    for number, hint in ((1, "Hardly"), (2, ""), (3, "Fairly"), (4, ""), (5, "Very"))
)
_LABELS = {Side.DRIVING: "Pushes it on", Side.RESTRAINING: "Holds it back"}
_HINTS = {
    Side.DRIVING: "Who wants it? What makes it easy, or needed now?",
    Side.RESTRAINING: "What would make it fail? Who loses something?",
}


class ForceFieldTool(DocumentTool):
    """Name the forces on both sides and how strong each is."""

    tool = TOOLS["force-field"]
    question = "What helps, and what holds back?"
    tour = (
        "In the middle stands the change you want to make. On the left, write what pushes it on; "
        "on the right, what holds it back.",
        "Give each a strength from 1 to 5. Taking away what holds back often does more than "
        "pushing harder: tap a force on the right, and write what you could do about it.",
    )

    def begin(self) -> ForceField:
        """Start with the change the project names."""
        return ForceField(change=self.opened.record.change)

    def example(self) -> ForceField:
        """Give the forces around a bedside huddle."""
        return ForceField(
            change="A two-minute huddle at the bedside",
            forces=[
                Force(text="Night staff want to know who gets up", strength=5),
                Force(text="It takes two minutes", strength=3),
                Force(text="The manager asks for fewer falls", strength=4),
                Force(text="Handover is already long", side=Side.RESTRAINING, strength=4),
                Force(text="“We have always done it at the desk”", side=Side.RESTRAINING),
            ],
        )

    def field_of(self, item_id: str) -> str:
        """Name the field to type in."""
        return "change" if item_id == "change" else f"{item_id}.text"

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, and a box for each side."""
        found = self.record.find(self.chosen)
        chosen: list[Part] = []
        if self.chosen == "change":
            text = self.form.text("change", "The change")
            chosen = [edit_group("change", "The change", text, remove="")]
        elif isinstance(found, Force):
            chosen = [self._force(found)]
        return (*chosen, *(_add(side) for side in Side))

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a force to a side."""
        if name != "add":
            return
        field = f"new.{value}"
        text = typed_words(kept, field)
        if text:
            force = Force(text=text, side=Side(value))
            self.change(lambda record: record.forces.append(force))
            self.forget(field)
        self.focus = field

    def _force(self, force: Force) -> Part:
        label = _LABELS[force.side]
        return edit_group(
            force.id,
            label,
            self.form.text(f"{force.id}.text", label),
            self.form.choice(f"{force.id}.strength", "How strong is it?", _STRENGTHS, columns=5),
            self.form.text(f"{force.id}.plan", "What you will do about it", rows=2),
        )


def _add(side: Side) -> Part:
    new = new_text(f"new.{side}", _LABELS[side], hint=_HINTS[side], value=side)
    add = Button(label="Add", act="add", value=side)
    return Group(name=f"add-{side}", label=_LABELS[side], parts=(new,), buttons=(add,))


def force_field() -> None:
    """Show the force field in this notebook."""
    show_project_tool(ForceFieldTool)
