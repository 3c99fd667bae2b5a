"""Suggestions made of people's own words."""

import pytest

from qi_lib.model import Aim, Direction
from widgets.record.suggested_titles_and_measures import (
    suggest_measures,
    suggest_titles,
    working_title,
)


def test_working_title_is_the_first_sentence_short() -> None:
    assert working_title("people fall at night. It is nine a month.") == "People fall at night"
    assert len(working_title("long " * 50)) <= 80
    assert working_title("...") == "My project"


@pytest.mark.parametrize(
    ("problem", "first", "direction"),
    [
        ("Residents fall at night", "Falls", Direction.DOWN),
        ("Patients wait for hours in A&E", "Minutes waited", Direction.DOWN),
        ("We throw away half the linen", "Pounds wasted", Direction.DOWN),
        ("Insulin doses are missed", "Missed doses", Direction.DOWN),
        ("Nothing works", "How often it happens", Direction.DOWN),
    ],
)
def test_measure_is_suggested_from_the_words(
    problem: str, first: str, direction: Direction
) -> None:
    ideas = suggest_measures(problem, Aim())

    assert (ideas[0].name, ideas[0].direction) == (first, direction)
    assert 3 <= len(ideas) <= 5


def test_titles_are_made_of_the_aim_and_the_place() -> None:
    aim = Aim(what="cut falls", where="Willow Ward")

    assert suggest_titles("", aim, "") == [
        "Cut falls on Willow Ward",
        "Cut falls",
        "Fewer falls on Willow Ward",
    ]


def test_title_never_ends_in_the_middle_of_a_phrase() -> None:
    problem = "Residents wait a long time for breakfast and their tablets"
    aim = Aim(
        what="mornings on which residents wait more than 20 minutes for breakfast fall",
        where="at Larch House",
    )

    assert working_title(problem) == "Residents wait a long time for breakfast"
    assert suggest_titles(problem, aim, "") == [
        "Mornings on which residents wait at Larch House",
        "Mornings on which residents wait",
    ]


def test_number_that_falls_is_not_a_fall() -> None:
    aim = Aim(what="minutes waited for breakfast fall")

    assert suggest_measures("", aim)[0].name == "Minutes waited"
