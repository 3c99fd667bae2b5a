"""Practice in the tools that work on a project's own records, and that nothing of it is kept."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest

from gallery.identity.people import Person
from qi_lib.client import Hub, Project
from qi_lib.client.connection import Connection
from qi_lib.errors import NotAllowed, NotFound, Refused
from qi_lib.model import LookChoices, LookKind, ProjectBundle
from tests.widgets.conftest import Browser, all_parts, find, has, press, type_into
from widgets.chart.tool import ChartTool
from widgets.frame.screen import Button, Screen
from widgets.pdsa.tool import PDSATool
from widgets.practice.falls_example import FALLS, example_project
from widgets.practice.hub_in_memory import practice_hub
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import ProjectTool
from widgets.start.tool import StartTool
from widgets.warm_up import DOCUMENT_TOOLS

TODAY = dt.date(2025, 11, 25)
HubOf = Callable[..., Hub]
TOOLS = (ChartTool, PDSATool, StartTool)


class _OnlyWho(Connection):
    """Says who looks and what the organisation aims at; all else it refuses, to read and save."""

    def __init__(self, real: Hub) -> None:
        super().__init__("http://localhost", "")
        self._known = {"/me": real.me(), "/organisation": real.organisation()}

    def get(self, path: str, **_query: str) -> Any:
        assert path in self._known, f"practice asked the hub for {path}"
        known: Any = self._known[path]
        aims = [vars_of(aim) for aim in getattr(known, "strategic_aims", ())]
        return {**vars_of(known), **({"strategic_aims": aims} if aims else {})}

    def _ask(self, method: str, path: str, **_: Any) -> NoReturn:  # type: ignore[override]
        raise AssertionError(f"practice sent {method} {path} to the hub")


def vars_of(record: Any) -> dict[str, Any]:
    """Give the fields of a dataclass with slots."""
    return {name: getattr(record, name) for name in record.__slots__}


@pytest.fixture
def nobody_home(hub_of: HubOf) -> Hub:
    """A hub that only says who looks."""
    return Hub(_OnlyWho(hub_of()))


def _practise(tool: type[ProjectTool], hub: Hub, **address: str) -> Any:
    """Open a tool in practice; what is a field differs from tool to tool."""
    opened = tool(lambda: hub, today=TODAY, apps="/apps/")
    opened.open({"practice": "1", **address})
    return opened


def _hrefs(screen: Screen) -> set[str]:
    buttons: list[Button] = [one for one in (screen.back, screen.go) if one]
    for part in all_parts(screen.parts):
        buttons.extend(getattr(part, "buttons", ()))
    return {one.href for one in buttons} - {""}


def _step_through(tool: ProjectTool) -> Iterator[Screen]:
    """Do in practice what people do, and give every screen that this leads to."""
    steps: dict[type[ProjectTool], list[tuple[str, str, dict[str, str]]]] = {
        ChartTool: [
            ("add", "", {"entry__when": "2025-11-01", "entry__value": "2"}),
            *[(name, "", {}) for name in ("undo", "redo", "settings", "past")],
            ("return", "1", {}),
            *[(name, "", {}) for name in ("targets", "define", "baseline", "looks")],
            ("look", LookKind.HISTOGRAM, {}),
            ("give", "", {}),
            ("paste", "", {"pasted": "Month\tFalls\n1/11/2025\t3\n1/12/2025\t2"}),
            ("use", "", {}),
            ("correct", "2025-10-01", {}),
            ("remove", "", {}),
            ("leave-out", "2025-09-01", {}),
            ("keep", "", {"mark__text": "A wrong count"}),
            ("switch", "", {}),
            ("new", "", {}),
            ("create", "", {"new__name": "Night lights given"}),
        ],
        PDSATool: [
            ("choose", "cyclesecon", {}),
            *[(name, "", {}) for name in ("history", "cycle")],
            ("add-task", "", {"task__text": "Ask the night staff"}),
            *[(name, "", {}) for name in ("undo", "redo", "cycles")],
            ("new", "", {"new__title": "A mat by one bed"}),
            ("undo", "", {}),
            ("redo", "", {}),
        ],
        StartTool: [
            *[("next", "", {})] * 6,
            *[(name, "", {}) for name in ("history", "back", "undo", "redo")],
        ],
    }
    yield tool.screen()
    for name, value, kept in steps[type(tool)]:
        yield press(tool, name, value, **kept)


@pytest.mark.parametrize("kind", TOOLS)
def test_nothing_that_is_done_in_practice_reaches_the_hub(
    kind: type[ProjectTool], nobody_home: Hub
) -> None:
    tool = _practise(kind, nobody_home)

    for screen in _step_through(tool):
        assert has(screen, "practice")
        assert screen.key.endswith(":practice")
        assert _hrefs(screen) <= {"/home"}, f"“{screen.question}” leads away"
    assert (tool.waits, tool.home, tool.address) == (frozenset(), "/home", {"practice": "1"})
    assert tool.typed("problem", "Residents fall") is False
    tool.look_again()


@pytest.mark.parametrize("kind", TOOLS)
def test_tool_that_is_empty_can_be_practised_on_from_the_first_screen(
    kind: type[ProjectTool], hub_of: HubOf, newcomer: Person
) -> None:
    tool: Any = kind(lambda: hub_of(newcomer), today=TODAY, apps="/apps/")
    tool.open({})
    assert not has(tool.screen(), "tour")

    press(tool, "practise")

    assert has(tool.screen(), "practice")
    press(tool, "ours")
    assert not has(tool.screen(), "practice")
    assert hub_of(newcomer).projects(mine=True) == []


@pytest.mark.parametrize("kind", TOOLS)
def test_tool_in_plain_mode_practises_too(
    kind: type[ProjectTool], nobody_home: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(kind(lambda: nobody_home, today=TODAY), monkeypatch, {"practice": "1"})

    browser.send(type="plain", on=True)

    assert browser.frame.plain
    assert browser.frame.screen["key"] != "trouble"
    assert "practice" in [part["name"] for part in browser.frame.screen["parts"]]


@pytest.mark.parametrize("kind", DOCUMENT_TOOLS)
def test_document_is_practised_on_with_every_button_and_reaches_no_hub(
    kind: type[DocumentTool], nobody_home: Hub
) -> None:
    tool = _practise(kind, nobody_home)
    first = next(iter(tool.record.items()), None)
    begun = tool.record

    for name, value in (("choose", first.id if first else ""), ("choose", ""), ("undo", "")):
        screen = press(tool, name, value)
        assert _hrefs(screen) <= {"/home"}, f"“{screen.question}” leads away"
    if first is not None:
        press(tool, "remove", first.id)
        assert tool.record != begun
        press(tool, "undo")

    assert tool.record == begun
    assert (tool.waits, tool.home, tool.address) == (frozenset(), "/home", {"practice": "1"})
    assert not tool.look_again()
    assert find(tool.screen(), "practice").buttons[0].label == "Leave practice"


# My chart ----------------------------------------------------------------------------------------


def test_example_chart_says_something_and_can_be_changed_and_undone(nobody_home: Hub) -> None:
    tool = _practise(ChartTool, nobody_home)
    screen = tool.screen()
    assert screen.question.startswith("Falls at night at Larch House are down by half")
    assert len(find(screen, "numbers").rows) == 30
    said = " ".join(" ".join(row) for row in find(screen, "marks").rows)
    assert "Norovirus" in said
    assert "From here on: Huddles at the bedside" in said
    assert any("target" in icon.words for icon in find(screen, "chart").icons)

    day = TODAY.replace(day=1).isoformat()
    screen = press(tool, "add", entry__when=day, entry__value="40")
    assert find(screen, "numbers").rows[0] == ("November 2025", "40")

    assert len(find(press(tool, "undo"), "numbers").rows) == 30
    assert len(find(press(tool, "redo"), "numbers").rows) == 31


def test_own_chart_comes_back_as_it_was_after_practice(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Two numbers")
    measure = project.add_measure(name="Waits")
    project.add_measure(name="Falls")
    tool = ChartTool(hub_of, today=TODAY)
    tool.open({"project": project.slug, "measure": measure.id})
    ours, scope = tool.address, tool.scope

    press(tool, "practise")
    press(tool, "add", entry__when="2025-11-01", entry__value="2")
    assert tool.address == {**ours, "practice": "1"}
    assert tool.scope != scope
    again = ChartTool(hub_of, today=TODAY)  # the kernel died
    again.open(tool.address)
    assert find(again.screen(), "practice").buttons[0].label == "Back to ours"

    for opened in (tool, again):
        screen = press(opened, "ours")
        assert (screen.question, opened.address, opened.scope) == ("Waits", ours, scope)
    assert hub_of().project(project.slug).measures[0].observations == []


def test_tour_of_an_empty_chart_is_offered_and_skipped(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="No numbers yet")
    tool = ChartTool(hub_of, today=TODAY)
    tool.open({"project": project.slug})

    tour = find(tool.screen(), "tour")
    assert [one.label for one in tour.buttons] == ["Next", "Skip", "See an example"]
    assert not has(press(tool, "tour", "-1"), "tour")

    screen = press(tool, "create", new__name="Falls")
    assert has(screen, "tour")  # of the measure, which has no number yet
    press(tool, "tour", "1")
    screen = press(tool, "tour", "2")
    assert [one.label for one in find(screen, "tour").buttons] == ["Start", "See an example"]
    assert not has(press(tool, "tour", "3"), "tour")


def test_plain_mode_asks_its_question_without_a_tour(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="No numbers yet")
    project.add_measure(name="Falls", frequency="day")
    tool = ChartTool(hub_of, today=TODAY)
    tool.is_plain = True

    tool.open({"project": project.slug})

    assert not has(tool.screen(), "tour")


# PDSA --------------------------------------------------------------------------------------------


def test_example_ramp_is_carried_on_and_taken_back(nobody_home: Hub) -> None:
    tool = _practise(PDSATool, nobody_home)
    assert "Adopted" in find(tool.screen(), "ramps").svg
    assert press(tool, "choose", "cyclesecon").question == "Do: what happened?"

    type_into(tool, "do", "Eleven of twelve. Nobody fell.")
    screen = press(tool, "step", "study")
    assert find(screen, "happened").text == "Eleven of twelve. Nobody fell."
    assert "Falls at night" in find(screen, "chart").label

    screen = press(tool, "undo")
    assert "Write down what happened first" in find(screen, "told").text


def test_cycle_made_in_practice_gets_the_next_number_and_follows(nobody_home: Hub) -> None:
    tool = _practise(PDSATool, nobody_home)
    press(tool, "choose", "cyclefirst")

    screen = press(tool, "follow")

    assert screen.hint == "Cycle 3: Huddle with everyone, for one day"
    assert [one.label for one in find(screen, "bar").buttons] == ["Undo", "Redo", "How it works"]


def test_tour_of_pdsa_is_offered_where_nothing_was_tested(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Nothing tested")
    tool = PDSATool(hub_of, today=TODAY)
    tool.open({"project": project.slug})
    assert has(tool.screen(), "tour")

    project.add_cycle(title="Huddle")
    tool.open({"project": project.slug})
    assert not has(press(tool, "tour", "-1"), "tour")


# Start -------------------------------------------------------------------------------------------


def test_practice_of_start_ends_with_starting_ones_own(hub_of: HubOf, newcomer: Person) -> None:
    tool = _practise(StartTool, hub_of(newcomer))
    assert find(tool.screen(), "problem").value.startswith("Residents get up at night")
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "strategic_aim", "zero-harm")
    press(tool, "next")
    missing = [check.label for check in find(tool.screen(), "parts").checks if not check.is_found]
    assert missing == ["By when"]
    type_into(
        tool, "sentence", "Cut falls at night from 9 a month to 4 at Larch House by June 2026"
    )
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "measure.name", "Falls")

    done = press(tool, "next")

    assert done.question == "This is how a project begins"
    assert "30 June 2026" in find(done, "aim").text
    assert done.go == Button(label="Start mine", act="ours")
    screen = press(tool, "ours")
    assert (screen.key, find(screen, "problem").value) == ("problem", "")
    assert hub_of(newcomer).projects(mine=True) == []


def test_tour_of_start_comes_only_when_asked_for(hub_of: HubOf, newcomer: Person) -> None:
    tool = StartTool(lambda: hub_of(newcomer), today=TODAY)
    tool.open({})
    screen = tool.screen()
    assert not has(screen, "tour")
    assert screen.parts[0].name == "problem"  # the question comes first

    screen = press(tool, "tour", "0")

    assert [one.label for one in find(screen, "tour").buttons] == ["Next", "Skip", "See an example"]


# The hub in memory -------------------------------------------------------------------------------


def _rewrite(project: Project) -> None:
    """Do with the client all that the tools do with it."""
    falls = project.measures[0]
    project.update(aim={"how_much": "by half"}, place="Larch House")
    falls.update(unit="falls")
    points = falls.observations
    falls.replace([*points[1:], points[0].model_copy(update={"value": 1.0})])
    falls.replace(points[:3])
    falls.go_back_to(1)
    added = project.add_measure(name="Huddles", id="measuretwo")
    project.remove_measure(added.id)
    project.add_measure(name="Huddles", id="measuretwo", unit="%")
    cycle = project.add_cycle(title="One day", id="cyclethird")
    cycle.update(prediction="It works", decision="adopt")
    project.add_cycle(title="One week", id="cyclefirth").remove()
    project.remove_measure(project.add_measure(name="Walks", id="measurethr").id)
    project.save_document("start", {"step": "aim"})
    project.save_document("start", {"step": "title", "direction": "up"})


def _told(project: Project) -> list[Any]:
    """Give all that can be read of a project, but for who saved it when."""
    measure, cycle = project.measures[0], project.cycles[-1]
    histories = (
        project.history(),
        measure.history(),
        measure.data_history(),
        cycle.history(),
        project.document_history("start"),
    )
    whole: ProjectBundle = project.bundle()
    of_both = {"project", "version", "measures", "archived", "observations", "cycles", "versions"}
    return [
        whole.model_dump(include=of_both | {"data_versions"}),
        measure.observations,
        measure.drawing().finding,
        measure.drawing().spots,
        measure.drawing().icons,
        measure.draft_drawing(measure.record, measure.observations[:6]).spots,
        measure.look(LookKind.HISTOGRAM).finding,
        measure.look(LookKind.HISTOGRAM, LookChoices(bars=12)).explanation,
        measure.look(LookKind.BESIDE, LookChoices(beside=measure.id)).rows,
        project.document("start").content,
        [[(one.version, one.content) for one in history] for history in histories],
    ]


def test_hub_in_memory_answers_as_the_real_one(hub_of: HubOf) -> None:
    hub = hub_of()
    example = example_project(TODAY)
    fields = example.project.model_dump(mode="json", exclude={"slug", "title"})
    real = hub.start_project(title=example.project.title, **fields)
    for measure in example.measures:
        made = real.add_measure(**measure.model_dump())
        made.replace(example.observations[measure.id])
    for cycle in example.cycles:
        real.add_cycle(**cycle.model_dump())
    here = practice_hub(real.bundle(), by="nia").project(real.slug)

    for project in (real, here):
        _rewrite(project)

    for ours, theirs in zip(_told(here), _told(real), strict=True):
        assert ours == theirs


def test_hub_in_memory_refuses_what_does_not_fit_and_has_nothing_else() -> None:
    project = practice_hub(example_project(TODAY), by="nia").project("practice")

    with pytest.raises(Refused, match="title"):
        project.update(title="")
    with pytest.raises(NotFound, match="no such measure"):
        project._link.get("/measures/nosuchthing/chart")
    with pytest.raises(NotFound, match="This is practice"):
        project.publish()
    with pytest.raises(NotAllowed, match="This is practice"):
        project.export("nowhere")
    assert project.measures[FALLS].record.targets[0].value == 4
