"""What a text is about."""

import pytest

from qi_lib.wording.topics import find_topics, main_topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("People who do not eat well get pressure ulcers", {"pressure ulcers"}),
        ("Falls after meals, and falls at night", {"falls"}),
        ("Patients wait for discharge medicines", {"waits", "discharge", "medicines"}),
        ("Blood pressure is not checked", {"blood pressure"}),
        ("Music in the afternoon", set()),
    ],
)
def test_a_harm_comes_before_its_circumstances(text: str, topics: set[str]) -> None:
    assert main_topics(text) == topics


def test_everything_that_a_text_speaks_of_is_found() -> None:
    assert find_topics("Falls on the way to supper") == {"falls", "food and drink"}
