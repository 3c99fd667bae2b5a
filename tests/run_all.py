"""Run every test, as `make test` does; say at the end what took longest and what was skipped."""

import ast
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

__all__ = ["RUNS", "Result", "Run", "main", "say_skipped", "say_slowest"]


@dataclass(frozen=True)
class Run:
    """One run of pytest."""

    name: str
    arguments: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What became of one test, from the setting up of what it needs to the clearing away."""

    test: str
    seconds: float
    skipped: str | None = None


_TWO = ("-n", "2")
_PYARROW = str(Path(__file__).parent.parent / ".venv" / "pyarrow")
RUNS = (
    Run("the tests without a hub", [*_TWO, "-m", "not journey and not pyarrow"]),
    # A fellow may have pyarrow, the hub has not; pandas takes it for text where it finds it.
    Run("the chart engine with pyarrow", [*_TWO, "tests/qi_lib/spc"], {"PYTHONPATH": _PYARROW}),
    Run("the journeys", [*_TWO, "--dist", "loadfile", "-m", "journey"]),
)


def main(runs: Iterable[Run] = RUNS) -> int:
    """Go through all runs, whatever fails, and return the exit code of the whole."""
    results: list[Result] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, run in enumerate(runs):
            print(f"\n{run.name.capitalize()} …", flush=True)
            file = Path(folder) / f"{number}.xml"
            if _run_pytest(run, file) != 0:
                failed.append(run.name)
            if file.exists():
                results += _read(file)
    print(f"\n{say_slowest(results)}")
    for name in failed:
        print(f"Not passed: {name}.")
    print(say_skipped(results))
    return int(bool(failed))


def say_slowest(results: Iterable[Result], count: int = 10) -> str:
    """Give a table of the slowest tests."""
    slowest = sorted(results, key=lambda result: -result.seconds)[:count]
    lines = [f"{result.seconds:7.1f} s  {result.test}" for result in slowest]
    return "\n".join(["The slowest tests, with what each set up:", *lines])


def say_skipped(results: Iterable[Result]) -> str:
    """Say in one line what was skipped and why."""
    # A test of two runs counts once.
    why = Counter(dict((one.test, one.skipped) for one in results if one.skipped).values())
    if not why:
        return "Nothing was skipped."
    reasons = "; ".join(f"“{reason}” ({count})" for reason, count in why.most_common())
    return f"Skipped {why.total()}: {reasons}."


def _run_pytest(run: Run, results: Path) -> int:
    command = [Path(sys.executable).with_name("pytest"), *run.arguments]
    # This old form alone names the file of a test.
    command += [f"--junit-xml={results}", "-o", "junit_family=xunit1"]
    pytest = subprocess.Popen(command, env={**os.environ, **run.environment})
    try:
        return pytest.wait()
    except KeyboardInterrupt:
        pytest.wait()  # it was told as well, and ends the hubs that it started
        raise


def _read(file: Path) -> Iterable[Result]:
    for case in ElementTree.parse(file).iter("testcase"):
        skipped = case.find("skipped")
        test = f"{case.get('file')}::{case.get('name')}"
        yield Result(test, float(case.get("time", "0")), _reason(skipped))


def _reason(skipped: ElementTree.Element | None) -> str | None:
    if skipped is None or skipped.get("type") == "pytest.xfail":
        return None
    if skipped.get("message") == "collection skipped":  # a whole module: the text is a tuple
        return str(ast.literal_eval(skipped.text or "")[2]).removeprefix("Skipped: ")
    return skipped.get("message")


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
