"""What is found in a sheet is kept for the next choice about it."""

import datetime as dt

from qi_lib.tables.opening.files import open_file
from qi_lib.tables.reading.proposals import Purpose, propose

PURPOSE = Purpose(today=dt.date(2026, 1, 1))
INCIDENTS = "ID,Incident date,Ward,Severity,Handler\n" + "\n".join(
    f"{row},{dt.date(2022, 1, 1) + dt.timedelta(days=row // 20):%d/%m/%Y},Ward {row % 12},Low,N J"
    for row in range(400)
)


def test_sheet_is_looked_through_once_for_all_choices_about_it() -> None:
    book = open_file(INCIDENTS.encode(), "incidents.csv")

    first = propose(book, PURPOSE)
    later = propose(book, PURPOSE, first.given.change(every="month"))
    other = propose(book, PURPOSE, first.given.change(heading=3))

    assert later.table is first.table
    assert other.table is not first.table
