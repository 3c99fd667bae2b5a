"""What is made with a tool travels with its project."""

import datetime as dt
from collections.abc import Iterator

import pytest

from qi_lib.model import Project, ProjectBundle, ToolDocument
from qi_lib.parcel import pack, unpack
from qi_lib.tools import TOOLS, read_document
from widgets import warm_up  # it knows every tool
from widgets.record.document_tool import DocumentTool

# bqplot's own, and only when this test is the first to import it.
pytestmark = pytest.mark.filterwarnings("ignore:metadata:DeprecationWarning")


def _tools(kind: type[DocumentTool] = DocumentTool) -> Iterator[type[DocumentTool]]:
    for one in kind.__subclasses__():
        if "tool" in vars(one):
            yield one
        yield from _tools(one)


EXAMPLES = {one.tool.kind: one(warm_up.sample_hub).example() for one in _tools()}


# Measures are records of their own, not a document.
@pytest.mark.parametrize("kind", [kind for kind, tool in TOOLS.items() if tool.gather is None])
def test_example_of_every_tool_comes_back_as_it_was(kind: str) -> None:
    fields = set(TOOLS[kind].record.model_fields)  # the charter's example has the project's too
    content = EXAMPLES[kind].model_dump(mode="json", include=fields)
    made = ToolDocument(kind=kind, content=content)
    bundle = ProjectBundle(project=Project(title="Practice"), documents=[made])

    back = unpack(pack(bundle, hub="", at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC)))

    kept = read_document(kind, back.bundle.documents[0].content)
    assert kept is not None
    assert not kept.is_empty
    assert kept.model_dump(mode="json") == content
