"""*Fishbone*: what may cause the problem, bone by bone."""

from qi_lib.model.fishbone import Bone, Cause, Fishbone
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Group, Option, Part
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["FishboneTool", "fishbone"]

_LIKELY = (
    Option(value="False", label="One of many"),
    Option(value="True", label="Look into first", hint="The team thinks it matters most"),
)
_TAP = "Tap a bone or a cause to write on it."


class FishboneTool(DocumentTool):
    """Write the problem, then ask of each bone: what here could cause it?"""

    tool = TOOLS["fishbone"]
    keeps = frozenset({"bone", "cause"})
    question = "What may cause it?"
    tour = (
        "The problem stands in the head of the fish. Tap it and write it as you see it, "
        "without a solution in it.",
        "Each bone is a kind of cause. Tap a bone, and write what could cause the problem there. "
        "Ask those who do the work, and those it is done for.",
        "Mark the causes that you want to look into first. Then go and see whether they are true.",
    )
    plain_tour = (
        "The problem stands in the box on the right. Tap it and write it as you see it, without a "
        "solution in it.",
        "Each coloured box is a kind of cause. Tap one, and write what could cause the problem "
        "there. Ask those who do the work, and those it is done for.",
        tour[-1],
    )

    def begin(self) -> Fishbone:
        """Start with the project's problem in the head."""
        first = self.opened.record.problem.strip().split("\n")[0].split(". ")[0].rstrip(".")
        return Fishbone(problem=first[:120])

    def example(self) -> Fishbone:
        """Give a fishbone of falls at night."""
        return _example()

    def field_of(self, item_id: str) -> str:
        """Name the field to type in: the problem, a bone's name, or a cause's words."""
        if item_id == "problem":
            return "problem"
        return f"new.{item_id}" if self._is_bone(item_id) else f"{item_id}.text"

    def _is_bone(self, item_id: str) -> bool:
        return isinstance(self.record.find(item_id), Bone)

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, or say what to tap."""
        record: Fishbone = self.record
        found = record.find(self.chosen)
        if self.chosen == "problem" or (found is None and not record.problem):
            return (self._problem(),)
        if isinstance(found, Bone):
            return (self._bone(found),)
        if isinstance(found, Cause):
            return (self._cause(found),)
        new = new_text("new.bone", "Another bone", hint=_TAP, act="bone", value="bone")
        add = Button(label="Add bone", act="bone")
        return (Group(name="edit-none", label="Add a bone", parts=(new,), buttons=(add,)),)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a cause, a cause behind it, or a bone."""
        field = f"new.{value}" if name != "bone" else "new.bone"
        text = typed_words(kept, field)
        if not text:
            self.focus = field
            return
        if name == "bone":
            bone = Bone(name=text)
            self.change(lambda record: record.bones.append(bone))
            self.choose(bone.id)
        else:
            self._add_cause(value, text)
        self.forget(field)

    def _add_cause(self, under: str, text: str) -> None:
        found = self.record.find(under)
        bone, behind = (found.bone, found.id) if isinstance(found, Cause) else (under, "")
        cause = Cause(bone=bone, text=text, behind=behind)
        self.change(lambda record: record.causes.append(cause))
        self.focus = f"new.{under}"

    def _problem(self) -> Part:
        hint = "What happens, to whom, how often? No solution in it yet."
        text = self.form.text("problem", "The problem", hint=hint, rows=2)
        return edit_group("problem", "The problem", text, remove="")

    def _bone(self, bone: Bone) -> Part:
        return edit_group(
            bone.id,
            f"The bone “{bone.name}”",
            _new_cause(bone.id, f"A cause under “{bone.name}”", "What here could cause it?"),
            self.form.text(f"{bone.id}.name", "Name of this bone"),
            more=(Button(label="Add cause", act="cause", value=bone.id),),
            remove="Remove the bone",
        )

    def _cause(self, cause: Cause) -> Part:
        label = "How it looks to the team"
        return edit_group(
            cause.id,
            "The cause",
            self.form.text(f"{cause.id}.text", "The cause"),
            self.form.choice(f"{cause.id}.is_likely", label, _LIKELY, is_quiet=True),
            _new_cause(cause.id, "Why does that happen?", "A cause behind this one."),
            more=(Button(label="Add why", act="cause", value=cause.id),),
        )


def _new_cause(under: str, label: str, hint: str) -> Part:
    return new_text(f"new.{under}", label, hint=hint, act="cause", value=under)


def fishbone() -> None:
    """Show the fishbone in this notebook."""
    show_project_tool(FishboneTool)


def _example() -> Fishbone:
    record = Fishbone(problem="Residents fall at night on the way to the toilet")
    bones = {bone.name: bone.id for bone in record.bones}

    def add(bone: str, text: str, *, behind: str = "", is_likely: bool = False) -> str:
        cause = Cause(bone=bones[bone], text=text, behind=behind, is_likely=is_likely)
        record.causes.append(cause)
        return cause.id

    add("People", "One member of staff for fourteen residents after ten", is_likely=True)
    who = add("People", "Night staff do not know who gets up")
    add("People", "Handover is at the desk", behind=who)
    add("Process", "Last round at nine, next at two", is_likely=True)
    add("Process", "Evening drinks come late")
    add("Place", "Long walk in the dark")
    add("Place", "Call bell out of reach")
    add("Equipment", "Slippers without grip")
    add("Information", "No list of who fell before")
    add("Patients", "New water tablets given in the evening")
    return record
