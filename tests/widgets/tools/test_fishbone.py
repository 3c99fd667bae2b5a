"""*Fishbone* against the real service, and with it what every tool on a document can do."""

from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.errors import NotAllowed, Refused
from qi_lib.model import TeamMember, TeamRole
from tests.gallery.conftest import FARID
from tests.serving import Served
from tests.widgets.conftest import find, has, press, type_into
from widgets.frame.tool import Answer, Clashes
from widgets.tools.fishbone import FishboneTool

HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A project of Nia's with a problem."""
    hub = hub_of()
    return hub.start_project(title="Fewer falls", problem="Residents fall at night. Often.").slug


def _open(hub: Hub, **address: str) -> FishboneTool:
    tool = FishboneTool(lambda: hub, apps="/apps/")
    tool.open(address)
    return tool


def _add(tool: FishboneTool, bone: str, text: str) -> str:
    bone_id = next(one.id for one in tool.record.bones if one.name == bone)
    press(tool, "choose", bone_id)
    tool.act("cause", bone_id, {f"new.{bone_id}": text})
    return str(tool.record.causes[-1].id)


def test_begins_with_the_problem_of_the_project(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)

    assert tool.record.problem == "Residents fall at night"
    assert tool.screen().question == "What may cause it?"
    assert has(tool.screen(), "tour")


def test_causes_are_saved_as_they_are_added(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)

    _add(tool, "People", "One member of staff after ten")

    saved = hub_of().project(slug).document("fishbone")
    assert saved.saved_by == "nia"
    assert saved.content["causes"][0]["text"] == "One member of staff after ten"
    assert _open(hub_of(), project=slug).record == tool.record


def test_cause_behind_a_cause_hangs_on_the_same_bone(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    first = _add(tool, "Place", "Dark corridor")

    press(tool, "choose", first)
    tool.act("cause", first, {f"new.{first}": "Bulb broken since May"})

    behind = tool.record.causes[1]
    assert (behind.behind, behind.bone) == (first, tool.record.causes[0].bone)


def test_empty_cause_is_not_added(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    bone = tool.record.bones[0].id

    tool.act("cause", bone, {f"new.{bone}": "   "})

    assert tool.record.causes == []
    assert tool.focus == f"new.{bone}"


def test_fields_are_edited_and_marked(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    cause = _add(tool, "People", "Few staf")
    press(tool, "choose", cause)

    type_into(tool, f"{cause}.text", "Few staff at night")
    type_into(tool, f"{cause}.is_likely", "True")

    saved = hub_of().project(slug).document("fishbone").content["causes"][0]
    assert (saved["text"], saved["is_likely"]) == ("Few staff at night", True)


def test_undo_and_redo(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    assert find(tool.screen(), "bar").buttons[0].is_off
    cause = _add(tool, "People", "One")
    press(tool, "remove", cause)
    assert tool.record.causes == []

    press(tool, "undo")
    assert [one.text for one in tool.record.causes] == ["One"]
    press(tool, "undo")
    assert tool.record.causes == []
    press(tool, "redo")
    press(tool, "redo")

    assert tool.record.causes == []
    assert hub_of().project(slug).document("fishbone").content["causes"] == []
    assert find(tool.screen(), "bar").buttons[1].is_off


def _team(served: Served, slug: str) -> None:
    team = [TeamMember(user="nia", role=TeamRole.LEAD), TeamMember(user=FARID.name)]
    served.store.projects.set_team(slug, team, by="nia")


def test_two_people_at_once_keep_both_causes(served: Served, hub_of: HubOf, slug: str) -> None:
    _team(served, slug)
    nias, farids = _open(hub_of(), project=slug), _open(hub_of(FARID), project=slug)

    _add(nias, "People", "Nia's")
    _add(farids, "Place", "Farid's")

    assert nias.look_again()
    assert {one.text for one in nias.record.causes} == {"Nia's", "Farid's"}
    assert len(nias.record.bones) == 6
    assert not nias.look_again()


def test_undo_leaves_what_others_did_since(served: Served, hub_of: HubOf, slug: str) -> None:
    _team(served, slug)
    nias, farids = _open(hub_of(), project=slug), _open(hub_of(FARID), project=slug)
    _add(nias, "People", "Nia's")
    _add(farids, "Place", "Farid's")

    press(nias, "undo")

    assert [one.text for one in nias.record.causes] == ["Farid's"]


def test_same_words_changed_by_two_are_shown_to_the_second(
    served: Served, hub_of: HubOf, slug: str
) -> None:
    _team(served, slug)
    nias = _open(hub_of(), project=slug)
    cause = _add(nias, "People", "Few staff")
    farids = _open(hub_of(FARID), project=slug)
    press(farids, "choose", cause)
    press(nias, "choose", cause)
    type_into(nias, f"{cause}.text", "Two staff at night")

    with pytest.raises(Clashes) as clash:
        farids.save(Answer(name=f"{cause}.text", value="No staff", base="Few staff"))

    assert clash.value.theirs == "Two staff at night"


def test_field_of_a_part_that_was_removed_meanwhile_says_so(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    cause = _add(tool, "People", "Few staff")
    _open(hub_of(), project=slug).act("remove", cause, {})

    with pytest.raises(Refused, match="removed meanwhile"):
        tool.save(Answer(name=f"{cause}.text", value="Two", base="Few staff"))


def test_history_lists_versions_and_leads_back_to_one(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    cause = _add(tool, "People", "First")
    press(tool, "remove", cause)
    versions = find(press(tool, "history"), "versions").buttons
    assert [one.hint for one in versions] == ["0 causes, saved by nia", "1 cause, saved by nia"]

    press(tool, "return", versions[1].value)

    assert [one.text for one in tool.record.causes] == ["First"]
    press(tool, "undo")
    assert tool.record.causes == []


def test_practice_keeps_nothing(hub_of: HubOf, slug: str) -> None:
    tool = _open(hub_of(), project=slug)
    press(tool, "practise")
    assert has(tool.screen(), "practice")
    _add(tool, "People", "Only tried")

    press(tool, "ours")

    assert tool.record.causes == []
    assert hub_of().project(slug).document("fishbone").version == 0


def test_without_a_project_it_asks_which(hub_of: HubOf, slug: str) -> None:
    screen = _open(hub_of()).screen()

    assert screen.question == "Which project?"
    assert slug in [button.value for button in find(screen, "projects").buttons]


def test_someone_who_is_not_on_the_team_cannot_save(hub_of: HubOf, slug: str) -> None:
    hub_of().project(slug).update(visibility="organisation")
    tool = _open(hub_of(FARID), project=slug)

    with pytest.raises(NotAllowed):
        _add(tool, "People", "Mine")


def test_content_that_is_no_fishbone_is_refused_by_the_service(hub_of: HubOf, slug: str) -> None:
    project = hub_of().project(slug)

    with pytest.raises(Refused, match="does not fit in a fishbone"):
        project.save_document("fishbone", {"bones": "none"})
