"""Answers that others change too, or that may not be saved."""

import pytest

from qi_lib.errors import Refused
from tests.widgets.conftest import type_into
from tests.widgets.start.conftest import HubOf, begin, go_to, open_start
from widgets.frame.tool import Answer, Clashes


def test_other_answer_in_another_field_is_merged(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    other = hub_of().project(tool.address["project"])
    other.update(directorate="Medicine")

    type_into(tool, "place", "Elm Ward")

    record = hub_of().project(tool.address["project"]).record
    assert (record.place, record.directorate) == ("Elm Ward", "Medicine")


def test_other_answer_in_the_same_field_is_shown_not_overwritten(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    hub_of().project(tool.address["project"]).update(place="Oak Ward")

    with pytest.raises(Clashes) as clash:
        tool.save(Answer(name="place", value="Elm Ward", base=""))

    assert clash.value.theirs == "Oak Ward"
    assert hub_of().project(tool.address["project"]).record.place == "Oak Ward"


def test_same_answer_twice_is_no_clash(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    type_into(tool, "place", "Elm Ward")

    # A browser that never heard of the first save sends it again from where it began.
    assert tool.save(Answer(name="place", value="Elm Ward", base="")) == "Elm Ward"
    assert tool.save(Answer(name="place", value="Elm Ward, bay 3", base="")) == "Elm Ward, bay 3"


def test_sentence_that_somebody_else_changed_is_shown(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    go_to(tool, "aim")
    type_into(tool, "sentence", "Cut falls")
    other = open_start(hub_of(), project=tool.address["project"])
    type_into(other, "sentence", "Cut falls by half")

    with pytest.raises(Clashes) as clash:
        tool.save(Answer(name="sentence", value="Cut falls by a third", base="Nothing like it"))

    assert clash.value.theirs == "Cut falls by half"


def test_nhs_number_is_refused_in_a_sentence(hub_of: HubOf) -> None:
    tool = begin(hub_of())

    # 943 476 5919 is the NHS's own example of a valid number.
    with pytest.raises(Refused, match="NHS number"):
        type_into(tool, "place", "Bed of 943 476 5919")
