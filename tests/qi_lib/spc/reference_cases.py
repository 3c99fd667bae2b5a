"""Reads the reference cases: what established packages give for the same data."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

HERE = Path(__file__).parent / "reference"
# Inputs of the bundled cases are under licences that keep them out of this repository.
BESIDE = Path(__file__).parents[4] / "shared" / "reference" / "spc"


def cases(*files: str, kind: str, levels: tuple[str, ...] = ("core", "convention")) -> list[Any]:
    """Give the cases of a kind as pytest parameters; one skipped parameter for a missing file."""
    out = []
    for name in files:
        path = (BESIDE if name.endswith("_bundled.jsonl") else HERE) / name
        if not path.exists():
            why = f"{name} is not beside the repository (its inputs may not be copied here)"
            out.append(pytest.param(None, id=name, marks=pytest.mark.skip(reason=why)))
            continue
        for line in path.read_text().splitlines():
            case = json.loads(line)
            if case["kind"] == kind and case["level"] in levels:
                out.append(pytest.param(case, id=case["id"]))
    return out


def numbers(values: list[Any]) -> np.ndarray:
    """Read a list with nulls as floats."""
    return np.array([math.nan if v is None else v for v in values], dtype=float)


def frame(case: dict[str, Any]) -> pd.DataFrame:
    """Make a data frame of a case's input, its x in the right type."""
    given = case["input"]
    data = {key: values for key, values in given.items() if key != "x_type"}
    for key in ("y", "n"):
        if key in data:
            data[key] = numbers(data[key])
    table = pd.DataFrame(data)
    if given["x_type"] == "date":
        table["x"] = pd.to_datetime(table["x"])
    if given["x_type"] == "category":
        table["x"] = pd.Categorical(table["x"], categories=sorted(set(table["x"])))
    return table


def assert_close(case: dict[str, Any], found: Any, expected: list[Any], what: str) -> None:
    """Compare within the tolerance that the case gives."""
    wanted = numbers(expected)
    finite = wanted[np.isfinite(wanted)]
    largest = float(np.abs(finite).max()) if len(finite) else 0.0
    np.testing.assert_allclose(
        np.asarray(found, dtype=float),
        wanted,
        rtol=case["tolerance"]["rel"],
        atol=case["tolerance"]["abs"] * largest,
        err_msg=f"{case['id']}: {what}",
    )
