"""No refusal shows the key of a field."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from gallery.api.error_answers import explain_invalid
from qi_lib.client.records import make_record
from qi_lib.errors import Refused
from qi_lib.model import PDSA, Aim, Contact, Measure, Project, Record
from qi_lib.model.document import Item
from qi_lib.tools import TOOLS, read_document
from qi_lib.wording.field_names import name_field

_KEY = re.compile(r"[a-z]_[a-z]|“[^”]*[a-z]\.[a-z]")


def _subclasses(kind: type[Record]) -> Iterator[type[Record]]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


EDITED = {Project, Aim, Contact, Measure, PDSA, *_subclasses(Item)} | {
    tool.record for tool in TOOLS.values()
}
FIELDS = sorted((kind.__name__, name) for kind in EDITED for name in kind.model_fields)


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_no_field_of_any_record_is_named_by_its_key(record: str, name: str) -> None:
    place = ("body", record.lower(), 0, name)
    wrong = {"type": "missing", "loc": place, "msg": "Field required"}

    sentence, fields = explain_invalid([wrong])

    assert not _KEY.search(sentence), sentence
    assert not _KEY.search(f"“{name_field((record.lower(), 0, name))}”")
    assert list(fields) == [f"{record.lower()}.0.{name}"]  # for programs


class _Odd(BaseModel):
    """Fits in no field of ours."""

    odd: int = 1


@pytest.mark.parametrize("kind", [Project, Measure, PDSA])
def test_record_made_in_a_notebook_is_refused_without_a_key(kind: type[Record]) -> None:
    with pytest.raises(Refused) as caught:
        make_record(kind, dict.fromkeys(kind.model_fields, _Odd()))

    named = re.findall(r"^“([^”]*)”:", str(caught.value), re.MULTILINE)
    assert len(named) > 5
    assert [name for name in named if re.search(r"[_.]", name)] == []


def test_tools_document_is_refused_without_a_key() -> None:
    with pytest.raises(Refused) as caught:
        read_document("process-map", {"steps": [{"text": "", "wait_minutes": "long"}]})

    assert "“steps 1: wait minutes” does not fit" in str(caught.value)
