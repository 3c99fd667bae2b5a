"""What a CUSUM says: whether the rate has changed, and at which case."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qi_lib.spc.numbers_in_words import listed, number
from qi_lib.spc.other_charts.cusum.values import BernoulliCusumValues

__all__ = ["explain", "finding", "table"]


def finding(cusum: BernoulliCusumValues) -> str:
    """Say in one sentence whether the rate has changed, and at which case."""
    up = np.flatnonzero(cusum.points["signal_up"])
    down = np.flatnonzero(cusum.points["signal_down"])
    if not len(up) and not len(down):
        return f"No sign that the rate differs from {cusum.target:.1%}"
    if len(up) and (not len(down) or up[-1] > down[-1]):
        return f"The rate has risen: signal at case {up[-1] + 1:,}"
    return f"The rate has fallen: signal at case {down[-1] + 1:,}"


def explain(cusum: BernoulliCusumValues) -> str:
    """Say at which cases the sums gave a signal, and what they watch for."""
    cases, happened = len(cusum.points), int(cusum.points["value"].sum())
    many = "One case was" if cases == 1 else f"{cases:,} cases were"
    sentences = [
        f"{finding(cusum)}.",
        f"{many} watched: it happened in {happened:,}, which is {happened / cases:.1%}, "
        f"where {cusum.target:.1%} is usual.",
    ]
    for signal, words, rate in (
        ("signal_up", "a rise", cusum.p1),
        ("signal_down", "a fall", cusum.p2),
    ):
        at = (np.flatnonzero(cusum.points[signal]) + 1).tolist()
        where = [f"{case:,}" for case in at[:5]]
        where += [f"{len(at) - 5:,} later"] if len(at) > 5 else []
        said = f"at {'case' if len(at) == 1 else 'cases'} {listed(where)}" if at else "nowhere"
        sentences.append(f"The sum that watches for {words} to {rate:.1%} signals {said}.")
    return " ".join(sentences)


def table(cusum: BernoulliCusumValues) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Give the heads of the table, and the cells of each row, the row's name first."""
    names = ("case", "value", "cusum_up", "cusum_down", "signal_up", "signal_down")
    rows = [
        (
            f"{case:,}",
            "yes" if value else "no",
            *(number(total, 2) for total in (up, down)),
            "signal: risen" if has_risen else "signal: fallen" if has_fallen else "",
        )
        for case, value, up, down, has_risen, has_fallen in zip(
            *(cusum.points[name].tolist() for name in names), strict=True
        )
    ]
    return ("Case", "Happened", "Sum for a rise", "Sum for a fall", "What it shows"), rows
