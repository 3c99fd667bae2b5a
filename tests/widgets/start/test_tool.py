"""*Start a project*, walked through against the real service."""

import pytest

from gallery.identity.people import Person
from qi_lib.errors import NotAllowed, NotFound, Refused
from qi_lib.journey.stage import find_stage
from qi_lib.model import Stage
from tests.gallery.conftest import FARID
from tests.widgets.conftest import find, press, type_into
from tests.widgets.start.conftest import HubOf, begin, go_to, open_start


def test_first_answer_makes_the_project(hub_of: HubOf) -> None:
    tool = open_start(hub_of(), like="nothing")
    assert tool.screen().question == "What bothers you?"
    assert tool.address == {}

    screen = press(tool, "next", problem="Residents get up at night and fall. Nine in March.")

    project = hub_of().project(tool.address["project"]).record
    assert screen.key == "where"
    assert project.problem == "Residents get up at night and fall. Nine in March."
    assert project.title == "Residents get up at night and fall"
    assert ("nia:start:" + project.slug, "problem") in tool.forgotten


def test_nothing_is_made_of_an_empty_answer(hub_of: HubOf, newcomer: Person) -> None:
    tool = open_start(hub_of(newcomer))

    with pytest.raises(Refused, match="Write a few words first"):
        press(tool, "next", problem="   ")

    assert hub_of(newcomer).projects(mine=True) == []


def test_whole_path_ends_at_a_project_ready_for_numbers(hub_of: HubOf) -> None:
    tool = begin(hub_of(), "People who live on Willow fall at night")
    type_into(tool, "setting", "care_home")
    type_into(tool, "place", "Willow")
    type_into(tool, "aim.for_whom", "everyone who lives here")
    press(tool, "next")
    type_into(tool, "strategic_aim", "zero-harm")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls from 9 a month to 5 by May 2026")
    press(tool, "next")
    type_into(tool, "title", "Fewer falls on Willow")
    press(tool, "next")
    type_into(tool, "measure.frequency", "week")
    type_into(tool, "measure.name", "Falls")

    done = press(tool, "next")

    project = hub_of().project(tool.address["project"])
    assert project.aim.sentence == (
        "Cut falls from 9 a month to 5 for everyone who lives here on Willow by 31 May 2026."
    )
    assert find_stage(project.bundle()) is Stage.UNDERSTAND
    measure = project.measures["Falls"].record
    assert (measure.frequency, measure.direction, measure.unit) == ("week", "down", "falls")
    assert done.go is not None
    assert done.go.href == f"/apps/chart.ipynb?project={project.slug}&measure={measure.id}"


def test_path_is_taken_up_where_it_was_left(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    go_to(tool, "aim")
    type_into(tool, "sentence", "Cut falls")

    again = open_start(hub_of(), project=tool.address["project"])

    assert again.screen().key == "aim"
    assert find(again.screen(), "sentence").value == "Cut falls"


def test_begun_projects_are_offered_when_coming_back(hub_of: HubOf, newcomer: Person) -> None:
    begun = begin(hub_of(newcomer))
    press(begun, "next")

    again = open_start(hub_of(newcomer))

    offered = find(again.screen(), "unfinished").buttons
    assert [button.value for button in offered] == [begun.address["project"]]
    assert press(again, "resume", begun.address["project"]).key == "serves"


def test_finished_project_is_not_offered_again(hub_of: HubOf, newcomer: Person) -> None:
    tool = begin(hub_of(newcomer))
    go_to(tool, "done")

    assert open_start(hub_of(newcomer)).screen().key == "problem"


def test_project_can_start_from_another(hub_of: HubOf) -> None:
    other = hub_of().start_project(title="Quiet nights", problem="Alarms wake people.")

    tool = open_start(hub_of(), like=other.slug)

    assert find(tool.screen(), "problem").value == "Alarms wake people."
    assert "Quiet nights" in find(tool.screen(), "like").text


def test_one_who_is_not_on_the_team_cannot_open_it(hub_of: HubOf) -> None:
    slug = begin(hub_of()).address["project"]

    with pytest.raises((NotAllowed, NotFound)):
        open_start(hub_of(FARID), project=slug)
