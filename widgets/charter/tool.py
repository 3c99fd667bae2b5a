"""*Charter*: what a team sets out to do, on one page, and who backs it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_lib.journey.charter import whole_charter
from qi_lib.model import ProjectBundle, ToolDocument
from qi_lib.model.charter import Risk, WholeCharter
from qi_lib.model.document import Document
from qi_lib.tools import TOOLS
from widgets.charter.open_charter import OpenCharter, read_versions
from widgets.charter.sections import SECTIONS, CharterView, first_open
from widgets.frame.screen import Actions, Button, Part, Screen
from widgets.practice.charter_example import example_project
from widgets.record.document_tool import DocumentTool
from widgets.record.open_document import OpenDocument
from widgets.record.project_tool import show_project_tool
from widgets.record.version_changes import say_changes

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["CharterTool", "charter"]

_SAID = {
    "title": "the name",
    "problem": "the problem",
    "change": "the change",
    "aim": "the aim",
    "scope": "what is in scope",
    "out_of_scope": "what is not in scope",
    "involvement": "how service users take part",
    "starts": "the dates",
    "review": "the dates",
    "risks": "the risks",
}


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

    _section = ""

    @property
    def bundle(self) -> ProjectBundle:
        """The whole project with the charter as it is now; an invented one in practice."""
        document = self._open_document
        assert isinstance(document, OpenCharter), "what this tool opens"
        return document.bundle

    def example(self) -> WholeCharter:
        """Give the charter of an invented project."""
        return whole_charter(example_project(self.today))

    def begin(self) -> WholeCharter:
        """Begin with what the project says already; it is read from there."""
        return WholeCharter()

    def open_document(self, project: "ProjectHandle | None", begin: Document) -> OpenDocument:
        """Open the charter of a project."""
        if project is None:
            return OpenCharter(None, example_project(self.today))
        return OpenCharter(project, ProjectBundle(project=project.record))

    def versions(self) -> list[ToolDocument]:
        """Read every version of the page, newest first."""
        assert self.project is not None, "practice has no history"
        return read_versions(self.project)

    def say_versions(self, versions: list[ToolDocument]) -> Callable[[ToolDocument], str]:
        """Say what a version changed."""
        return say_changes(versions, _SAID, quiet=WholeCharter.model_fields.keys() - _SAID.keys())

    def choose(self, item_id: str) -> None:
        """Go to a section that was tapped on the page, or choose a risk."""
        if item_id in SECTIONS:
            self._section, self.chosen, self.focus = item_id, "", ""
        else:
            super().choose(item_id)

    def screen(self) -> Screen:
        """Draw the page, or one of its sections."""
        if self._document is None or self._place == "history" or not self._section:
            drawn = super().screen()
            return replace(drawn, go=self._carry_on()) if drawn.is_wide else drawn
        return self._section_screen(self._section)

    def parts(self) -> tuple[Part, ...]:
        """Offer the sections below the page."""
        buttons = tuple(
            Button(label=one.name, act="section", value=key) for key, one in SECTIONS.items()
        )
        return (Actions(name="sections", label="Parts of the charter", buttons=buttons),)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Go to a section or back to the page, or add a risk."""
        if name == "section":
            self._section, self.chosen = value, ""
        elif name == "add":
            self._add_risk(" ".join(kept.get("new.risk", "").split())[:300])

    def _add_risk(self, text: str) -> None:
        if not text:
            self.focus = "new.risk"
            return
        risk = Risk(text=text)
        self.change(lambda record: record.risks.append(risk))
        self.forget("new.risk")
        self.choose(risk.id)
        self.focus = f"{risk.id}.plan"

    def _carry_on(self) -> Button | None:
        key = first_open(self.record, self.bundle)
        if not key:
            return None
        return Button(label=f"Next: {SECTIONS[key].name.lower()}", act="section", value=key)

    def _section_screen(self, key: str) -> Screen:
        keys = list(SECTIONS)
        place = keys.index(key)
        section = SECTIONS[key]
        following = keys[place + 1] if place + 1 < len(keys) else ""
        label = f"Next: {SECTIONS[following].name.lower()}" if following else "See the page"
        return Screen(
            key=f"charter:{key}{':practice' if self.is_practice else ''}",
            question=section.question,
            hint=section.hint,
            parts=(self._bar(), *self._notes(), *section.draw(self._view())),
            step=place + 1,
            steps=len(keys),
            back=Button(label="The whole page", act="section") if following else None,
            go=Button(label=label, act="section", value=following),
        )

    def _view(self) -> CharterView:
        return CharterView(
            whole=self.record,
            bundle=self.bundle,
            chosen=self.chosen,
            clashes=self.clashes,
            today=self.today,
            apps=self.apps,
            is_practice=self.is_practice,
        )


def charter() -> None:
    """Show the charter in this notebook."""
    show_project_tool(CharterTool)
