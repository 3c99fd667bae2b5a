"""What a funnel plot says: which units differ from the rest, and what its limits are."""

from __future__ import annotations

from collections.abc import Sequence

from qi_lib.spc.numbers_in_words import decimals_for, listed, number
from qi_lib.spc.other_charts.funnel.values import FunnelValues

__all__ = ["explain", "finding", "table"]


def finding(funnel: FunnelValues) -> str:
    """Say in one sentence which units differ by more than chance, and which way."""
    rest = "expected" if funnel.kind == "ratio" else "the rest"
    outliers = funnel.points[funnel.points["is_outlier"]]
    if outliers.empty:
        than = "what was expected" if funnel.kind == "ratio" else rest
        return f"No unit differs from {than} by more than chance explains"
    is_high = outliers["ratio"] > funnel.target
    sides = (("higher", outliers[is_high]), ("lower", outliers[~is_high]))
    is_long = len(outliers) > 4
    said = [
        (f"{len(units)} of {len(funnel.points)} units" if is_long else listed(names))
        + f" {'is' if len(units) == 1 else 'are'} {way}"
        for way, units in sides
        if (names := units["group"].tolist())
    ]
    units = ", and ".join(said) + ("," if len(said) > 1 else "")
    return f"{units} than {rest} by more than chance explains"


def explain(funnel: FunnelValues) -> str:
    """Name the units outside the limits, with their values, and say what the limits are."""
    sentences = [f"{finding(funnel)}."]
    outside = funnel.points[funnel.points["is_outlier"]]
    for is_high, words in ((True, "Higher than chance explains"), (False, "Lower")):
        found = outside[(outside["ratio"] > funnel.target) == is_high]
        if len(found):
            pairs = zip(found["group"], found["ratio"], strict=True)
            named = [f"{name} ({_show(funnel, ratio)})" for name, ratio in pairs]
            named = named if len(named) < 7 else [*named[:5], f"{len(named) - 5} more"]
            sentences.append(f"{words}: {listed(named)}.")
    per = f" per {funnel.per}" if funnel.per else ""
    centre = _show(funnel, funnel.target) + per
    as_expected = f"{centre} means as many as expected"
    sentences.append(
        f"{as_expected if funnel.kind == 'ratio' else f'All units together have {centre}'}."
    )
    chance = "one in 20" if funnel.limit == 95 else "two in 1,000"
    lie = f"lie outside the {funnel.limit:g}% limits by chance alone"
    sentences.append(f"Of units that do not differ, {chance} {lie}.")
    return " ".join(sentences)


def table(funnel: FunnelValues) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Give the heads of the table, and the cells of each row, the row's name first."""
    over, under = ("Observed", "Expected") if funnel.kind == "ratio" else ("Events", "Out of")
    prefix, tag = "od_" if funnel.is_overdispersed else "", "998" if funnel.limit > 99 else "95"
    limits = (f"{prefix}lower_{tag}", f"{prefix}upper_{tag}")
    names = ("group", "numerator", "denominator", "ratio", *limits, "is_outlier")
    rows = [
        (
            *(str(group), f"{events:,g}", f"{size:,g}"),
            *(_show(funnel, value) for value in (ratio, low, high)),
            "more than chance explains" if is_outlier else "",
        )
        for group, events, size, ratio, low, high, is_outlier in zip(
            *(funnel.points[name].tolist() for name in names), strict=True
        )
    ]
    ratio_head = f"Rate per {funnel.per}" if funnel.per else "Ratio"
    heads = ("Unit", over, under, ratio_head, "Expected from", "Expected to", "What it shows")
    return heads, rows


def _show(funnel: FunnelValues, ratio: float) -> str:
    shown = ratio * 100 if funnel.is_share else ratio
    decimals = decimals_for([shown], is_percent=funnel.is_share)
    return number(shown, decimals) + ("%" if funnel.is_share else "")
