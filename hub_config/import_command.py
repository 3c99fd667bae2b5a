"""The command `qihub import`: bring a file in, or be told what must be said first."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gallery.settings import load_settings
from hub_config.addresses import Addresses
from hub_config.keys import Keys

__all__ = ["import_data"]


_File = Annotated[Path, typer.Argument(help="A table of numbers.", exists=True, dir_okay=False)]
_Project = Annotated[str, typer.Option(help="The project's short name, as in its address.")]
_Measure = Annotated[str, typer.Option(help="The measure's name; made when there is none.")]
_Sheet = Annotated[str, typer.Option(help="The sheet, or “all sheets”.")]
_Table = Annotated[int, typer.Option(help="Which table of the sheet, counted from 1.")]
_Heading = Annotated[int, typer.Option(help="The number of the row of headings.")]
_Date = Annotated[str, typer.Option(help="The column with the dates.")]
_Until = Annotated[
    str, typer.Option(help="Chart the time from the date to the date in this column.")
]
_Number = Annotated[str, typer.Option(help="The column to chart.")]
_CountRows = Annotated[bool, typer.Option("--count-rows", help="Chart how many rows there are.")]
_OutOf = Annotated[
    str, typer.Option(help="What the number is out of, for a share or rate; or “none”.")
]
_Rest = Annotated[bool | None, typer.Option("--rest/--no-rest", help="“Out of” minus the number.")]
_Group = Annotated[str, typer.Option(help="The column of the wards.")]
_Ward = Annotated[
    list[str], typer.Option(help="A ward; “all”, added up; or “each”, a measure of its own.")
]
_Only = Annotated[
    list[str], typer.Option(help="Keep the rows with this word: COLUMN=WORD, or a ward.")
]
_SameDate = Annotated[str, typer.Option(help="Rows of one date: last, first, sum, all or share.")]
_Every = Annotated[str, typer.Option(help="One point for each day, week or month.")]
_DayOrder = Annotated[str, typer.Option(help="How dates are written: day-first or month-first.")]
_Year = Annotated[int, typer.Option(help="The year of the first row, where the dates say none.")]
_Quarters = Annotated[str, typer.Option(help="Whose quarters: financial or calendar.")]
_Scale = Annotated[str, typer.Option(help="0.845 is a share (84.5%), or stays as it is: percent.")]
_Unit = Annotated[str, typer.Option(help="The unit of times: minutes, hours or days.")]
_Clock = Annotated[str, typer.Option(help="Whether 1:30 is hours (and minutes) or minutes.")]
_Blanks = Annotated[str, typer.Option(help="What empty cells among ticks mean: no or nothing.")]
_Ends = Annotated[
    str, typer.Option(help="A first or last month that may not be full: keep or out.")
]
_Differs = Annotated[
    str, typer.Option(help="keep: numbers quite unlike the measure's own belong to it.")
]
_Cell = Annotated[
    list[str], typer.Option(help="What a cell means: B12=0; B12=out leaves its row out.")
]


def import_data(
    context: typer.Context,
    file: _File,
    project: _Project,
    measure: _Measure,
    sheet: _Sheet = "",
    table: _Table = 0,
    heading: _Heading = 0,
    date: _Date = "",
    until: _Until = "",
    number: _Number = "",
    count_rows: _CountRows = False,
    out_of: _OutOf = "",
    rest: _Rest = None,
    group: _Group = "",
    ward: _Ward = [],  # noqa: B006  (typer makes a list of its own of it)
    only: _Only = [],  # noqa: B006  (as above)
    same_date: _SameDate = "",
    every: _Every = "",
    day_order: _DayOrder = "",
    year: _Year = 0,
    quarters: _Quarters = "",
    scale: _Scale = "",
    unit: _Unit = "",
    clock: _Clock = "",
    blanks: _Blanks = "",
    ends: _Ends = "",
    differs: _Differs = "",
    cell: _Cell = [],  # noqa: B006  (as above)
) -> None:
    """Bring the numbers of a file into a project's measure, through the running hub.

    While a file can be read in more than one way, nothing is saved and the choices are printed.
    """
    from hub_config.import_data import import_file  # noqa: PLC0415  (loads pandas)
    from hub_config.import_options import EACH, read_options  # noqa: PLC0415  (as above)
    from qi_lib.client import connect  # noqa: PLC0415  (as above)

    settings = load_settings()
    token = Keys(settings.data_folder).get("command-line-token")
    report = import_file(
        file,
        project=connect(Addresses.of(settings).api, token).project(project),
        measure=measure,
        chosen=read_options(context.params),
        is_each=EACH in ward,
        today=dt.date.today(),
    )
    for line in report:
        Console().print(line, markup=False, highlight=False)
