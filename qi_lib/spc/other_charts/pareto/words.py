"""What a Pareto chart says: how few categories make most of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from qi_lib.spc.numbers_in_words import count_in_words, listed
from qi_lib.spc.other_charts.pareto.values import ParetoValues, show_count

__all__ = ["explain", "finding", "table"]


def finding(pareto: ParetoValues) -> str:
    """Say in one sentence how few categories make most of the whole."""
    few = pareto.few
    if few is None:
        return f"No few categories stand out among {pareto.measure}"
    share = pareto.table["cum_share"].iloc[few - 1]
    make = "category makes" if few == 1 else "categories make"
    return f"{count_in_words(few).capitalize()} {make} {share:.0%} of {pareto.measure}"


def explain(pareto: ParetoValues) -> str:
    """Name the categories that matter most, and say what they make together."""
    total, names = pareto.table["count"].sum(), pareto.names
    sentences = [f"{finding(pareto)}."]
    if pareto.few is not None and len(names) > 1:
        shares = zip(names[: pareto.few], pareto.table["share"], strict=False)
        sentences.append(f"{listed([f'{name} ({share:.0%})' for name, share in shares])}.")
    if pareto.named and pareto.few != pareto.vital_few:
        together = pareto.table["cum_share"].iloc[pareto.vital_few - 1]
        first = count_in_words(pareto.vital_few)
        sentences.append(f"The first {first} of {len(names)} make {together:.0%} together.")
    sentences += _leftovers(pareto)
    sentences.append("There is one." if total == 1 else f"There are {show_count(total)} in all.")
    return " ".join(sentences)


def _leftovers(pareto: ParetoValues) -> list[str]:
    """Say of "Other" how much it holds, where that is more than the largest cause."""
    rest, counts = pareto.names[pareto.named :], pareto.table["count"].tolist()
    largest = counts[0] if pareto.named else 0
    return [
        f"“{name}” holds {count / sum(counts):.0%}, more than any cause: look into it."
        for name, count in zip(rest, counts[pareto.named :], strict=True)
        if count > largest
    ]


def table(pareto: ParetoValues) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Give the heads of the table, and the cells of each row, the row's name first."""
    columns = (pareto.table[name].tolist() for name in ("count", "share", "cum_share"))
    rows = [
        (name, show_count(count), f"{share:.0%}", f"{so_far:.0%}")
        for name, count, share, so_far in zip(pareto.names, *columns, strict=True)
    ]
    return ("Category", "Count", "Share", "Together"), rows
