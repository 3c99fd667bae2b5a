"""How `qihub import` names the choices about a file: one option for each."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from qi_lib.errors import Refused
from qi_lib.tables.reading.choices import Choices, Option

__all__ = ["EACH", "read_options", "say_option"]

ALL, EACH, NONE = "all", "each", "none"
_AS_NAMED = (
    "sheet", "table", "heading", "until", "number", "group", "same_date", "every", "year",
    "quarters", "scale", "unit", "clock", "blanks", "ends", "differs",
)  # fmt: skip
_CALLED = {"when": "--date"}


def read_options(options: Mapping[str, Any]) -> Choices:  # Any: each option has its own type
    """Make choices of the options of the command line; empty ones leave it to the hub.

    Raises `Refused` where one is not written as it should be.
    """
    fields = {name: options[name] for name in _AS_NAMED if options.get(name)}
    fields["when"] = options.get("date") or None
    fields["is_rest"] = options.get("rest")
    fields["only"] = {name: (word,) for name, word in map(_pair, _with_names(options["only"]))}
    fields["cells"] = dict(map(_pair, options["cell"]))
    wards = [*options["ward"], *(text for text in options["only"] if "=" not in text)]
    if wards and EACH not in wards:
        fields["wards"] = () if ALL in wards else tuple(wards)
    if options.get("count_rows"):
        fields["number"] = ""
    if options.get("out_of"):
        fields["out_of"] = "" if options["out_of"] == NONE else options["out_of"]
    if options.get("day_order"):
        fields["day_order"] = options["day_order"].replace("-", " ")
    try:
        return Choices.model_validate(fields)
    except ValidationError as error:
        raise Refused(_explain(error)) from error


def _with_names(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if "=" in text]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise Refused(f"“{text}” needs a name and a value with “=” between, such as B12=0.")
    return name, value


def _explain(error: ValidationError) -> str:
    """Say which option has a word that it does not know, and which it knows."""
    first = error.errors()[0]
    option = str(first["loc"][0]).replace("_", "-")
    said = str(first["input"]).replace(" ", "-")
    known = str(first.get("ctx", {}).get("expected", "another")).replace("day first", "day-first")
    known = known.replace("month first", "month-first")
    return f"--{option} does not know “{said}”. It knows {known}."


def say_option(option: Option) -> str:
    """Write the options of the command line that make the choices of an answer."""
    sets = option.sets
    if sets.get("until"):
        return shlex.join(["--until", sets["until"]])
    if sets.get("number") == "":
        return "--count-rows"
    words = [word for field, value in sets.items() for word in _say(field, value)]
    return shlex.join(words)


def _say(field: str, value: Any) -> list[str]:  # Any: fields of `Choices`
    if field == "out_of":
        return ["--out-of", value or NONE]
    if field == "is_rest":
        return ["--rest" if value else "--no-rest"]
    if field == "wards":
        return [word for ward in value or (ALL,) for word in ("--ward", ward)]
    if field == "cells":
        return [word for place, text in value.items() for word in ("--cell", f"{place}={text}")]
    if field == "only":
        pairs = [(name, label) for name, labels in value.items() for label in labels]
        return [word for name, label in pairs for word in ("--only", f"{name}={label}")]
    if not value:
        return []
    said = value.replace(" ", "-") if field == "day_order" else str(value)
    return [_CALLED.get(field, f"--{field.replace('_', '-')}"), said]
