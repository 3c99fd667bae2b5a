"""Find which numbers of a table are parts of others, and which are worked out from them."""

import re
from dataclasses import dataclass
from itertools import permutations
from statistics import median

from qi_lib.tables.finding.kinds import answer_of
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.reading.columns import Columns

__all__ = ["Ratio", "find_ratios", "worked_out"]

_LOOK_AT = 300
_FEWEST = 3
_MOST_COLUMNS = 12
_SURE = 2
_MOSTLY = 0.5
_NUMBER_OF = re.compile(r"\b(?:number|no\.?|count) of\b", re.IGNORECASE)
_FACTORS = (1, 100, 1000, 10_000, 100_000)

Pairs = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part and what it is out of; with `is_weak`, the number alone is as likely."""

    part: str
    whole: str
    is_weak: bool = False


def worked_out(columns: Columns) -> dict[str, Ratio]:
    """Find the columns that are a share or a rate of two others, in every row."""
    names = columns.candidates[:_MOST_COLUMNS]
    found: dict[str, Ratio] = {}
    taken: set[frozenset[str]] = set()
    # Bed days are falls over their rate as well: what looks like a rate is taken for the result.
    for result in sorted(names, key=lambda name: not _is_rate(columns, name)):
        for part, whole in permutations([name for name in names if name != result], 2):
            three = frozenset((part, whole, result))
            if three not in taken and _is_worked_out(columns, part, whole, result):
                found[result] = Ratio(part, whole)
                taken.add(three)
    return found


def _is_worked_out(columns: Columns, part: str, whole: str, result: str) -> bool:
    read = zip(
        columns.values(part)[:_LOOK_AT],
        columns.values(whole)[:_LOOK_AT],
        columns.values(result)[:_LOOK_AT],
        strict=True,
    )
    rows = [
        (a, b, c) for a, b, c in read if a is not None and b is not None and c is not None and b
    ]
    if len(rows) < _FEWEST or len({c for _, _, c in rows}) < 2 or all(a == c for a, _, c in rows):
        return False
    are_whole = all(c == int(c) for _, _, c in rows)
    factors = _FACTORS[1:] if are_whole else _FACTORS
    return any(all(_is_near(c, k * a / b) for a, b, c in rows) for k in factors)


def _is_near(told: float, true: float) -> bool:
    """Tell whether a number is another, rounded to the decimals that it shows."""
    decimals = len(f"{told:.6f}".rstrip("0").partition(".")[2])
    return abs(told - true) <= 0.51 * 10.0**-decimals


def find_ratios(columns: Columns) -> list[Ratio]:
    """Find the parts and wholes that the headings name and the numbers allow, the best first.

    A part is never more than its whole, except of bed days and other exposures.
    """
    certain = list(dict.fromkeys(worked_out(columns).values()))
    if certain:
        return certain
    names = [name for name in columns.candidates if not _is_rate(columns, name)]
    scored = {
        Ratio(part, whole, is_weak=score < _SURE): score
        for part, whole in permutations(names[:_MOST_COLUMNS], 2)
        if (score := _score(columns, part, whole, are_alone=len(names) == 2))
    }
    best: dict[str, Ratio] = {}
    for ratio in sorted(scored, key=lambda one: -scored[one]):
        best.setdefault(ratio.part, ratio)
    wholes = {ratio.whole for ratio in best.values()}
    return [ratio for ratio in best.values() if ratio.part not in wholes]


def _is_rate(columns: Columns, name: str) -> bool:
    shown = [one for one in columns.amounts(name)[:_LOOK_AT] if getattr(one, "is_percent", False)]
    return bool(shown) or (sounds(name, "rate") and not sounds(name, "part"))


def _score(columns: Columns, part: str, whole: str, *, are_alone: bool) -> float:
    """Weigh a part and a whole by their headings; 0 where they do not go together."""
    is_exposure = sounds(whole, "exposure") and not sounds(part, "exposure")
    is_part = sounds(part, "part") or answer_of(part) is not None
    is_part = is_part and not (sounds(whole, "part") and not sounds(whole, "whole"))
    is_whole = sounds(whole, "whole") and not _only_part(whole)
    pairs = _pairs(columns, part, whole)
    if not pairs:
        return 0
    if is_exposure and median(b for _, b in pairs) > median(a for a, _ in pairs):
        return 2 + is_part
    if is_part and is_whole and _within(pairs) >= _MOSTLY:
        if _only_counts(part):  # the number of falls is no part of the number of residents
            return 1
        return 4 + 0.5 * (not sounds(whole, "part")) + 0.5 * (not sounds(part, "whole"))
    is_less = any(a < b for a, b in pairs)
    if (
        are_alone
        and is_less
        and _within(pairs) == 1
        and ((is_whole and not sounds(part, "whole")) or is_part)
    ):
        return 1
    return 0


def _only_part(name: str) -> bool:
    """Tell whether a heading says a part in a way that no whole is called: “seen <4h”, “late”."""
    return (sounds(name, "bad") or "<" in name) and not name.endswith(" in total")


def _only_counts(name: str) -> bool:
    """Tell whether all that makes a heading a part is that it says “number of”."""
    rest = _NUMBER_OF.sub("", name)
    return rest != name and not sounds(rest, "part") and answer_of(rest.strip()) is None


def _pairs(columns: Columns, part: str, whole: str) -> Pairs:
    read = zip(columns.values(part)[:_LOOK_AT], columns.values(whole)[:_LOOK_AT], strict=True)
    return [(a, b) for a, b in read if a is not None and b is not None]


def _within(pairs: Pairs) -> float:
    """Give the share of rows where the part is no more than the whole."""
    return sum(0 <= a <= b for a, b in pairs) / len(pairs)
