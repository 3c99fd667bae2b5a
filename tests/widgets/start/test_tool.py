"""*Start a project*, walked through against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from gallery.identity.people import Person
from qi_lib.client import Hub
from qi_lib.errors import NotAllowed, NotFound, Refused
from qi_lib.model import Project, Stage
from tests.gallery.conftest import FARID
from tests.widgets.conftest import find, has, press, type_into
from widgets.frame.tool import Answer, Clashes
from widgets.start.tool import StartTool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


def _open(hub: Hub, **address: str) -> StartTool:
    tool = StartTool(lambda: hub, today=TODAY, apps="/apps/")
    tool.open(address)
    return tool


def _started(hub: Hub, problem: str = "Residents fall at night.") -> StartTool:
    tool = _open(hub, like="nothing-like-this")  # so that begun projects are not offered
    press(tool, "next", problem=problem)
    return tool


def test_first_answer_makes_the_project(hub_of: HubOf) -> None:
    tool = _open(hub_of(), like="nothing")
    assert tool.screen().question == "What bothers you?"
    assert tool.address == {}

    screen = press(tool, "next", problem="Residents get up at night and fall. Nine in March.")

    project = hub_of().project(tool.address["project"]).record
    assert screen.key == "where"
    assert project.problem == "Residents get up at night and fall. Nine in March."
    assert project.title == "Residents get up at night and fall"
    assert ("nia:start:" + project.slug, "problem") in tool.forgotten


def test_nothing_is_made_of_an_empty_answer(hub_of: HubOf, newcomer: Person) -> None:
    tool = _open(hub_of(newcomer))

    with pytest.raises(Refused, match="Write a few words first"):
        press(tool, "next", problem="   ")

    assert hub_of(newcomer).projects(mine=True) == []


def test_whole_path_ends_at_a_project_ready_for_numbers(hub_of: HubOf) -> None:
    tool = _started(hub_of(), "People who live on Willow fall at night")
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
    assert project.record.stage is Stage.UNDERSTAND
    measure = project.measures["Falls"].record
    assert (measure.frequency, measure.direction, measure.unit) == ("week", "down", "falls")
    assert done.go is not None
    assert done.go.href == f"/apps/chart.ipynb?project={project.slug}&measure={measure.id}"


def test_gaps_of_the_aim_are_shown_and_filled(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls from 9 a month to 5")
    found = {check.label: check.is_found for check in find(tool.screen(), "parts").checks}
    assert found == {
        "What": True,
        "How much": True,
        "By when": False,
        "For whom": False,
        "Where": False,
    }

    type_into(tool, "aim.by_when", "2026-05-31")

    by_when = find(tool.screen(), "parts").checks[2]
    assert (by_when.is_found, by_when.text) == (True, "31 May 2026")


def test_part_filled_by_hand_outlives_further_typing(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls")
    type_into(tool, "aim.for_whom", "people over 65")

    type_into(tool, "sentence", "Cut falls from 9 a month to 5 on Elm Ward")

    aim = hub_of().project(tool.address["project"]).aim
    assert (aim.for_whom, aim.where, aim.how_much) == (
        "people over 65",
        "Elm Ward",
        "from 9 a month to 5",
    )


def test_words_taken_out_of_the_sentence_leave_their_part(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls by 30% on Elm Ward")

    type_into(tool, "sentence", "Cut falls on Elm Ward")

    assert hub_of().project(tool.address["project"]).aim.how_much == ""


def test_path_is_taken_up_where_it_was_left(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls")

    again = _open(hub_of(), project=tool.address["project"])

    assert again.screen().key == "aim"
    assert find(again.screen(), "sentence").value == "Cut falls"


def test_begun_projects_are_offered_when_coming_back(hub_of: HubOf, newcomer: Person) -> None:
    begun = _started(hub_of(newcomer))
    press(begun, "next")

    again = _open(hub_of(newcomer))

    offered = find(again.screen(), "unfinished").buttons
    assert [button.value for button in offered] == [begun.address["project"]]
    assert press(again, "resume", begun.address["project"]).key == "serves"


def test_finished_project_is_not_offered_again(hub_of: HubOf, newcomer: Person) -> None:
    tool = _started(hub_of(newcomer))
    for _ in range(5):
        press(tool, "next")

    assert _open(hub_of(newcomer)).screen().key == "problem"


def test_project_can_start_from_another(hub_of: HubOf) -> None:
    other = hub_of().start_project(title="Quiet nights", problem="Alarms wake people.")

    tool = _open(hub_of(), like=other.slug)

    assert find(tool.screen(), "problem").value == "Alarms wake people."
    assert "Quiet nights" in find(tool.screen(), "like").text


def test_other_answer_in_another_field_is_merged(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    other = hub_of().project(tool.address["project"])
    other.update(directorate="Medicine")

    type_into(tool, "place", "Elm Ward")

    record = hub_of().project(tool.address["project"]).record
    assert (record.place, record.directorate) == ("Elm Ward", "Medicine")


def test_other_answer_in_the_same_field_is_shown_not_overwritten(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    hub_of().project(tool.address["project"]).update(place="Oak Ward")

    with pytest.raises(Clashes) as clash:
        tool.save(Answer(name="place", value="Elm Ward", base=""))

    assert clash.value.theirs == "Oak Ward"
    assert hub_of().project(tool.address["project"]).record.place == "Oak Ward"


def test_same_answer_twice_is_no_clash(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    type_into(tool, "place", "Elm Ward")

    # A browser that never heard of the first save sends it again from where it began.
    assert tool.save(Answer(name="place", value="Elm Ward", base="")) == "Elm Ward"
    assert tool.save(Answer(name="place", value="Elm Ward, bay 3", base="")) == "Elm Ward, bay 3"


def test_sentence_that_somebody_else_changed_is_shown(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls")
    other = _open(hub_of(), project=tool.address["project"])
    type_into(other, "sentence", "Cut falls by half")

    with pytest.raises(Clashes) as clash:
        tool.save(Answer(name="sentence", value="Cut falls by a third", base="Nothing like it"))

    assert clash.value.theirs == "Cut falls by half"


def test_nhs_number_is_refused_in_a_sentence(hub_of: HubOf) -> None:
    tool = _started(hub_of())

    # 943 476 5919 is the NHS's own example of a valid number.
    with pytest.raises(Refused, match="NHS number"):
        type_into(tool, "place", "Bed of 943 476 5919")


def test_measure_keeps_its_name_when_the_box_is_emptied(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    for _ in range(4):
        press(tool, "next")
    type_into(tool, "measure.name", "Falls")

    with pytest.raises(Refused, match="needs a name"):
        type_into(tool, "measure.name", "")

    assert hub_of().project(tool.address["project"]).measures[0].name == "Falls"


def test_one_who_is_not_on_the_team_cannot_open_it(hub_of: HubOf) -> None:
    slug = _started(hub_of()).address["project"]

    with pytest.raises((NotAllowed, NotFound)):
        _open(hub_of(FARID), project=slug)


def _larch_house(hub: Hub) -> str:
    other = hub.start_project(
        title="Fewer falls at Larch House", place="Larch House", visibility="organisation"
    )
    other.add_cycle(title="Huddle", change_idea="Huddles against falls", decision="adopt")
    return other.slug


def test_ideas_tried_elsewhere_are_shown_while_the_first_words_are_typed(
    hub_of: HubOf, newcomer: Person
) -> None:
    slug = _larch_house(hub_of())
    tool = _open(hub_of(newcomer))
    assert not has(tool.screen(), "tried")

    is_new = tool.typed("problem", "Residents have falls, we tried no huddles")

    tried = find(tool.screen(), "tried")
    assert is_new
    assert "Look at “Fewer falls at Larch House”" in [one.label for one in tried.projects]
    idea = next(one for one in tried.ideas if one.label == "Huddles against falls")
    assert (idea.hint, idea.href) == ("Larch House. Adopted after a test", f"/projects/{slug}")


def test_nothing_is_drawn_again_while_the_same_is_found(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    tool = _open(hub_of(newcomer))
    tool.typed("problem", "Residents have falls")

    assert not tool.typed("problem", "Residents have falls and we")
    assert tool.typed("problem", "Zzz")
    assert not has(tool.screen(), "tried")


def test_what_others_may_not_read_is_never_offered(hub_of: HubOf, newcomer: Person) -> None:
    secret = hub_of().start_project(title="Xylophone lessons", visibility="private")
    secret.add_cycle(title="Xylophone by the bed")
    tool = _open(hub_of(newcomer))

    assert not tool.typed("problem", "Xylophone lessons by the bed")
    assert not has(tool.screen(), "tried")


def test_idea_is_kept_in_the_driver_diagram_of_the_new_project(
    hub_of: HubOf, newcomer: Person
) -> None:
    _larch_house(hub_of())
    hub = hub_of(newcomer)
    tool = _open(hub)
    tool.typed("problem", "Residents have falls, no huddles")

    screen = press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    press(tool, "keep", "Huddles against falls")  # a second tap means the same

    slug = tool.address["project"]
    kept = hub.project(slug).document("drivers").content["drivers"]
    assert [one["text"] for one in kept] == ["Huddles against falls"]
    idea = next(o for o in find(screen, "tried").ideas if o.label == "Huddles against falls")
    assert idea.is_off
    assert screen.key == "problem"


def test_kept_idea_stands_beside_the_aim_in_the_end(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    hub = hub_of(newcomer)
    tool = _open(hub)
    press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    for _ in range(3):
        press(tool, "next")
    type_into(tool, "sentence", "Cut falls by a third by May 2026")

    for _ in range(3):
        press(tool, "next")

    diagram = hub.project(tool.address["project"]).document("drivers").content
    assert diagram["aim"] == "Cut falls by a third by 31 May 2026."


def test_coach_asks_for_one_thing_at_a_time(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")

    said = [press(tool, "next").hint]
    for sentence in (
        "Improve communication as soon as possible",
        "Cut falls from 9 a month to 5 as soon as possible",
        "Cut falls from 9 a month to 5 by Easter for all residents",
        "Cut falls from 9 a month to 5 by Easter for all residents on Willow",
    ):
        type_into(tool, "sentence", sentence)
        said.append(tool.screen().hint)

    assert said == [
        "One sentence is enough. We will help with the rest.",
        "Good start. Next: How many is it now, and how many will it be?",
        "Good. “As soon as possible” never comes: which month could it be?",
        "Nearly there. One thing: Where? Name the ward, team or home.",
        "That is a clear aim. All five parts are there.",
    ]


def _at_the_measure(hub: Hub) -> StartTool:
    tool = _started(hub)
    for _ in range(4):
        press(tool, "next")
    return tool


def test_answers_given_in_one_breath_with_the_name_are_no_clash(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.name", "Walked within a day")

    # Chosen before the page heard that the measure was made, with what it then held.
    tool.save(Answer(name="measure.direction", value="up", base=""))
    tool.save(Answer(name="measure.frequency", value="week", base="month"))

    measure = hub_of().project(tool.address["project"]).measures[0].record
    assert (measure.direction, measure.frequency) == ("up", "week")


def test_another_direction_saved_elsewhere_is_a_clash(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.name", "Walked within a day")
    hub_of().project(tool.address["project"]).measures[0].update(direction="down")

    with pytest.raises(Clashes):
        tool.save(Answer(name="measure.direction", value="up", base="neutral"))


def test_history_leads_back_to_earlier_words_and_leaves_who_may_read_it(hub_of: HubOf) -> None:
    tool = _started(hub_of(), "People fall at night")
    press(tool, "next")
    project = hub_of().project(tool.address["project"])
    project.update(problem="Something else", visibility="organisation")

    versions = find(press(tool, "history"), "versions").buttons

    assert versions[0].hint == "Changed the problem, who may read it, saved by nia"
    press(tool, "return", versions[-1].value)
    now = hub_of().project(tool.address["project"]).record
    assert (now.problem, now.visibility) == ("People fall at night", "organisation")


# Undo --------------------------------------------------------------------------------------------


def _record(hub_of: HubOf, tool: StartTool) -> Project:
    return hub_of().project(tool.address["project"]).record


def test_answer_is_undone_on_the_screen_where_it_was_given_and_done_again(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    assert [one.is_off for one in find(tool.screen(), "bar").buttons] == [True, True, False]
    type_into(tool, "place", "Elm Ward")
    press(tool, "next")

    screen = press(tool, "undo")

    assert (screen.key, find(screen, "place").value) == ("where", "")
    assert find(screen, "told").text == "It is as it was before."
    record = _record(hub_of, tool)
    assert (record.place, record.aim.where) == ("", "")  # the part that followed goes with it
    press(tool, "redo")
    record = _record(hub_of, tool)
    assert (record.place, record.aim.where) == ("Elm Ward", "Elm Ward")


def test_sentence_is_undone_with_the_parts_that_followed_it(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    press(tool, "next")
    press(tool, "next")
    type_into(tool, "sentence", "Cut falls")
    type_into(tool, "aim.by_when", "2026-05-31")
    type_into(tool, "sentence", "Cut falls from 9 a month to 5 on Elm Ward")

    screen = press(tool, "undo")

    assert find(screen, "sentence").value == "Cut falls"
    aim = _record(hub_of, tool).aim
    assert (aim.how_much, aim.where, aim.by_when) == ("", "", dt.date(2026, 5, 31))
    press(tool, "undo")
    assert _record(hub_of, tool).aim.by_when is None
    press(tool, "redo")
    press(tool, "redo")
    assert _record(hub_of, tool).aim.how_much == "from 9 a month to 5"


def test_undo_leaves_what_somebody_else_wrote_since(hub_of: HubOf) -> None:
    tool = _started(hub_of())
    type_into(tool, "place", "Elm Ward")
    hub_of().project(tool.address["project"]).update(place="Oak Ward")

    screen = press(tool, "undo")

    assert find(screen, "told").text.startswith("Somebody has changed the same part")
    assert _record(hub_of, tool).place == "Oak Ward"


def test_measure_and_what_was_said_of_it_are_undone_one_by_one(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.frequency", "week")
    type_into(tool, "measure.name", "Falls")
    type_into(tool, "measure.direction", "up")
    project = hub_of().project(tool.address["project"])

    press(tool, "undo")
    assert project.refresh().measures[0].record.direction == "down"
    screen = press(tool, "undo")
    assert len(project.refresh().measures) == 0
    assert find(screen, "measure.name").value == ""
    assert find(press(tool, "undo"), "measure.frequency").value == "month"

    for _ in range(3):
        press(tool, "redo")
    measure = project.refresh().measures[0].record
    assert (measure.name, measure.frequency, measure.direction) == ("Falls", "week", "up")
    type_into(tool, "measure.name", "Falls with harm")
    assert project.refresh().measures[0].name == "Falls with harm"


def test_kept_idea_is_taken_out_again(hub_of: HubOf, newcomer: Person) -> None:
    _larch_house(hub_of())
    tool = _open(hub_of(newcomer))
    tool.typed("problem", "Residents have falls, no huddles")
    press(tool, "keep", "Huddles against falls", problem="Residents have falls")
    project = hub_of(newcomer).project(tool.address["project"])
    assert len(project.document("drivers").content["drivers"]) == 1  # type: ignore[arg-type]

    press(tool, "undo")
    assert project.document("drivers").content["drivers"] == []
    press(tool, "redo")
    assert len(project.document("drivers").content["drivers"]) == 1  # type: ignore[arg-type]
