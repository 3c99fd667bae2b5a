"""Numbers go into a CSV file and come back as they were."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.parcel.observations_csv import read_observations, write_observations

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
# The parts of a note that spreadsheets and CSV itself take for something else.
TRAPS = st.sampled_from(["=1+1", "'=1", "'tis", "- moved", "@home", 'a "b", c', "two\nlines", "+"])
POINTS = st.one_of(
    st.builds(Observation, when=st.dates(), value=st.none() | NUMBERS, note=NOTES | TRAPS),
    st.builds(
        Observation,
        when=st.dates(),
        values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=5).map(tuple),
        note=NOTES | TRAPS,
    ),
    st.builds(
        Observation,
        when=st.dates(),
        numerator=NUMBERS,
        denominator=st.none() | st.floats(0, allow_infinity=False),
        note=NOTES | TRAPS,
    ),
)


@given(st.lists(POINTS, unique_by=lambda point: point.when))
def test_any_numbers_and_notes_come_back_as_they_were(points: list[Observation]) -> None:
    written = write_observations(points)

    read = read_observations(written.encode(), "data/1-falls.csv")

    assert read == sorted(points, key=lambda point: point.when)


def test_file_opens_well_in_a_spreadsheet_and_runs_nothing_there() -> None:
    point = Observation(when=dt.date(2025, 4, 3), value=7, note='=HYPERLINK("http://x")')

    written = write_observations([point]).encode()

    assert written.startswith(b"\xef\xbb\xbfwhen,value,numerator,denominator,values,note\r\n")
    row = next(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert (row["when"], row["value"]) == ("2025-04-03", "7")
    assert row["note"].startswith("'=")


def test_dates_may_come_back_as_a_spreadsheet_writes_them() -> None:
    read = read_observations(b"when,value\r\n03/04/2025,7\r\n,\r\n", "falls.csv")

    assert read == [Observation(when=dt.date(2025, 4, 3), value=7)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must have the columns"),
        ("value\n1", "must have the columns"),
        ("when,when\n", "must have the columns"),
        ("when,cost\n2025-01-01,1", "must have the columns"),
        ("when,value\nsoon,1", "Row 2 of “falls.csv” has no date"),
        ("when,value\n2025-01-01,many", "Row 2 of “falls.csv” has a number that cannot be read"),
        ("when,value\n2025-01-01,inf", "Row 2 of “falls.csv” does not fit: input should be a fin"),
        ("when,value,numerator\n2025-01-01,1,1", "does not fit: give either a value, or"),
        ("when,value\n2025-01-01,1,2", "has more cells than there are columns"),
        ("when,value\n2025-01-01,1\n2025-01-01,2", "Row 3 of “falls.csv”: its date is there twice"),
        ('when,note\n2025-01-01,"a"b', "cannot be read as a table"),
        ("when,note\n2025-01-01," + "x" * 301, "Row 2 of “falls.csv” does not fit"),
    ],
)
def test_row_that_does_not_fit_is_named(text: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        read_observations(text.encode(), "falls.csv")

    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


def test_letters_of_another_encoding_are_refused() -> None:
    with pytest.raises(Refused, match="not in UTF-8"):
        read_observations("when,note\n2025-01-01,caf\xe9".encode("latin-1"), "falls.csv")
