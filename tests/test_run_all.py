"""What `make test` says at the end is true of real runs of pytest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.run_all import Result, Run, main, say_skipped, say_slowest

RunOf = Callable[..., Run]


@pytest.fixture
def run_of(tmp_path: Path) -> RunOf:
    """Give a run of tests whose code is given."""

    def run_of(name: str, *lines: str) -> Run:
        file = tmp_path / f"test_{name}.py"
        file.write_text("\n".join(["import pytest, time", *lines]))
        return Run(name, [str(file)], {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})  # starts sooner

    return run_of


def test_last_line_says_what_was_skipped_in_any_run_and_why(
    run_of: RunOf, capfd: pytest.CaptureFixture[str]
) -> None:
    first = run_of(
        "first",
        "def test_screen(): pytest.skip('no screen')",
        "@pytest.mark.skipif(True, reason='no screen')",
        "def test_wide_screen(): pass",
        "@pytest.mark.xfail",
        "def test_wish(): assert False",
    )
    second = run_of("second", "pytest.importorskip('nowhere')", "def test_it(): pass")

    code = main([first, second])

    last = capfd.readouterr().out.splitlines()[-1]
    assert last.startswith("Skipped 3: “no screen” (2); “could not import 'nowhere'")
    assert code == 1  # a run in which nothing ran proves nothing


def test_slowest_tests_of_all_runs_stand_in_a_table(
    run_of: RunOf, capfd: pytest.CaptureFixture[str]
) -> None:
    slow = "@pytest.fixture\ndef slow(): time.sleep(0.3)\n"
    first = run_of("first", "def test_quick(): pass", slow, "def test_setting_up(slow): pass")
    second = run_of("second", "def test_slow(): time.sleep(0.6)")

    code = main([first, second])

    *_, one, two, three, last = capfd.readouterr().out.splitlines()
    assert [line.split("::")[1] for line in (one, two, three)] == [
        "test_slow",
        "test_setting_up",
        "test_quick",
    ]
    assert (code, last) == (0, "Nothing was skipped.")


@pytest.mark.parametrize("line", ["def test_wrong(): assert False", "import nowhere"])
def test_run_that_fails_fails_the_whole_and_the_next_runs_all_the_same(
    run_of: RunOf, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    code = main([run_of("first", line), run_of("second", "def test_right(): pass")])

    said = capfd.readouterr().out
    assert code == 1
    assert "1 passed in" in said
    assert "Not passed: first.\n" in said
    assert "Not passed: second" not in said


def test_test_of_two_runs_that_is_skipped_counts_once() -> None:
    skipped = Result("test_sheet.py::test_sheet", 0.0, "there is no sheet")

    assert say_skipped([skipped, skipped]) == "Skipped 1: “there is no sheet” (1)."


def test_ten_tests_are_named_slowest() -> None:
    results = [Result(f"test_it.py::test_{number}", number) for number in range(12)]

    _, *lines = say_slowest(results).splitlines()

    assert len(lines) == 10
    assert lines[0] == "   11.0 s  test_it.py::test_11"
