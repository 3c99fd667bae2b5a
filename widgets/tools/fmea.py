"""*FMEA*: what can go wrong, how bad, how often, would anybody notice, and what to do."""

from qi_lib.model.fmea import FMEA, Failure
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Group, Menu, Option, Part, Text
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["FMEATool", "fmea"]

_DONE = Button(label="Done", act="choose")
_SCORES = (
    ("severity", "How bad would it be?", "no harm", "a death"),
    ("occurrence", "How often does it happen?", "hardly ever", "all the time"),
    ("detection", "Would anybody notice in time?", "surely", "surely not"),
)


class FMEATool(DocumentTool):
    """List the ways to fail and score each; the most severe stand first."""

    tool = TOOLS["fmea"]
    question = "What can go wrong?"
    tour = (
        "Go through the process step by step, and write down each way in which it can fail.",
        "Score each three times from 1 to 10: how bad, how often, and how unlikely it is that "
        "somebody notices in time. The three multiplied give the risk number.",
        "The most severe stand first, whatever their number: what can kill comes before what "
        "annoys. Write down what you will do about the first few.",
    )

    def example(self) -> FMEA:
        """Give the ways in which discharge medicines go wrong."""
        return FMEA(
            failures=[
                Failure(text="Two patients’ bags are mixed up", step="Handing over", severity=9,
                        occurrence=2, detection=6, effect="The wrong medicine is taken"),
                Failure(text="A stopped medicine is still on the list", step="Writing the list",
                        severity=7, occurrence=5, detection=7, effect="It is taken on at home"),
                Failure(text="The list is written too late", step="Writing the list", severity=3,
                        occurrence=9, detection=1, effect="The bed is free three hours later"),
            ]
        )  # fmt: skip

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, and the way to add."""
        found = self.record.find(self.chosen)
        new = Text(
            name="new",
            label="Another way to fail",
            hint="Something that goes wrong, or could.",
            is_kept=True,
            submits="add",
        )
        add = Group(
            name="add", label="Add", parts=(new,), buttons=(Button(label="Add", act="add"),)
        )
        return (self._failure(found), add) if isinstance(found, Failure) else (add,)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a way to fail."""
        text = " ".join(kept.get("new", "").split())
        if name != "add" or not text:
            self.focus = "new"
            return
        failure = Failure(text=text)
        self.change(lambda record: record.failures.append(failure))
        self.forget("new")
        self.choose(failure.id)

    def _failure(self, failure: Failure) -> Part:
        return Group(
            name=f"edit-{failure.id}",
            label="What can go wrong",
            parts=(
                self._text(failure, "text", "What goes wrong"),
                *(self._score(failure, *score) for score in _SCORES),
                self._text(failure, "step", "At which step"),
                self._text(failure, "effect", "What comes of it"),
                self._text(failure, "cause", "Why it happens"),
                self._text(failure, "action", "What you will do"),
                self._text(failure, "who", "Who does it"),
            ),
            buttons=(Button(label="Remove", act="remove", value=failure.id), _DONE),
        )

    def _text(self, failure: Failure, field: str, label: str) -> Part:
        name = f"{failure.id}.{field}"
        return Text(name=name, label=label, value=self.field(name), clash=self.clash(name))

    def _score(self, failure: Failure, field: str, label: str, low: str, high: str) -> Part:
        ends = {1: f": {low}", 10: f": {high}"}
        options = tuple(
            Option(value=str(number), label=f"{number}{ends.get(number, '')}")
            for number in range(1, 11)
        )
        name = f"{failure.id}.{field}"
        return Menu(name=name, label=label, options=options, value=self.field(name))


def fmea() -> None:
    """Show the FMEA in this notebook."""
    show_project_tool(FMEATool)
