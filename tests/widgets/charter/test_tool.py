"""*Charter* against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from gallery.identity.people import Person
from qi_lib.client import Hub
from qi_lib.errors import NotAllowed
from qi_lib.journey.charter import seen_versions
from qi_lib.model import TeamMember, TeamRole, Verdict
from tests.serving import Served
from tests.widgets.conftest import find, has, press, type_into
from widgets.charter.tool import CharterTool
from widgets.frame.tool import Answer, Clashes
from widgets.start.tool import StartTool

TODAY = dt.date(2026, 11, 3)
RUTH = Person("ruth", "Ruth Winter")
HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A project of Nia's, as *Start a project* leaves it."""
    aim = {"what": "Cut falls", "how_much": "from 9 to 4", "by_when": "2027-03-31",
           "for_whom": "residents", "where": "Larch House"}  # fmt: skip
    project = hub_of().start_project(title="Fewer falls", problem="They fall.", aim=aim)
    project.add_measure(name="Falls")
    return project.slug


@pytest.fixture
def tool(hub_of: HubOf, slug: str) -> CharterTool:
    """The charter of that project, opened."""
    opened = CharterTool(hub_of, today=TODAY)
    opened.open({"project": slug})
    return opened


def _name_a_sponsor(served: Served, slug: str) -> None:
    record = served.store.projects.find(slug)
    assert record
    sponsor = TeamMember(user="ruth", name="Ruth", role=TeamRole.SPONSOR)
    served.store.projects.set_team(slug, [*record.team, sponsor], by="nia")


def test_it_edits_the_very_fields_that_start_writes(
    tool: CharterTool, hub_of: HubOf, slug: str
) -> None:
    press(tool, "choose", "aim")
    assert find(tool.screen(), "aim.what").value == "Cut falls"

    type_into(tool, "aim.how_much", "from 9 to 6")
    press(tool, "section", "scope")
    type_into(tool, "scope", "Ground floor")
    type_into(tool, "out_of_scope", "Gardens")

    project = hub_of().project(slug)
    start = StartTool(hub_of, today=TODAY)
    start.open({"project": slug})
    assert project.aim.how_much == "from 9 to 6"
    assert project.record.scope == "Ground floor"
    kept = project.document("charter").content
    assert kept["out_of_scope"] == "Gardens"
    assert "scope" not in kept
    assert "aim" not in kept


def test_undo_and_redo_go_through_both_records(tool: CharterTool, hub_of: HubOf, slug: str) -> None:
    press(tool, "section", "scope")
    type_into(tool, "scope", "Ground floor")
    type_into(tool, "out_of_scope", "Gardens")

    press(tool, "undo")
    press(tool, "undo")
    undone = hub_of().project(slug)
    assert (undone.record.scope, undone.document("charter").content["out_of_scope"]) == ("", "")
    screen = press(tool, "redo")

    assert hub_of().project(slug).record.scope == "Ground floor"
    assert screen.question == "What is in, and what is not?"


def test_risk_is_added_with_what_is_done_about_it(tool: CharterTool) -> None:
    press(tool, "section", "risks")
    press(tool, "add", new__risk="  No time  ")
    risk = tool.record.risks[0]

    type_into(tool, f"{risk.id}.plan", "Replace the handover")
    screen = press(tool, "choose")

    assert find(screen, "risks").buttons[0].label == "No time"
    assert find(screen, "risks").buttons[0].hint == "Replace the handover"
    press(tool, "choose", risk.id)
    assert not has(press(tool, "remove", risk.id), "risks")


def test_two_devices_are_merged_and_the_same_field_is_shown(
    tool: CharterTool, hub_of: HubOf, slug: str
) -> None:
    other = CharterTool(hub_of, today=TODAY)
    other.open({"project": slug})
    for one in (tool, other):
        press(one, "section", "scope")
    base = find(other.screen(), "scope")

    type_into(tool, "scope", "Ground floor")
    type_into(other, "out_of_scope", "Gardens")
    with pytest.raises(Clashes) as clash:
        other.save(Answer(name="scope", value="First floor", base=base.value))

    assert clash.value.theirs == "Ground floor"
    assert tool.look_again()
    assert tool.record.out_of_scope == "Gardens"
    assert tool.record.scope == "Ground floor"


def test_history_goes_back_to_any_version_of_the_whole_page(
    tool: CharterTool, hub_of: HubOf, slug: str
) -> None:
    press(tool, "section", "aim")
    type_into(tool, "aim.how_much", "from 9 to 6")
    press(tool, "section", "team")
    type_into(tool, "involvement", "Two residents")

    hints = [one.hint for one in find(press(tool, "history"), "versions").buttons]
    press(tool, "return", "1")

    assert hints == [
        "Changed how service users take part, saved by nia",
        "Changed the aim, saved by nia",
        "Begun, saved by nia",
    ]
    project = hub_of().project(slug)
    assert project.aim.how_much == "from 9 to 4"
    assert project.document("charter").content["involvement"] == ""


def test_team_without_a_sponsor_is_told_how_to_name_one(tool: CharterTool) -> None:
    screen = press(tool, "section", "team")

    assert "lead names one" in find(screen, "no-sponsor").text


def test_what_the_sponsor_decides_appears_on_the_open_charter(
    tool: CharterTool, hub_of: HubOf, served: Served, slug: str
) -> None:
    _name_a_sponsor(served, slug)
    tool.look_again()
    waiting = find(press(tool, "section", "approval"), "approval").title
    bundle = hub_of().project(slug).bundle()

    served.store.approvals.decide(
        slug, Verdict.APPROVED, "", seen_versions(bundle), by="ruth", name="Ruth"
    )

    assert waiting == "Waiting for approval by Ruth."
    assert tool.look_again()
    assert find(tool.screen(), "approval").title.startswith("Approved by Ruth on")
    press(tool, "section", "aim")
    type_into(tool, "aim.how_much", "from 9 to 6")
    changed = find(press(tool, "section", "approval"), "approval")
    assert changed.title.endswith(": aim.")
    press(tool, "undo")
    assert find(tool.screen(), "approval").title.startswith("Approved by Ruth on")


def test_sponsor_reads_and_may_not_write(
    tool: CharterTool, hub_of: HubOf, served: Served, slug: str
) -> None:
    _name_a_sponsor(served, slug)
    theirs = CharterTool(lambda: hub_of(RUTH), today=TODAY)
    theirs.open({"project": slug})
    press(theirs, "section", "scope")

    with pytest.raises(NotAllowed):
        type_into(theirs, "scope", "Everything")


def test_practice_has_every_section_and_is_kept_nowhere(hub_of: HubOf) -> None:
    tool = CharterTool(hub_of, today=TODAY)
    tool.open({"practice": "1"})

    press(tool, "choose", "problem")
    for _ in range(8):
        screen = press(tool, "section", tool.screen().go.value)  # type: ignore[union-attr]
    scope = press(tool, "section", "scope")

    assert screen.step == screen.steps == 9
    assert find(scope, "scope").value.startswith("Everyone who lives")
    type_into(tool, "scope", "Only here")
    assert "Only here" in find(press(tool, "section", ""), "diagram").svg
