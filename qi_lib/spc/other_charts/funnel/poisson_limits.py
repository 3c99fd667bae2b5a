"""Exact Poisson limits, without a statistics package."""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["poisson_limits"]


def poisson_limits(expected: Floats, tail: float) -> tuple[Floats, Floats]:
    """Give the limits between which a count lies, with `tail` left out on each side.

    By the gamma distribution: the `tail` quantile with shape E, and the 1 - `tail` quantile
    with shape E + 1.
    """
    lower = np.array([_gamma_quantile(tail, float(e)) for e in expected])
    upper = np.array([_gamma_quantile(1 - tail, float(e) + 1) for e in expected])
    return lower, upper


def _gamma_quantile(share: float, shape: float) -> float:
    """Find the value below which a share of a gamma distribution (scale 1) lies."""
    if shape <= 0:
        return 0.0
    z = _normal_quantile(share)
    # Wilson and Hilferty's start is close; Newton's steps, kept inside a bracket, finish.
    guess = shape * max(1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape)), 0.01) ** 3
    low, high = 0.0, max(4 * shape, 50.0)
    for _ in range(100):
        miss = _gamma_below(shape, guess) - share
        low, high = (guess, high) if miss < 0 else (low, guess)
        slope = math.exp((shape - 1) * math.log(guess) - guess - math.lgamma(shape))
        step = guess - miss / slope if slope > 0 else 0.0
        new = step if low < step < high else (low + high) / 2
        if abs(new - guess) <= 1e-13 * guess:
            return new
        guess = new
    return guess


def _gamma_below(shape: float, value: float) -> float:
    """Give the regularised lower incomplete gamma function (series or continued fraction)."""
    if value <= 0:
        return 0.0
    front = math.exp(shape * math.log(value) - value - math.lgamma(shape))
    if value < shape + 1:
        term = total = 1 / shape
        k = shape
        while abs(term) > 1e-16 * abs(total):
            k += 1
            term *= value / k
            total += term
        return front * total
    b = value + 1 - shape
    c, d = 1e300, 1 / b
    fraction = d
    for i in range(1, 10_000):
        a = -i * (i - shape)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return 1 - front * fraction


def _normal_quantile(share: float) -> float:
    """Find the normal quantile by bisection; it only starts a search."""
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        if 0.5 * math.erfc(-middle / math.sqrt(2)) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
