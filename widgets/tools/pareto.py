"""*Pareto*: count what happens, and see which few kinds make most of it."""

from collections import Counter

from qi_lib.model.pareto import Category, Tally
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Fold, Group, Links, Part, Text, Written
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ParetoTool", "pareto"]


class ParetoTool(DocumentTool):
    """Name the kinds, tap one each time it happens, or paste a list that was kept elsewhere."""

    tool = TOOLS["pareto"]
    keeps = frozenset({"add", "count"})
    question = "Which few make most of it?"
    tour = (
        "Name the kinds of thing that happen: the reasons for a delay, the places of a fall. Then "
        "tap a kind each time it happens. One more is counted.",
        "Have you kept a list? Paste the column: one line for each time it happened.",
        "The longest bars come first. Look for the few that make most of it, and begin there.",
    )

    def begin(self) -> Tally:
        """Start with nothing counted."""
        return Tally(subject=self.opened.record.aim.what)

    def example(self) -> Tally:
        """Give reasons for late discharges."""
        counts = {
            "Medicines not ready": 41,
            "Waiting for transport": 23,
            "Letter not written": 9,
            "No place to go to": 6,
            "Waiting for a scan": 4,
            "Other": 3,
        }
        categories = [Category(text=text, count=count) for text, count in counts.items()]
        return Tally(subject="Late discharges", categories=categories)

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, the buttons to count with, and how to add."""
        found = self.record.find(self.chosen)
        edit = (self._category(found),) if isinstance(found, Category) else ()
        return (*edit, *self._counters(), _add(), _paste())

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Count one, add a kind, or take a pasted list."""
        if name == "count":
            self.change(lambda record: _count(record, value))
        elif name == "add":
            self._new(typed_words(kept, "new"))
        elif name == "paste":
            self._take(kept.get("pasted", ""))

    def _new(self, text: str) -> None:
        if text:
            self.change(lambda record: record.categories.append(Category(text=text)))
            self.forget("new")
        self.focus = "new"

    def _take(self, pasted: str) -> None:
        counts = Counter(" ".join(line.split()) for line in pasted.splitlines() if line.strip())
        if not counts:
            self.focus = "pasted"
            return

        def edit(record: Tally) -> None:
            known = {one.text.lower(): one for one in record.categories}
            for text, count in counts.items():
                category = known.get(text.lower())
                if category is None:
                    record.categories.append(Category(text=text, count=count))
                else:
                    category.count += count

        self.change(edit)
        self.forget("pasted")
        total = sum(counts.values())
        self.told = f"{total} counted in {len(counts)} {'kind' if len(counts) == 1 else 'kinds'}."

    def _counters(self) -> tuple[Part, ...]:
        buttons = tuple(
            Button(
                label=Written(f"+ {one.text or '…'}"),
                hint=f"{one.count}",
                act="count",
                value=one.id,
            )
            for one in self.record.categories
        )
        if not buttons:
            return ()
        return (Links(name="counters", label="Tap when it happens", buttons=buttons),)

    def _category(self, category: Category) -> Part:
        return edit_group(
            category.id,
            "The kind",
            self.form.text(f"{category.id}.text", "The kind"),
            self.form.text(f"{category.id}.count", "Counted", mode="decimal"),
        )


def _add() -> Part:
    new = new_text("new", "Another kind", hint="A reason, a place, a sort of error.")
    add = Button(label="Add kind", act="add")
    return Group(name="add", label="Another kind", parts=(new,), buttons=(add,))


def _paste() -> Part:
    label = "A list, one line for each time it happened"
    text = Text(name="pasted", label=label, rows=5, is_kept=True)
    take = Button(label="Count the list", act="paste")
    group = Group(name="paste", label="Paste a list", parts=(text,), buttons=(take,))
    return Fold(name="fold-paste", label="Paste a list", parts=(group,))


def pareto() -> None:
    """Show the Pareto chart in this notebook."""
    show_project_tool(ParetoTool)


def _count(record: Tally, category_id: str) -> None:
    category = record.find(category_id)
    if isinstance(category, Category):
        category.count += 1
