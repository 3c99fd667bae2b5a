"""Make and change records from keyword arguments, with errors in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from qi_lib.errors import Refused
from qi_lib.model import Record, ToolDocument
from qi_lib.wording.field_names import name_field
from qi_lib.wording.refusals import say_misfit

__all__ = ["as_json", "change_record", "make_record", "read_versions"]

R = TypeVar("R", bound=Record)


def make_record(kind: type[R], fields: Mapping[str, Any]) -> R:
    """Make a record from fields; raises `Refused` when one does not fit."""
    try:
        return kind.model_validate(as_json(fields))
    except ValidationError as error:
        raise Refused(_sentence(error)) from error


def change_record(record: R, fields: Mapping[str, Any]) -> R:
    """Copy a record with some fields changed; raises `Refused` when one does not fit."""
    return make_record(type(record), {**record.model_dump(mode="json"), **fields})


def as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Turn dates, records and choices into what JSON can carry."""
    return {name: to_jsonable_python(value) for name, value in fields.items()}


def read_versions(kind: str, found: Sequence[dict[str, Any]]) -> list[ToolDocument]:
    """Read versions as the hub lists them; one that removed the thing is empty."""
    return [ToolDocument(kind=kind, **{**one, "content": one["content"] or {}}) for one in found]


def _sentence(error: ValidationError) -> str:
    problems = []
    for problem in error.errors(include_input=False):
        name = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            problems.append(f"There is no field “{name}”.")
        else:
            said = say_misfit(problem)
            problems.append(f"“{name_field(problem['loc'])}”: {said}" if name else said)
    return "\n".join(problems)
