"""Questions about single rows, and about numbers that hardly belong to a measure."""

import datetime as dt

import pytest

from qi_lib.model import Observation
from qi_lib.tables.opening.files import open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

TODAY = dt.date(2025, 6, 10)


def _propose(text: str, *, known: list[Observation] | None = None, **chosen: object) -> Proposal:
    purpose = Purpose(today=TODAY, known=known or [])
    return propose(open_pasted(text), purpose, Choices.model_validate(chosen))


def _asked(text: str, **chosen: object) -> dict[str, list[str]]:
    questions = _propose(text, **chosen).questions
    return {one.name: [option.label for option in one.options] for one in questions}


def test_year_typed_wrong_after_the_new_year_is_asked_with_the_likely_one() -> None:
    text = "Month\tFalls\nOct-24\t4\nNov-24\t5\nDec-24\t3\nJan-24\t6\nFeb-25\t2\nMar-25\t5\n"

    assert _asked(text) == {
        "cell A5": ["January 2025", "January 2024 is right", "Leave this row out"]
    }
    assert _asked(text, cells={"A5": "keep"}) == {}
    reading = _propose(text, cells={"A5": "2025-01-01"}).reading
    assert reading is not None
    assert [one.value for one in reading.observations] == [4, 5, 3, 6, 2, 5]


def test_dates_to_come_are_asked() -> None:
    text = "Month\tFalls\nApr-25\t4\nMay-25\t5\nJul-25\t3\n"

    assert _asked(text)["cell A4"][-1] == "Leave this row out"


def test_month_to_come_without_a_number_is_no_question() -> None:
    assert _asked("Month\tFalls\nApr-25\t4\nMay-25\t5\nJul-25\t\n") == {}


def test_list_that_is_in_no_order_is_not_judged_by_its_order() -> None:
    days = ["3/1/2025", "5/6/2024", "4/2/2025", "9/7/2024", "1/3/2025", "2/5/2024"]

    assert _asked("Date\tFalls\n" + "\n".join(f"{day}\t1" for day in days)) == {}


def test_misspelt_month_is_asked_with_the_one_between_its_neighbours() -> None:
    assert _asked("Month\tFalls\nSep-24\t4\nOtc-24\t5\nNov-24\t3\n") == {
        "cell A3": ["October 2024", "Leave this row out"]
    }


def test_month_that_is_said_to_be_partial_is_asked() -> None:
    text = "Month\tFalls\nFeb-25\t4\nMar-25\t5\nApr 2025 (to 14th)\t2\n"

    assert _asked(text) == {"cell A4": ["April 2025 is right", "Leave this row out"]}
    assert _asked(text.replace("to 14th", "provisional")) == {}


def test_jump_to_many_times_the_usual_is_asked() -> None:
    rows = "\n".join(f"{month}/2024\t{month % 4 + 8}" for month in range(1, 9))

    assert _asked(f"Month\tFalls\n{rows}\n9/2024\t845") == {
        "cell B10": ["845 is right", "Leave this row out"]
    }
    assert _asked(f"Month\tFalls\n{rows}\n9/2024\t19") == {}


def test_more_than_all_of_them_is_asked() -> None:
    assert _asked("Month\tDone\nApr-24\t91%\nMay-24\t940%\nJun-24\t92%") == {
        "cell B3": ["940% is right", "Leave this row out"]
    }


def test_bare_one_among_percentages_is_asked() -> None:
    assert _asked("Month\tDone\nApr-24\t91%\nMay-24\t1\nJun-24\t92%") == {
        "cell B3": ["1%", "100%", "Leave this row out"]
    }


def test_meaning_that_is_no_number_either_is_asked_again() -> None:
    text = "Month\tFalls\nApr-24\t9\nMay-24\tO\nJun-24\t8"

    assert list(_asked(text, cells={"B3": "1x"})) == ["cell B3"]


def test_typed_meaning_is_taken() -> None:
    proposal = _propose("Month\tFalls\nApr-24\t9\nMay-24\tO\nJun-24\t8")

    [question] = proposal.questions

    assert question.takes == "number"
    assert question.answer(Choices(), "4").cells == {"B3": "4"}


def test_many_rows_alike_are_asked_about_once() -> None:
    rows = "\n".join(f"{day}/3/2025\t~{day}" for day in range(1, 20))

    [question] = _propose(f"Date\tFalls\n1/2/2025\t2\n{rows}", number="Falls").questions

    assert question.text.endswith("18 more rows are like it.")
    assert question.options[0].label == "Leave all 19 out"


@pytest.mark.parametrize(
    ("new", "are_asked"), [("84.5%\t85%\t83%", True), ("8\t7\t9", False), ("30\t8\t7", False)]
)
def test_numbers_unlike_those_of_the_measure_are_asked_about(new: str, are_asked: bool) -> None:
    known = [Observation(when=dt.date(2024, month, 1), value=month + 4) for month in range(1, 10)]
    rows = "\n".join(f"{10 + i}/2024\t{value}" for i, value in enumerate(new.split("\t")))
    text = f"Month\tUlcers\n{rows}"

    asked = [question.name for question in _propose(text, known=known).questions]

    assert asked == (["differs"] if are_asked else [])
    assert "differs" not in _asked(text, differs="keep")


def test_share_for_a_measure_of_counts_is_asked_about() -> None:
    known = [Observation(when=dt.date(2024, month, 1), value=60) for month in range(1, 10)]

    [question] = _propose("Month\tDone\n10/2024\t9/15\n11/2024\t10/15", known=known).questions

    assert "One is so many out of so many, the other is not." in question.text


def test_jump_beside_the_numbers_of_the_measure_is_asked_about_but_not_again() -> None:
    known = [Observation(when=dt.date(2024, month, 1), value=month + 4) for month in range(1, 10)]
    text = "Month\tFalls\n10/2024\t7\n11/2024\t845\n12/2024\t6\n"

    asked = [question.name for question in _propose(text, known=known).questions]
    assert asked == ["cell B3"]

    known.append(Observation(when=dt.date(2024, 11, 1), value=845))
    assert _propose(text, known=known).questions == ()


def test_first_of_a_month_is_proposed_among_firsts_of_months() -> None:
    days = ["01/01/2024", "01/02/2024", "01/03/2204", "01/04/2024", "01/05/2024"]
    text = "Date\tFalls\n" + "".join(f"{day}\t3\n" for day in days)

    assert _asked(text)["cell A4"][0] == "1 March 2024"


def test_misspelt_month_over_many_wards_is_one_question() -> None:
    wards = [f"Ward {number}" for number in range(1, 17)]
    months = ["01/2025", "02/2025", "Mrch 2025", "04/2025", "05/2025"]
    rows = ["\t".join([month, *(str(n % 5) for n in range(16))]) for month in months]
    text = "\n".join(["\t".join(["Month", *wards]), *rows])

    assert _asked(text, wards=()) == {"cell A4": ["March 2025", "Leave this row out"]}
    reading = _propose(text, wards=(), cells={"A4": "2025-03-01"}).reading
    assert reading is not None
    assert len({one.value for one in reading.observations}) == 1
    assert len(reading.observations) == 5
