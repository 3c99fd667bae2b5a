"""The aim: its parts, and the next thing to ask for."""

from tests.widgets.conftest import find, type_into
from tests.widgets.start.conftest import HubOf, begin, go_to


def test_gaps_of_the_aim_are_shown_and_filled(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    go_to(tool, "aim")
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
    tool = begin(hub_of())
    go_to(tool, "aim")
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
    tool = begin(hub_of())
    go_to(tool, "aim")
    type_into(tool, "sentence", "Cut falls by 30% on Elm Ward")

    type_into(tool, "sentence", "Cut falls on Elm Ward")

    assert hub_of().project(tool.address["project"]).aim.how_much == ""


def test_coach_asks_for_one_thing_at_a_time(hub_of: HubOf) -> None:
    tool = begin(hub_of())

    said = [go_to(tool, "aim").hint]
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
