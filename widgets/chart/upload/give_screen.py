"""The screen of *My chart* that asks for a table."""

from qi_lib.tables.opening.size_limits import MAX_BYTES
from widgets.chart.chart_view import ChartView
from widgets.frame.screen import Button, Files, Screen, Text

__all__ = ["draw_give"]

# Also what is refused with what to do: on an iPad, a file that is grey says nothing.
_ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.docx,.htm,.html,.mht,.xml,.numbers,.pdf"


def draw_give(view: ChartView) -> Screen:
    """Offer to paste or to give a file."""
    return Screen(
        key="give",
        question="Bring numbers you already have",
        hint="One column with dates and one with numbers is enough. Leave out names of people.",
        parts=(
            Files(
                name="file",
                label="Choose an Excel or CSV file",
                accept=_ACCEPTED,
                limit_bytes=MAX_BYTES,
                problem=view.problems.get("file", ""),
            ),
            Text(
                name="pasted",
                label="Or paste the cells here",
                hint="In your spreadsheet, mark the columns with their headings, copy, then paste.",
                rows=6,
                is_kept=True,
                problem=view.problems.get("pasted", ""),
            ),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Read what I pasted", act="paste"),
    )
