"""Bring a file of numbers into a measure, for the command line."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Columns", "import_file"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the file mean what; an empty name means there is none."""

    date: str
    value: str = ""
    numerator: str = ""
    minus: str = ""
    denominator: str = ""


def import_file(
    file: Path, *, project: str, measure: str, columns: Columns, url: str, token: str
) -> list[str]:
    """Read `file`, save its observations, and report in sentences, the chart's signals last."""
    raise NotImplementedError
