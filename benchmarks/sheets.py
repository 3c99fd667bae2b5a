"""How long sheets of 20,000 and 200,000 rows take from the file to the chart on the screen.

    .venv/bin/python benchmarks/sheets.py

Three shapes that grow long: a list of incidents, a number for each ward and day, a yes/no audit;
each as text and as an Excel workbook. `open` takes the file apart, `propose` finds the table and
how it is read, `choose` is the same after a tap, `draw` draws the chart. All are processor time, in
seconds; what goes over the network is not in it. What is set out to reach: 2 s and 10 s altogether.
"""

import datetime as dt
import io
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import openpyxl

from qi_lib.model import Measure, Project, ProjectBundle
from qi_lib.report.chart_drawing import draw_measure_chart
from qi_lib.tables.opening.files import open_file
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

SIZES = (20_000, 199_000)
TODAY = dt.date(2026, 1, 1)
Cells = tuple[dt.date | int | str, ...]
T = TypeVar("T")


def incidents(count: int) -> Iterator[Cells]:
    """A list of incidents over three years."""
    yield ("ID", "Incident date", "Ward", "Category", "Severity", "Handler")
    for row in range(count):
        day = dt.date(2022, 1, 1) + dt.timedelta(days=row * 1095 // count)
        kind, harm = ("Fall", "Low") if row % 3 else ("Ulcer", "High")
        yield (row, day, f"Ward {row % 12}", kind, harm, f"N Jones {row % 40}")


def numbers(count: int) -> Iterator[Cells]:
    """Falls and bed days of forty wards, day by day."""
    chance = random.Random(1)
    yield ("Date", "Ward", "Falls", "Bed days")
    for row in range(count):
        day = dt.date(2010, 1, 1) + dt.timedelta(days=row // 40)
        yield (day, f"Ward {row % 40}", chance.randint(0, 3), 20 + row % 40)


def audit(count: int) -> Iterator[Cells]:
    """One patient a row, with yes, no and N/A."""
    chance = random.Random(1)
    yield ("Date", "Ward", "Skin bundle complete?", "Repositioned?")
    for row in range(count):
        day = dt.date(2022, 1, 1) + dt.timedelta(days=row * 900 // count)
        answers = chance.choice(("Yes", "No", "N/A", "Yes")), chance.choice("YN")
        yield (day, f"Ward {row % 8}", *answers)


def as_text(rows: Iterator[Cells]) -> bytes:
    """Write rows as a CSV file, with dates as they are written here."""
    lines = (
        ",".join(f"{one:%d/%m/%Y}" if isinstance(one, dt.date) else str(one) for one in row)
        for row in rows
    )
    return "\n".join(lines).encode()


def as_workbook(rows: Iterator[Cells]) -> bytes:
    """Write rows as an Excel workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """Do something once, as a person does; give what comes of it, and the seconds."""
    start = time.process_time()
    done = run()
    return done, time.process_time() - start


def draw(proposal: Proposal) -> None:
    """Draw the chart of what was read."""
    measure = Measure(name="Falls")
    assert proposal.reading is not None, "these sheets can be read"
    points = {measure.id: proposal.reading.observations}
    project = Project(title="Sheets", slug="sheets")
    draw_measure_chart(
        ProjectBundle(project=project, measures=[measure], observations=points), measure
    )


def measure_one(content: bytes, name: str) -> list[float]:
    """Read one file, answer what is asked with the first option, and draw."""
    purpose = Purpose(today=TODAY)
    book, opened = timed(lambda: open_file(content, name))
    proposal, proposed = timed(lambda: propose(book, purpose))
    given = proposal.given
    for question in proposal.questions:
        given = question.options[0].apply(given)
    proposal, chosen = timed(lambda: propose(book, purpose, given))
    _, drawn = timed(lambda: draw(proposal))
    return [opened, proposed, chosen, drawn, opened + proposed + drawn]


def main() -> None:
    """Print a line for each file."""
    names = ("open", "propose", "choose", "draw", "to the screen")
    sys.stdout.write(f"{'':28}{'rows':>9}{'MB':>6}" + "".join(f"{one:>15}" for one in names) + "\n")
    draw(propose(open_file(as_text(numbers(400)), "warm.csv"), Purpose(today=TODAY)))
    for size in SIZES:
        for shape in (incidents, numbers, audit):
            for kind, write in (("csv", as_text), ("xlsx", as_workbook)):
                content = write(shape(size))
                times = measure_one(content, f"{shape.__name__}.{kind}")
                said = f"{f'{shape.__name__}, {kind}':28}{size:>9,}{len(content) / 1e6:>6.1f}"
                sys.stdout.write(said + "".join(f"{one:>15.2f}" for one in times) + "\n")


if __name__ == "__main__":
    main()
