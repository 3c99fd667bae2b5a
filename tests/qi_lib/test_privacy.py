"""Texts are checked for what looks like a person's identity.

401 023 2137 and 943 476 5919 are the NHS's own published examples, of nobody.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.privacy import Identifier, find_identifiers, find_in_record, is_nhs_number


def _kinds(text: str) -> list[Identifier]:
    return [finding.kind for finding in find_identifiers(text)]


@pytest.mark.parametrize("digits", ["9434765919", "4010232137"])
def test_published_example_passes_the_check(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize("digits", ["9434765918", "943476591", "94347659190", "943476591x", ""])
def test_wrong_digit_or_length_does_not_pass(digits: str) -> None:
    assert not is_nhs_number(digits)


def test_number_whose_check_digit_would_be_ten_is_never_valid() -> None:
    nine = "100000001"  # 1×10 + 1×2 = 12; 12 mod 11 = 1; 11 − 1 = 10

    assert not any(is_nhs_number(nine + str(last)) for last in range(10))


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_last_digit_fits(nine: str) -> None:
    assert sum(is_nhs_number(nine + str(last)) for last in range(10)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Patient 9434765919 fell",
        "943 476 5919",
        "943-476-5919",
        "943\u00a0476\u00a05919",
        "(943.476.5919)",
        "NHS:9434765919,",
    ],
)
def test_nhs_number_is_found_however_it_is_written(text: str) -> None:
    assert _kinds(text) == [Identifier.NHS_NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "19434765919",
        "94347659190",
        "Ward 12, 24 falls in 2025, 3.5 per 1,000 bed days",
        "Reduce falls by 50% by 31 March 2026",
        "PDSA 3 on 3/4/2025",
        "A&E within 4 hours",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to jo.bloggs@example.nhs.uk", Identifier.EMAIL),
        ("Ring 01253 300000", Identifier.PHONE),
        ("Ring +44 (0)7700 900123", Identifier.PHONE),
        ("Lives at FY3 8NR", Identifier.POSTCODE),
        ("lives at sw1a 1aa", Identifier.POSTCODE),
        ("DOB 03/04/1950", Identifier.DATE_OF_BIRTH),
        ("date of birth: 3rd April 1950", Identifier.DATE_OF_BIRTH),
        ("She was born on 3 April 1950", Identifier.DATE_OF_BIRTH),
    ],
)
def test_other_identifiers_are_named(text: str, kind: Identifier) -> None:
    assert _kinds(text) == [kind]


def test_finding_says_where_and_does_not_repeat_it() -> None:
    text = "Tell 943 476 5919 so"

    [finding] = find_identifiers(text)

    assert text[finding.start : finding.end] == "943 476 5919"
    assert "943" not in repr(finding)


def test_scan_leads_to_the_field() -> None:
    record = {"title": "Falls", "causes": [{"text": "ok"}, {"text": "9434765919"}], "n": 9434765919}

    [finding] = find_in_record(record)

    assert finding.path == ("causes", 1, "text")


def test_scan_looks_at_the_names_of_fields_too() -> None:
    [finding] = find_in_record({"9434765919": 1})

    assert finding.kind is Identifier.NHS_NUMBER


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    for finding in find_identifiers(text):
        assert 0 <= finding.start < finding.end <= len(text)


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "born" + " " * 100_000, "0" * 100_000, "a@" * 50_000]
)
def test_long_rubbish_is_read_at_once(text: str) -> None:
    began = time.process_time()

    find_identifiers(text)

    assert time.process_time() - began < 1
