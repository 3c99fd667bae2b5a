"""*Five whys*: ask why until there is something that can be changed."""

from qi_lib.errors import QIError
from qi_lib.model.fishbone import Cause, Fishbone
from qi_lib.model.five_whys import FiveWhys, Why
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Choice, Group, Option, Part, Written
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.open_document import OpenDocument
from widgets.record.project_tool import show_project_tool

__all__ = ["FiveWhysTool", "five_whys"]

_ROOT = (
    Option(value="False", label="Ask on", hint="There is a why behind it"),
    Option(value="True", label="We can change this", hint="A cause worth working on"),
)
_LONGEST = 200


class FiveWhysTool(DocumentTool):
    """Begin at what happened; each answer can have several whys of its own."""

    tool = TOOLS["five-whys"]
    question = "Why does it happen?"
    tour = (
        "Write down one thing that really happened. Then ask why it happened, and write the answer "
        "as a fact, not as somebody’s fault.",
        "Ask why again of each answer. About five times is usual. Stop where you reach something "
        "that you could change, and mark it.",
    )

    def begin(self) -> FiveWhys:
        """Start with the project's problem."""
        return FiveWhys(problem=_first_sentence(self.opened.record.problem))

    def example(self) -> FiveWhys:
        """Give the whys of one fall."""
        record = FiveWhys(problem="A resident fell at four in the morning on the way to the toilet")
        of = ""
        for number, text in enumerate(
            (
                "She got up alone in the dark",
                "Nobody knew that she gets up at that time",
                "The evening shift knows it, the night shift does not",
                "Handover happens at the desk and names only who is unwell",
                "There is no place in the handover for who may get up",
            )
        ):
            record.whys.append(Why(text=text, of=of, is_root=number == 4))
            of = record.whys[-1].id
        return record

    def field_of(self, item_id: str) -> str:
        """Name the field to type in."""
        return "problem" if item_id == "problem" else f"new.{item_id}"

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, or the problem and its first why."""
        record: FiveWhys = self.record
        found = record.find(self.chosen)
        if isinstance(found, Why):
            return (self._why(record, found),)
        hint = "One event, as it was. No names."
        problem = self.form.text("problem", "What happened?", hint=hint, rows=2)
        first = new_text("new.", "Why did it happen?")
        add = Button(label="Add why", act="add", value="")
        return (
            Group(name="edit-problem", label="What happened", parts=(problem,)),
            Group(name="first", label="Why", parts=(first,), buttons=(add,)),
        )

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add an answer, or take one to the fishbone."""
        if name == "add":
            self._add(value, kept)
        elif name == "fishbone":
            self._take(value, kept)

    def _add(self, of: str, kept: dict[str, str]) -> None:
        field = f"new.{of}"
        text = typed_words(kept, field)
        if not text:
            self.focus = field
            return
        why = Why(text=text, of=of)
        self.change(lambda record: record.whys.append(why))
        self.forget(field)
        self.choose(why.id)

    def _why(self, record: FiveWhys, why: Why) -> Part:
        more = [Button(label="Add why", act="add", value=why.id)]
        parts: list[Part] = [
            new_text(f"new.{why.id}", "And why is that?", value=why.id),
            self.form.choice(f"{why.id}.is_root", "Go on?", _ROOT, is_quiet=True),
            self.form.text(f"{why.id}.text", "The answer"),
        ]
        bones = self._bones() if why.is_root and not why.in_fishbone else ()
        if bones:
            parts.append(
                Choice(
                    name=f"bone.{why.id}",
                    label="On which bone of the fishbone?",
                    options=bones,
                    columns=3,
                    is_kept=True,
                )
            )
            more.append(Button(label="Take to fishbone", act="fishbone", value=why.id))
        return edit_group(why.id, f"Why {record.depth(why)}", *parts, more=tuple(more))

    def _bones(self) -> tuple[Option, ...]:
        if self.is_practice:
            return ()
        try:
            fishbone = self._fishbone()
        except QIError:
            return ()  # an offer, not worth an error
        return tuple(Option(value=one.id, label=Written(one.name)) for one in fishbone.record.bones)

    def _fishbone(self) -> OpenDocument:
        return OpenDocument(TOOLS["fishbone"], self.opened, Fishbone(problem=self.record.problem))

    def _take(self, why_id: str, kept: dict[str, str]) -> None:
        found = self.record.find(why_id)
        fishbone = self._fishbone()
        bone = kept.get(f"bone.{why_id}") or fishbone.record.bones[0].id
        cause = Cause(bone=bone, text=found.text, is_likely=True)
        fishbone.change(lambda record: record.causes.append(cause))

        def mark(record: FiveWhys) -> None:
            why = record.find(why_id)
            if isinstance(why, Why):
                why.in_fishbone = True

        self.change(mark)
        self.told = "It is on the fishbone, marked to look into first."


def _first_sentence(text: str) -> str:
    first = text.strip().split("\n")[0].split(". ")[0]
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " …"


def five_whys() -> None:
    """Show five whys in this notebook."""
    show_project_tool(FiveWhysTool)
