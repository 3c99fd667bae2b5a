"""Who changed what when, as a file that a person can read."""

import datetime as dt
import json

from qi_lib.parcel.history import PastSave, fit_history, read_history, write_history

_FIRST = dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC)
_LONG = "x" * 2_000_000


def _tool(version: int, text: str = "Dark", *, key: str = "own-notes") -> PastSave:
    return PastSave(
        kind="tool",
        key=key,
        version=version,
        saved_at=_FIRST + dt.timedelta(minutes=version),
        saved_by="nia",
        content={"text": text},
    )


def _numbers(version: int, text: str = "") -> PastSave:
    point = {"when": "2025-01-01", "value": 7.0, "note": text}
    return PastSave(
        kind="observations",
        key="fallsabcde",
        version=version,
        saved_at=_FIRST + dt.timedelta(minutes=version),
        saved_by="nia",
        content={"changed": [point], "removed": []},
    )


def test_each_save_is_a_line_oldest_first() -> None:
    text, left_out = write_history([_tool(2), _tool(1), _numbers(3)])

    lines = [json.loads(line) for line in text.splitlines()]
    assert [(one["version"], one["kind"]) for one in lines] == [
        (1, "tool"),
        (2, "tool"),
        (3, "observations"),
    ]
    assert lines[0]["saved_at"] == "2025-01-01T09:01:00Z"
    assert left_out == 0
    assert read_history(text.encode(), "history.jsonl") == [_tool(1), _tool(2), _numbers(3)]


def test_of_a_history_that_is_too_long_the_oldest_saves_stay_behind() -> None:
    text, left_out = write_history(_tool(version, _LONG) for version in range(1, 13))

    kept = [one.version for one in read_history(text.encode(), "history.jsonl")]
    assert kept == list(range(5, 13))
    assert left_out == 4
    assert len(text) < 16 * 1024 * 1024


def test_numbers_are_left_out_with_all_their_saves_or_with_none() -> None:
    text, left_out = write_history([_numbers(1), _numbers(2, _LONG * 9), _tool(3)])
    damaged = _numbers(2).model_copy(update={"content": {"changed": [{}], "removed": []}})

    assert (read_history(text.encode(), "history.jsonl"), left_out) == ([_tool(3)], 2)
    assert fit_history([_numbers(1), damaged, _tool(1)], may_keep=lambda _: True) == [_tool(1)]


def test_text_of_any_language_stays_on_its_line() -> None:
    odd = _tool(1, "Zeile\nzwei\u2028drei\x85vier “naß”")

    text, _ = write_history([odd])

    assert read_history(text.encode(), "history.jsonl") == [odd]
