"""*FMEA*: what can go wrong, how bad, how often, would anybody notice, and what to do."""

from qi_lib.model.fmea import FMEA, Failure
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Group, Option, Part
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["FMEATool", "fmea"]

_SCORES = (
    ("severity", "How bad would it be?", "no harm", "a death"),
    ("occurrence", "How often does it happen?", "hardly ever", "all the time"),
    ("detection", "Would anybody notice in time?", "surely", "surely not"),
)
_MORE = {
    "step": "At which step",
    "effect": "What comes of it",
    "cause": "Why it happens",
    "action": "What you will do",
    "who": "Who does it",
}


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
        hint = "Something that goes wrong, or could."
        new = new_text("new", "Another way to fail", hint=hint)
        add = Button(label="Add", act="add")
        group = Group(name="add", label="Add", parts=(new,), buttons=(add,))
        return (self._failure(found), group) if isinstance(found, Failure) else (group,)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a way to fail."""
        text = typed_words(kept, "new")
        if name != "add" or not text:
            self.focus = "new"
            return
        failure = Failure(text=text)
        self.change(lambda record: record.failures.append(failure))
        self.forget("new")
        self.choose(failure.id)

    def _failure(self, failure: Failure) -> Part:
        return edit_group(
            failure.id,
            "What can go wrong",
            self.form.text(f"{failure.id}.text", "What goes wrong"),
            *(self._score(failure, *score) for score in _SCORES),
            *(self.form.text(f"{failure.id}.{field}", label) for field, label in _MORE.items()),
        )

    def _score(self, failure: Failure, field: str, label: str, low: str, high: str) -> Part:
        ends = {1: f": {low}", 10: f": {high}"}
        options = tuple(
            Option(value=str(number), label=f"{number}{ends.get(number, '')}")
            for number in range(1, 11)
        )
        return self.form.menu(f"{failure.id}.{field}", label, options)


def fmea() -> None:
    """Show the FMEA in this notebook."""
    show_project_tool(FMEATool)
