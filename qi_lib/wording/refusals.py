"""Why a value does not fit, in words for the person who gave it."""

from collections.abc import Mapping
from typing import Any

__all__ = ["say_misfit"]


def say_misfit(problem: Mapping[str, Any]) -> str:
    """Say why one value does not fit; `problem` is one of pydantic's errors."""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "string_too_long":
            return f"This is longer than {context['max_length']:,} letters. Shorten it a little."
        case "string_too_short":
            return "This cannot be empty. Write a few words."
        case "too_long":
            return f"That is more than {context['max_length']:,}. Take some out first."
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return "This is not a date. Pick one from the calendar."
        case "int_parsing" | "int_type" | "float_parsing" | "float_type":
            return "This is not a number. Use figures, such as 7."
        case "int_from_float":
            return "This is not a whole number. Use one, such as 7."
        case "string_unicode":
            return "Half a character is in it, perhaps of an emoji. Delete it, or type it again."
        case "value_error":
            return str(context["error"])
        case _:
            said = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
            return f"This does not fit here: {said[:1].lower()}{said[1:]}."
