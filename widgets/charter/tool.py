"""*Charter*: what a team sets out to do, on one page, and who backs it."""

from typing import TYPE_CHECKING

from qi_lib.journey.charter import whole_charter
from qi_lib.model import ProjectBundle
from qi_lib.model.charter import Risk, WholeCharter
from qi_lib.tools import TOOLS
from widgets.charter.open_charter import OpenCharter
from widgets.charter.sections import SECTIONS, CharterView, first_open
from widgets.frame.screen import Actions, Button, Part, Screen
from widgets.practice.charter_example import example_project
from widgets.record.document_form import typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["CharterTool", "charter"]


class CharterTool(DocumentTool):
    """One question a screen, and all of them on one page; tap a part of the page to change it."""

    tool = TOOLS["charter"]
    question = "Your charter on a page"
    tour = (
        "What you wrote when you started is here already. Tap a part of the page to write in it.",
        "Say what is in and what is not, how service users take part, and what could go wrong.",
        "When it is ready, your sponsor finds it on their home page and approves it, or asks for "
        "changes.",
    )

    def clear(self) -> None:
        """Begin again on the whole page."""
        super().clear()
        self._section = ""

    def example(self) -> WholeCharter:
        """Give the charter of an invented project."""
        return whole_charter(self.practice_project())

    def practice_project(self) -> ProjectBundle:
        """Give an invented project with a finished charter."""
        return example_project(self.today)

    def open_document(self, project: "ProjectHandle") -> OpenCharter:
        """Open the charter of a project."""
        return OpenCharter(project)

    def choose(self, item_id: str) -> None:
        """Go to a section that was tapped on the page, or choose a risk."""
        if item_id in SECTIONS:
            self._section, self.chosen, self.focus = item_id, "", ""
        else:
            super().choose(item_id)

    def draw(self) -> Screen:
        """Draw the page, or one of its sections."""
        if self._document is None or self._showing == "history" or not self._section:
            return super().draw()
        return self._draw_section(self._section)

    def parts(self) -> tuple[Part, ...]:
        """Offer the sections below the page."""
        buttons = tuple(
            Button(label=one.name, act="section", value=key) for key, one in SECTIONS.items()
        )
        return (Actions(name="sections", label="Parts of the charter", buttons=buttons),)

    def next_step(self) -> Button | None:
        """Lead to the first section that is not filled in."""
        key = first_open(self.record, self.document.bundle)
        if not key:
            return None
        return Button(label=f"Next: {SECTIONS[key].name.lower()}", act="section", value=key)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Go to a section or back to the page, or add a risk."""
        if name == "section":
            self._section, self.chosen = value, ""
        elif name == "add":
            self._add_risk(typed_words(kept, "new.risk")[:300])

    def _add_risk(self, text: str) -> None:
        if not text:
            self.focus = "new.risk"
            return
        risk = Risk(text=text)
        self.change(lambda record: record.risks.append(risk))
        self.forget("new.risk")
        self.choose(risk.id)
        self.focus = f"{risk.id}.plan"

    def _draw_section(self, key: str) -> Screen:
        keys = list(SECTIONS)
        place = keys.index(key)
        section = SECTIONS[key]
        following = keys[place + 1] if place + 1 < len(keys) else ""
        label = f"Next: {SECTIONS[following].name.lower()}" if following else "See the page"
        view = CharterView(
            whole=self.record,
            bundle=self.document.bundle,
            form=self.form,
            chosen=self.chosen,
            today=self.today,
            apps=self.apps,
        )
        return Screen(
            key=f"charter:{key}",
            question=section.question,
            hint=section.hint,
            parts=(*self.head(), *section.draw(view)),
            step=place + 1,
            steps=len(keys),
            back=Button(label="The whole page", act="section") if following else None,
            go=Button(label=label, act="section", value=following),
        )


def charter() -> None:
    """Show the charter in this notebook."""
    show_project_tool(CharterTool)
