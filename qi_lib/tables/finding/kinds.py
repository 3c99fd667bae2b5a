"""Say of a cell, at a glance, whether it is a word, a number, a period or an answer."""

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from qi_lib.tables.amounts import Amount, Suppressed, Unclear, is_not_counted, read_amount
from qi_lib.tables.cells import Cell
from qi_lib.tables.periods import read_period

__all__ = ["NO", "YES", "Kind", "answer_of", "is_figure", "kind_of"]

Kind = Literal["", "word", "number", "period", "answer"]

YES = frozenset(
    {"yes", "y", "true", "✓", "✔", "met", "compliant", "pass", "passed", "done", "complete"}
    | {"completed", "achieved", "correct", "present", "x"}
)
NO = frozenset(
    {"no", "n", "false", "✗", "✘", "×", "fail", "failed", "incorrect", "absent", "incomplete"}
    | {"not met", "non-compliant", "non compliant", "not compliant", "noncompliant", "not done"}
    | {"unmet", "not achieved", "not complete", "not completed", "not present", "partial"}
)
# What may be a number or a period begins so; all else is words, known without a closer look.
_MAY_BE = re.compile(
    r"[\d£$€(\[<>≤≥~≈*.+−-]|n ?="
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|w/|w[cbe]\b|wk|week|month|period|as at|q ?[1-4]|qtr|quarter|fy|m ?\d|p ?\d|mth"
    r"|c\.? ?\d|ca|circa|about|approx|nil|zero|none|nought|naught|no |less|fewer|under|below"
    r"|more|over|above|supp|\[?c\]?$|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|o$|[oil]\d)",
    re.IGNORECASE,
)


def kind_of(cell: Cell) -> Kind:
    """Say what a cell is; `""` where nothing was counted."""
    if isinstance(cell, str):
        text = cell.strip()
        if not text:
            return ""
        if text.isdecimal():
            return "number"
        return _kind_of_figure(text) if _MAY_BE.match(text) else _kind_of_word(text)
    if cell is None:
        return ""
    return "period" if isinstance(cell, dt.date) else "number"


def is_figure(cell: Cell) -> bool:
    """Tell whether a cell holds a number, a period or an answer, which headings do not."""
    return kind_of(cell) in ("number", "period", "answer")


def answer_of(cell: Cell) -> bool | None:
    """Read yes or no; `None` when it is neither."""
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.lower().split()).rstrip(".")
    return True if text in YES else False if text in NO else None


def _kind_of_word(text: str) -> Kind:
    if answer_of(text) is not None:
        return "answer"
    return "" if is_not_counted(text) else "word"


@lru_cache(maxsize=100_000)
def _kind_of_figure(text: str) -> Kind:
    if answer_of(text) is not None or is_not_counted(text):
        return _kind_of_word(text)
    amount = read_amount(text)
    if isinstance(amount, Unclear) and not amount.likely:
        return "period" if read_period(text) else "word"
    if text.isalpha() and not isinstance(amount, Amount):
        return "word"  # O, c
    is_number = isinstance(amount, Amount | Suppressed) or any(mark.isdecimal() for mark in text)
    return "number" if is_number else "word"
