"""*Driver diagram*: what drives the aim, and what could be changed."""

import json

from qi_lib.journey.untested_ideas import idea_key
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level, Strength
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Fold, Group, Links, Option, Part, Text, Written
from widgets.record.change_ideas import kept_ideas
from widgets.record.document_form import edit_group, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool
from widgets.record.tried_before import TriedIdeas

__all__ = ["DriverDiagramTool", "drivers"]

_TRIED = "Tried by other teams"

_NAMES = {
    Level.PRIMARY: "Primary driver",
    Level.SECONDARY: "Secondary driver",
    Level.IDEA: "Change idea",
}
_QUESTIONS = {
    Level.PRIMARY: "What few big things must be right?",
    Level.SECONDARY: "What has to happen for that?",
    Level.IDEA: "What could you change, so that it happens?",
}
_NEXT = {None: "strong", Strength.STRONG: "weak", Strength.WEAK: ""}
_LINK_WORDS = {
    None: "Tap to link it",
    Strength.STRONG: "Strong link. Tap for a weak one",
    Strength.WEAK: "Weak link. Tap to take it away",
}


class DriverDiagramTool(DocumentTool):
    """Build the diagram from the aim to the right; each link is a claim that a test can change."""

    tool = TOOLS["drivers"]
    keeps = frozenset({"add", "link", "place"})
    question = "What drives your aim?"
    tour = (
        "On the left stands your aim. Next to it come a few primary drivers: the big things that "
        "must be right for the aim to be reached.",
        "Secondary drivers are what has to happen for those. On the right are change ideas: "
        "things you could really try.",
        "A driver may serve several others: drag one onto another to link them, or tap it and "
        "choose. It is a theory. Change it when your tests tell you more.",
    )
    plain_tour = (
        "On the left stands your goal. Next to it come the few big things that must be right for "
        "the goal to be reached.",
        "Then comes what has to happen for those, and on the right what you could really try.",
        "One thing may help several others: drag it onto another to link them, or tap it and "
        "choose. It is your best guess. Change it when your tests tell you more.",
    )

    def clear(self) -> None:
        """Begin again with nothing looked up."""
        super().clear()
        self._tried = TriedIdeas()
        self._typing: dict[str, str] = {}

    def begin(self) -> DriverDiagram:
        """Start with the project's aim."""
        return DriverDiagram(aim=self.opened.record.aim.sentence[:300])

    def example(self) -> DriverDiagram:
        """Give a diagram about falls at night."""
        return _example()

    def field_of(self, item_id: str) -> str:
        """Name the field to type in."""
        return "aim" if item_id == "aim" else f"{item_id}.text"

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, and what can be added."""
        record: DriverDiagram = self.record
        found = record.find(self.chosen)
        if self.chosen == "aim":
            text = self.form.text("aim", "The aim", rows=2)
            edit = edit_group("aim", "The aim", text, remove="")
            return (edit, self._new(Level.PRIMARY, "aim"))
        if isinstance(found, Driver):
            return self._driver(record, found)
        return (self._new(Level.PRIMARY, "aim"),)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a driver, link two, or take a drop."""
        if name == "add":
            self._add(value, kept)
        elif name == "keep":
            self._keep(value)
        elif name == "link":
            source, target, strength = value.split(" ")
            self._link(source, target, Strength(strength) if strength != "none" else None)
        elif name == "place":
            self._drop(json.loads(value))

    def _add(self, value: str, kept: dict[str, str]) -> None:
        level, under = value.split(" ")
        field = f"new.{level}.{under}"
        text = typed_words(kept, field)
        if not text:
            self.focus = field
            return
        driver = Driver(text=text, level=Level(level))

        def edit(record: DriverDiagram) -> None:
            record.drivers.append(driver)
            record.set_link(driver.id, under, Strength.STRONG)

        self.change(edit)
        self.forget(field)
        self.focus = field

    def _keep(self, text: str) -> None:
        """Take over another team's idea, for the driver that is chosen."""
        driver = Driver(text=text, level=Level.IDEA)

        def edit(record: DriverDiagram) -> None:
            if idea_key(text) not in kept_ideas(record):
                record.drivers.append(driver)
                record.set_link(driver.id, self.chosen, Strength.STRONG)

        self.change(edit)

    def _link(self, source: str, target: str, strength: Strength | None) -> None:
        self.change(lambda record: record.set_link(source, target, strength))

    def _drop(self, drop: dict[str, str]) -> None:
        """Link what was dropped onto another, whichever of the two stands further right."""
        for source, target in ((drop["id"], drop["onto"]), (drop["onto"], drop["id"])):
            if self.record.may_link(source, target):
                if self.record.link(source, target) is None:
                    self._link(source, target, Strength.STRONG)
                return
        self.told = "Drop a driver onto one in another column to link them. Tap it to change it."

    # Parts ----------------------------------------------------------------------------------------

    def _driver(self, record: DriverDiagram, driver: Driver) -> tuple[Part, ...]:
        label = _NAMES[driver.level]
        text = self.form.text(f"{driver.id}.text", label)
        edit = edit_group(driver.id, label, text, *self._attach(driver))
        following = {Level.PRIMARY: Level.SECONDARY, Level.SECONDARY: Level.IDEA}
        new = [self._new(following[driver.level], driver.id)] if driver.level in following else []
        return (edit, *new, *_links(record, driver))

    def _attach(self, driver: Driver) -> list[Part]:
        project = self.document.bundle
        none = Option(value="", label="None")
        measures = [Option(value=one.id, label=Written(one.name)) for one in project.measures]
        cycles = [
            Option(value=one.id, label=Written(f"{one.number}. {one.title}"))
            for one in project.cycles
        ]
        parts: list[Part] = []
        if measures:
            name = f"{driver.id}.measure"
            parts.append(self.form.menu(name, "Measured by", (none, *measures)))
        if cycles and driver.level is Level.IDEA:
            parts.append(self.form.menu(f"{driver.id}.cycle", "Tested in", (none, *cycles)))
        return parts

    def _new(self, level: Level, under: str) -> Part:
        name = f"new.{level}.{under}"
        text = Text(
            name=name,
            label=f"Another {_NAMES[level].lower()}" if under == "aim" else _NAMES[level],
            hint=_QUESTIONS[level],
            is_kept=True,
            is_watched=level is Level.IDEA,
            submits="add",
            submits_value=f"{level} {under}",
        )
        add = Button(label=f"Add {_NAMES[level].lower()}", act="add", value=f"{level} {under}")
        tried = self._tried_by_others(name) if level is Level.IDEA else ()
        return Group(name=f"add-{under}", label=_NAMES[level], parts=(text, *tried), buttons=(add,))

    def _tried_by_others(self, field: str) -> tuple[Part, ...]:
        """Offer ideas of other projects, like this driver and what is being typed."""
        self._look(self._typing.get(field, ""))
        part = self._tried.part(kept_ideas(self.record), title=_TRIED, with_projects=False)
        return (part,) if part.ideas else ()

    def typed(self, name: str, value: str) -> bool:
        """Look for what other teams tried, in the words that are being typed."""
        self._typing = {name: value}
        return self._look(value)

    def _look(self, typed: str) -> bool:
        mine, driver = self.opened.record, self.record.find(self.chosen)
        about = driver.text if isinstance(driver, Driver) else ""
        text = f"{mine.title} {mine.aim.what} {mine.problem} {about} {typed}"
        return self._tried.look(self.hub, text, without=mine.slug)


