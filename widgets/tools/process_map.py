"""*Process map*: what really happens, in lanes, with times and waste."""

import json

from qi_lib.drawing.process_map import lane_at
from qi_lib.errors import Refused
from qi_lib.model.process_map import WASTES, Lane, ProcessMap, Step, StepKind
from qi_lib.tables.cells import read_number
from qi_lib.tools import TOOLS
from widgets.frame.screen import (
    Button,
    Choice,
    Fold,
    Group,
    Links,
    Option,
    Part,
    Written,
)
from widgets.frame.tool import Answer
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ProcessMapTool", "process_map"]

_KINDS = (
    Option(value=StepKind.STEP, label="Step"),
    Option(value=StepKind.DECISION, label="Yes or no"),
    Option(value=StepKind.START, label="Start"),
    Option(value=StepKind.END, label="End"),
)
_TIMES = ("minutes", "wait_minutes")


class ProcessMapTool(DocumentTool):
    """Write one step after the other; drag a step into another lane or place."""

    tool = TOOLS["process-map"]
    keeps = frozenset({"add", "add-lane", "move", "place", "waste"})
    question = "What really happens?"
    tour = (
        "Write down what really happens, step by step, not what should happen. Walk it once with "
        "those who do it, and with a patient.",
        "Each lane is somebody who does steps. Drag a step into the lane of who does it, or up and "
        "down to another place.",
        "Tap a step to say how long it takes and how long things wait before it, and to mark what "
        "costs time and helps nobody.",
    )

    def example(self) -> ProcessMap:
        """Give the way of discharge medicines."""
        return _example()

    def field_of(self, item_id: str) -> str:
        """Name the field to type in."""
        is_lane = isinstance(self.record.find(item_id), Lane)
        return f"{item_id}.{'name' if is_lane else 'text'}"

    def save(self, answer: Answer) -> str:
        """Save a field; times are typed as people write numbers."""
        if answer.name.rpartition(".")[2] in _TIMES and answer.value.strip():
            number = read_number(answer.value)
            if number is None or number < 0:
                raise Refused(f"“{answer.value[:30]}” is not a number of minutes. Use figures.")
            answer = Answer(name=answer.name, value=f"{number:.15g}", base=answer.base)
        return super().save(answer)

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, and the way to add steps and lanes."""
        record: ProcessMap = self.record
        found = record.find(self.chosen)
        if isinstance(found, Step):
            return (self._step(record, found), _add(record, found))
        if isinstance(found, Lane):
            return (self._lane(record, found),)
        last = record.steps[-1] if record.steps else None
        return (_add(record, last), _add_lane())

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add or move a step, add a lane, mark waste."""
        if name == "add":
            self._add_step(value, kept)
        elif name == "add-lane":
            self._new_lane(kept)
        elif name == "move":
            step_id, by = value.split(" ")
            self.change(lambda record: record.move(step_id, int(by)))
        elif name == "waste":
            self._mark(*value.split(" ", 1))
        elif name == "place":
            self._drop(json.loads(value))

    def _add_step(self, after: str, kept: dict[str, str]) -> None:
        text = typed_words(kept, "new")
        if not text:
            self.focus = "new"
            return
        record: ProcessMap = self.record
        lane = kept.get("new.lane") or (record.lanes[0].id if record.lanes else "")
        step = Step(text=text, lane=lane, kind=StepKind.START if record.is_empty else StepKind.STEP)

        def edit(record: ProcessMap) -> None:
            place = next((i for i, one in enumerate(record.steps) if one.id == after), None)
            record.steps.insert(len(record.steps) if place is None else place + 1, step)

        self.change(edit)
        self.forget("new")
        self.chosen = step.id if self.chosen else ""
        self.focus = "new"

    def _new_lane(self, kept: dict[str, str]) -> None:
        name = typed_words(kept, "new.lane.name")
        if name:
            self.change(lambda record: record.lanes.append(Lane(name=name)))
            self.forget("new.lane.name")

    def _mark(self, step_id: str, waste: str) -> None:
        def edit(record: ProcessMap) -> None:
            step = record.find(step_id)
            if isinstance(step, Step):
                marked = [one for one in step.waste if one != waste]
                step.waste = marked if waste in step.waste else [*marked, waste]

        self.change(edit)

    def _drop(self, drop: dict[str, float]) -> None:
        """Take a step to the lane and the place in the order where it was dropped."""
        step_id = str(drop["id"])

        def edit(record: ProcessMap) -> None:
            step = record.find(step_id)
            if not isinstance(step, Step):
                return
            step.lane = lane_at(record, drop["x"])
            onto = record.find(str(drop["onto"]))
            if isinstance(onto, Step):
                places = {one.id: i for i, one in enumerate(record.steps)}
                record.move(step_id, places[onto.id] - places[step_id])

        self.change(edit)

    # Parts ----------------------------------------------------------------------------------------

    def _step(self, record: ProcessMap, step: Step) -> Part:
        form = self.form
        parts: list[Part] = [
            form.text(f"{step.id}.text", "What happens"),
            form.menu(f"{step.id}.lane", "Who does it", _lanes(record)),
            form.choice(f"{step.id}.kind", "What it is", _KINDS, columns=4, is_quiet=True),
            form.text(f"{step.id}.minutes", "Takes, in minutes", mode="decimal"),
            form.text(f"{step.id}.wait_minutes", "Waits before, in minutes", mode="decimal"),
        ]
        if step.kind is StepKind.DECISION:
            nowhere = Option(value="", label="Nowhere")
            others = _steps(record, without=step.id)
            parts.insert(3, form.menu(f"{step.id}.no_to", "If “no”, go to", (nowhere, *others)))
        earlier, later = (
            Button(label=label, act="move", value=f"{step.id} {by}")
            for label, by in (("Earlier", -1), ("Later", 1))
        )
        parts.append(_wastes(step))
        return edit_group(step.id, "The step", *parts, more=(earlier, later))

    def _lane(self, record: ProcessMap, lane: Lane) -> Part:
        name = self.form.text(f"{lane.id}.name", "Who")
        remove = "Remove the lane" if len(record.lanes) > 1 else ""
        return edit_group(lane.id, "Lane", name, remove=remove)


