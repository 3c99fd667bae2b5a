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
    Menu,
    Option,
    Part,
    Text,
    Written,
)
from widgets.frame.tool import Answer
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["ProcessMapTool", "process_map"]

_KINDS = (
    Option(value=StepKind.STEP, label="Step"),
    Option(value=StepKind.DECISION, label="Yes or no"),
    Option(value=StepKind.START, label="Start"),
    Option(value=StepKind.END, label="End"),
)
_DONE = Button(label="Done", act="choose")
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
            return (self._step(record, found), self._add(found))
        if isinstance(found, Lane):
            return (self._lane(record, found),)
        last = record.steps[-1] if record.steps else None
        return (self._add(last), self._add_lane())

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
        text = " ".join(kept.get("new", "").split())
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
        name = " ".join(kept.get("new.lane.name", "").split())
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
        lanes = tuple(Option(value=one.id, label=Written(one.name or "…")) for one in record.lanes)
        name = f"{step.id}.text"
        parts: list[Part] = [
            Text(name=name, label="What happens", value=step.text, clash=self.clash(name)),
            Menu(name=f"{step.id}.lane", label="Who does it", options=lanes, value=step.lane),
            Choice(
                name=f"{step.id}.kind", label="What it is", options=_KINDS, value=step.kind,
                columns=4, is_quiet=True,
            ),
            self._time(step, "minutes", "Takes, in minutes"),
            self._time(step, "wait_minutes", "Waits before, in minutes"),
        ]  # fmt: skip
        if step.kind is StepKind.DECISION:
            parts.insert(3, self._no_to(record, step))
        parts.append(self._wastes(step))
        return Group(
            name=f"edit-{step.id}",
            label="The step",
            parts=tuple(parts),
            buttons=(
                Button(label="Earlier", act="move", value=f"{step.id} -1"),
                Button(label="Later", act="move", value=f"{step.id} 1"),
                Button(label="Remove", act="remove", value=step.id),
                _DONE,
            ),
        )

    def _time(self, step: Step, field: str, label: str) -> Part:
        name = f"{step.id}.{field}"
        value = self.field(name)
        return Text(name=name, label=label, value=value, mode="decimal", clash=self.clash(name))

    def _no_to(self, record: ProcessMap, step: Step) -> Part:
        others = [one for one in record.steps if one.id != step.id]
        options = (
            Option(value="", label="Nowhere"),
            *(Option(value=one.id, label=Written(one.text or "…")) for one in others),
        )
        return Menu(
            name=f"{step.id}.no_to", label="If “no”, go to", options=options, value=step.no_to
        )

    def _wastes(self, step: Step) -> Part:
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

    def _lane(self, record: ProcessMap, lane: Lane) -> Part:
        name = f"{lane.id}.name"
        text = Text(name=name, label="Who", value=lane.name, clash=self.clash(name))
        remove = Button(label="Remove the lane", act="remove", value=lane.id)
        buttons = (remove, _DONE) if len(record.lanes) > 1 else (_DONE,)
        return Group(name=f"edit-{lane.id}", label="Lane", parts=(text,), buttons=buttons)

    def _add(self, after: Step | None) -> Part:
        record: ProcessMap = self.record
        lanes = tuple(Option(value=one.id, label=Written(one.name or "…")) for one in record.lanes)
        text = Text(
            name="new",
            label="Next step" if after else "How does it begin?",
            is_kept=True,
            submits="add",
            submits_value=after.id if after else "",
        )
        who = Choice(
            name="new.lane",
            label="Who does it",
            options=lanes,
            value=after.lane if after else "",
            columns=min(len(lanes), 4) or 1,
            is_kept=True,
            is_quiet=True,
        )
        add = Button(label="Add step", act="add", value=after.id if after else "")
        return Group(name="add", label="Next step", parts=(text, who), buttons=(add,))

    def _add_lane(self) -> Part:
        text = Text(
            name="new.lane.name",
            label="Who else does steps?",
            is_kept=True,
            submits="add-lane",
        )
        add = Button(label="Add lane", act="add-lane")
        group = Group(name="add-lane", label="Another lane", parts=(text,), buttons=(add,))
        return Fold(name="fold-lane", label="Another lane", parts=(group,))


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