def drivers() -> None:
    """Show the driver diagram in this notebook."""
    show_project_tool(DriverDiagramTool)


def _links(record: DriverDiagram, driver: Driver) -> tuple[Part, ...]:
    targets = [one for one in record.drivers if record.may_link(driver.id, one.id)]
    if not targets:
        return ()
    buttons = []
    for one in targets:
        link = record.link(driver.id, one.id)
        strength = link.strength if link else None
        value = f"{driver.id} {one.id} {_NEXT[strength] or 'none'}"
        buttons.append(
            Button(
                label=Written(one.text or "…"),
                hint=_LINK_WORDS[strength],
                act="link",
                value=value,
            )
        )
    links = Links(name=f"links-{driver.id}", label="What it drives", buttons=tuple(buttons))
    is_open = not any(one.source == driver.id for one in record.links)
    return (
        Fold(name=f"fold-{driver.id}", label="What it drives", parts=(links,), is_open=is_open),
    )


def _example() -> DriverDiagram:
    record = DriverDiagram(aim="From 9 falls a month to 5 or fewer at Larch House by January")

    def add(level: Level, text: str, *targets: str, weak: str = "") -> str:
        driver = Driver(level=level, text=text)
        record.drivers.append(driver)
        for target in targets:
            record.set_link(driver.id, target, Strength.STRONG)
        if weak:
            record.set_link(driver.id, weak, Strength.WEAK)
        return driver.id

    knowing = add(Level.PRIMARY, "We know who is likely to get up")
    safe = add(Level.PRIMARY, "The way to the toilet is safe")
    quiet = add(Level.PRIMARY, "Evenings are calm")
    handover = add(Level.SECONDARY, "Handover names those at risk", knowing)
    rounds = add(Level.SECONDARY, "Somebody looks in before they get up", knowing, weak=safe)
    light = add(Level.SECONDARY, "The way is lit and clear", safe)
    drinks = add(Level.SECONDARY, "Last drinks come earlier", quiet)
    add(Level.IDEA, "Two-minute huddle at the bedside", handover)
    add(Level.IDEA, "Toilet round at seven and at eleven", rounds, weak=drinks)
    add(Level.IDEA, "Night lights that come on by themselves", light)
    add(Level.IDEA, "Seven o’clock tea", drinks)
    return record
