"""What is made with a tool travels with its project."""

import datetime as dt
from collections.abc import Iterator

import pytest

from qi_lib.model import Project, ProjectBundle, ToolDocument
from qi_lib.parcel import pack, unpack
from qi_lib.tools import TOOLS, read_document
from widgets import rehearsal  # it knows every tool
from widgets.document_tool import DocumentTool

# bqplot's own, and only when this test is the first to import it.
pytestmark = pytest.mark.filterwarnings("ignore:metadata:DeprecationWarning")


def _tools(kind: type[DocumentTool] = DocumentTool) -> Iterator[type[DocumentTool]]:
    for one in kind.__subclasses__():
        if "tool" in vars(one):
            yield one
        yield from _tools(one)


EXAMPLES = {one.tool.kind: one(rehearsal.sample_hub).example() for one in _tools()}


@pytest.mark.parametrize("kind", TOOLS)
def test_example_of_every_tool_comes_back_as_it_was(kind: str) -> None:
    example = EXAMPLES[kind]
    made = ToolDocument(kind=kind, content=example.model_dump(mode="json"))
    bundle = ProjectBundle(project=Project(title="Practice"), documents=[made])

    back = unpack(pack(bundle, hub="", at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC)))

    assert not example.is_empty
    assert read_document(kind, back.bundle.documents[0].content) == example
