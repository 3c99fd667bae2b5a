"""Kinds of data in which nothing is going on, to count what charts say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from numpy.random import Generator

from qi_lib.spc import Facets, spc

__all__ = ["NORMAL", "Quiet", "charts", "kinds"]

SHARES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.995, 0.997, 0.999)
MEANS = (0.02, 0.05, 0.2, 0.5, 1, 2, 5, 20)
GROUP = 4  # values in a subgroup

Shape = tuple[int, ...]
Columns = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True)
class Quiet:
    """A kind of data without any change: its name, how it is charted, and how it comes about."""

    name: str
    chart: str
    draw: Callable[[Generator, Shape], Columns]


def _normal(random: Generator, shape: Shape) -> Columns:
    return {"y": random.normal(50, 10, shape)}


# What all others are held against, on the charts that have limits of their own and on the others.
_SUBGROUPS = ("xbar", "xbar_r", "s", "r")
NORMAL = {chart: Quiet("normal", chart, _normal) for chart in ("i", "run", "mr", *_SUBGROUPS)}


def kinds() -> Iterator[Quiet]:
    """Give every kind of data, on every chart that people might choose for it."""
    yield from _shares()
    yield from _counts()
    yield from _measured()


def _shares() -> Iterator[Quiet]:
    """Give shares of thirty, and of twenty to sixty, from the middle to the ceiling."""
    for share in SHARES:

        def of_thirty(random: Generator, shape: Shape, share: float = share) -> Columns:
            return {"y": random.binomial(30, share, shape), "n": np.full(shape, 30)}

        def of_some(random: Generator, shape: Shape, share: float = share) -> Columns:
            n = random.integers(20, 61, shape)
            return {"y": random.binomial(n, share), "n": n}

        yield from (Quiet(f"{share:.1%} of 30", chart, of_thirty) for chart in ("p", "np", "run"))
        yield from (Quiet(f"{share:.1%} of 20–60", chart, of_some) for chart in ("p", "pp", "ip"))


def _counts() -> Iterator[Quiet]:
    """Give counts, and rates by exposures that differ."""
    for mean in MEANS:

        def plain(random: Generator, shape: Shape, mean: float = mean) -> Columns:
            return {"y": random.poisson(mean, shape)}

        def exposed(random: Generator, shape: Shape, mean: float = mean) -> Columns:
            n = random.integers(600, 1_000, shape)
            return {"y": random.poisson(mean * n / 800), "n": n}

        counted = ("c", "i", "run", "mr")
        yield from (Quiet(f"counts of mean {mean:g}", chart, plain) for chart in counted)
        yield from (Quiet(f"rates of mean {mean:g}", chart, exposed) for chart in ("u", "up"))


def _measured() -> Iterator[Quiet]:
    """Give scores, times and what lies between rare events."""

    def scores(random: Generator, shape: Shape) -> Columns:
        return {"y": np.clip(random.normal(9.3, 1, shape).round(), 0, 10)}

    def waits(random: Generator, shape: Shape) -> Columns:
        return {"y": random.lognormal(3, 0.6, shape)}

    def short_waits(random: Generator, shape: Shape) -> Columns:
        return {"y": random.lognormal(3, 0.3, shape).round()}

    def days(random: Generator, shape: Shape) -> Columns:
        return {"y": random.exponential(20, shape)}

    def cases(random: Generator, shape: Shape) -> Columns:
        return {"y": random.geometric(0.02, shape) - 1}

    def usual(random: Generator, shape: Shape) -> Columns:
        return {"y": np.where(random.random(shape) < 0.03, 99.0, 100.0)}

    yield from NORMAL.values()
    scored = ("i", "run", "mr", *_SUBGROUPS)
    yield from (Quiet("scores at a ceiling", chart, scores) for chart in scored)
    yield from (Quiet("times, a little skewed", chart, short_waits) for chart in ("i", "run"))
    yield from (Quiet("times, very skewed", chart, waits) for chart in ("i", "run", "t"))
    yield from (Quiet("nearly always the same", chart, usual) for chart in ("i", "run", "mr"))
    yield from (Quiet("days between events", chart, days) for chart in ("t", "i"))
    yield from (Quiet("cases between events", chart, cases) for chart in ("g", "i"))


def charts(kind: Quiet, length: int, rules: str, *, series: int, seed: int = 1) -> Facets:
    """Chart this many series of a length, each without any change."""
    each = GROUP if kind.chart in _SUBGROUPS else 1
    random = np.random.default_rng([seed, length])
    columns = {
        name: values.ravel() for name, values in kind.draw(random, (series, length, each)).items()
    }
    frame = pd.DataFrame(columns).assign(
        x=np.tile(np.repeat(np.arange(1, length + 1), each), series),
        series=np.repeat(np.arange(series), length * each),
    )
    n = "n" if "n" in columns else None
    return spc(frame, x="x", y="y", n=n, chart=kind.chart, rules=rules, facet="series")
