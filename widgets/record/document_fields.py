"""The fields of a tool's document by name, as text: `problem`, or `<item's id>.text`."""

from copy import deepcopy

from pydantic import ValidationError

from qi_lib.errors import Refused
from qi_lib.model.base import Record
from qi_lib.model.document import Document
from qi_lib.wording.refusals import say_misfit

__all__ = ["read_field", "write_field"]


def read_field(record: Document, name: str) -> str:
    """Give a field as text; raises `Refused` when its item has gone."""
    part, attribute = _find(record, name)
    value = getattr(part, attribute)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def write_field(record: Document, name: str, value: str) -> None:
    """Set a field; nothing typed is what the field began with. Raises `Refused`."""
    part, attribute = _find(record, name)
    default = type(part).model_fields[attribute].get_default(call_default_factory=True)
    try:
        setattr(part, attribute, deepcopy(default) if value == "" else value)
    except ValidationError as error:
        raise Refused(say_misfit(error.errors()[0])) from None


def _find(record: Document, name: str) -> tuple[Record, str]:
    part_name, _, attribute = name.rpartition(".")
    part = record.find_part(part_name) if part_name else record
    if part is None or attribute not in type(part).model_fields:
        raise Refused("This part was removed meanwhile. What you typed is still here to copy.")
    return part, attribute
