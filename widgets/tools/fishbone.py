"""*Fishbone*: what may cause the problem, bone by bone."""

from qi_lib.model.fishbone import Bone, Cause, Fishbone
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Choice, Group, Option, Part, Text
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["FishboneTool", "fishbone"]

_LIKELY = (
    Option(value="False", label="One of many"),
    Option(value="True", label="Look into first", hint="The team thinks it matters most"),
)


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

    def begin(self) -> Fishbone:
        """Start with the project's problem in the head."""
        problem = self.project.record.problem if self.project else ""
        first = problem.strip().split("\n")[0].split(". ")[0].rstrip(".")
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
            return (self._problem(record),)
        if isinstance(found, Bone):
            return (self._bone(record, found),)
        if isinstance(found, Cause):
            return (self._cause(record, found),)
        return (self._add_bone(),)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a cause, a cause behind it, or a bone."""
        field = f"new.{value}" if name != "bone" else "new.bone"
        text = " ".join(kept.get(field, "").split())
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

    def _problem(self, record: Fishbone) -> Part:
        text = Text(
            name="problem",
            label="The problem",
            value=record.problem,
            hint="What happens, to whom, how often? No solution in it yet.",
            rows=2,
            clash=self.clash("problem"),
        )
        return Group(name="edit-problem", label="The problem", parts=(text,), buttons=(_DONE,))

    def _bone(self, record: Fishbone, bone: Bone) -> Part:
        new = self._new(bone.id, f"A cause under “{bone.name}”", "What here could cause it?")
        name = Text(
            name=f"{bone.id}.name",
            label="Name of this bone",
            value=bone.name,
            clash=self.clash(f"{bone.id}.name"),
        )
        remove = Button(label="Remove the bone", act="remove", value=bone.id)
        return Group(
            name=f"edit-{bone.id}",
            label=f"The bone “{bone.name}”",
            parts=(new, name),
            buttons=(Button(label="Add cause", act="cause", value=bone.id), remove, _DONE),
        )

    def _cause(self, record: Fishbone, cause: Cause) -> Part:
        text = Text(
            name=f"{cause.id}.text",
            label="The cause",
            value=cause.text,
            clash=self.clash(f"{cause.id}.text"),
        )
        likely = Choice(
            name=f"{cause.id}.is_likely",
            label="How it looks to the team",
            options=_LIKELY,
            value=str(cause.is_likely),
            is_quiet=True,
        )
        new = self._new(cause.id, "Why does that happen?", "A cause behind this one.")
        return Group(
            name=f"edit-{cause.id}",
            label="The cause",
            parts=(text, likely, new),
            buttons=(
                Button(label="Add why", act="cause", value=cause.id),
                Button(label="Remove", act="remove", value=cause.id),
                _DONE,
            ),
        )

    def _add_bone(self) -> Part:
        new = self._new("bone", "Another bone", "Tap a bone or a cause to write on it.")
        return Group(
            name="edit-none",
            label="Add a bone",
            parts=(new,),
            buttons=(Button(label="Add bone", act="bone"),),
        )

    def _new(self, under: str, label: str, hint: str) -> Text:
        act = "bone" if under == "bone" else "cause"
        return Text(
            name=f"new.{under}", label=label, hint=hint, is_kept=True, submits=act,
            submits_value=under,
        )  # fmt: skip


_DONE = Button(label="Done", act="choose")


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
