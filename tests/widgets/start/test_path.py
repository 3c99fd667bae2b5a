"""What was done on the path is taken back where it was done."""

import datetime as dt

from tests.widgets.conftest import find, press, type_into
from tests.widgets.start.conftest import HubOf, begin, go_to, saved_record


def test_answer_is_undone_on_the_screen_where_it_was_given_and_done_again(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    assert [one.is_off for one in find(tool.screen(), "bar").buttons] == [True, True, False]
    type_into(tool, "place", "Elm Ward")
    press(tool, "next")

    screen = press(tool, "undo")

    assert (screen.key, find(screen, "place").value) == ("where", "")
    assert find(screen, "told").text == "It is as it was before."
    record = saved_record(hub_of, tool)
    assert (record.place, record.aim.where) == ("", "")  # the part that followed goes with it
    press(tool, "redo")
    record = saved_record(hub_of, tool)
    assert (record.place, record.aim.where) == ("Elm Ward", "Elm Ward")


def test_sentence_is_undone_with_the_parts_that_followed_it(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    go_to(tool, "aim")
    type_into(tool, "sentence", "Cut falls")
    type_into(tool, "aim.by_when", "2026-05-31")
    type_into(tool, "sentence", "Cut falls from 9 a month to 5 on Elm Ward")

    screen = press(tool, "undo")

    assert find(screen, "sentence").value == "Cut falls"
    aim = saved_record(hub_of, tool).aim
    assert (aim.how_much, aim.where, aim.by_when) == ("", "", dt.date(2026, 5, 31))
    press(tool, "undo")
    assert saved_record(hub_of, tool).aim.by_when is None
    press(tool, "redo")
    press(tool, "redo")
    assert saved_record(hub_of, tool).aim.how_much == "from 9 a month to 5"


def test_undo_leaves_what_somebody_else_wrote_since(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    type_into(tool, "place", "Elm Ward")
    hub_of().project(tool.address["project"]).update(place="Oak Ward")

    screen = press(tool, "undo")

    assert find(screen, "told").text.startswith("Somebody has changed the same part")
    assert saved_record(hub_of, tool).place == "Oak Ward"