def _wastes(step: Step) -> Part:
    buttons = tuple(
        Button(
            label=("✓ " if waste in step.waste else "") + waste,
            act="waste",
            value=f"{step.id} {waste}",
        )
        for waste in WASTES
    )
    return Fold(
        name=f"waste-{step.id}",
        label="Mark waste",
        parts=(Links(name="wastes", label="Waste", buttons=buttons),),
        is_open=bool(step.waste),
    )


def _add(record: ProcessMap, after: Step | None) -> Part:
    lanes, place = _lanes(record), after.id if after else ""
    text = new_text("new", "Next step" if after else "How does it begin?", value=place)
    who = Choice(
        name="new.lane",
        label="Who does it",
        options=lanes,
        value=after.lane if after else "",
        columns=min(len(lanes), 4) or 1,
        is_kept=True,
        is_quiet=True,
    )
    add = Button(label="Add step", act="add", value=place)
    return Group(name="add", label="Next step", parts=(text, who), buttons=(add,))


def _add_lane() -> Part:
    text = new_text("new.lane.name", "Who else does steps?", act="add-lane")
    add = Button(label="Add lane", act="add-lane")
    group = Group(name="add-lane", label="Another lane", parts=(text,), buttons=(add,))
    return Fold(name="fold-lane", label="Another lane", parts=(group,))


def _lanes(record: ProcessMap) -> tuple[Option, ...]:
    return tuple(Option(value=one.id, label=Written(one.name or "…")) for one in record.lanes)


def _steps(record: ProcessMap, *, without: str) -> tuple[Option, ...]:
    others = [one for one in record.steps if one.id != without]
    return tuple(Option(value=one.id, label=Written(one.text or "…")) for one in others)


def process_map() -> None:
    """Show the process map in this notebook."""
    show_project_tool(ProcessMapTool)


def _example() -> ProcessMap:
    patient, ward, pharmacy = (Lane(name=name) for name in ("Patient", "Ward", "Pharmacy"))
    steps = [
        Step(text="Told that they go home", lane=patient.id, kind=StepKind.START),
        Step(text="Doctor writes the list of medicines", lane=ward.id, minutes=15, wait_minutes=150,
             waste=["Waiting"]),
        Step(text="Is the list complete?", lane=pharmacy.id, kind=StepKind.DECISION, minutes=10,
             wait_minutes=45),
        Step(text="Medicines are made up", lane=pharmacy.id, minutes=35),
        Step(text="Somebody fetches them", lane=ward.id, minutes=20, wait_minutes=40,
             waste=["Waiting", "Walking and moving"]),
        Step(text="Goes home", lane=patient.id, kind=StepKind.END),
    ]  # fmt: skip
    steps[2].no_to = steps[1].id
    return ProcessMap(lanes=[patient, ward, pharmacy], steps=steps)
