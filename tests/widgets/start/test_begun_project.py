"""What a project that has been begun was before."""

from tests.widgets.conftest import find, press
from tests.widgets.start.conftest import HubOf, begin


def test_history_leads_back_to_earlier_words_and_leaves_who_may_read_it(hub_of: HubOf) -> None:
    tool = begin(hub_of(), "People fall at night")
    press(tool, "next")
    project = hub_of().project(tool.address["project"])
    project.update(problem="Something else", visibility="organisation")

    versions = find(press(tool, "history"), "versions").buttons

    assert versions[0].hint == "Changed the problem, who may read it, saved by nia"
    press(tool, "return", versions[-1].value)
    now = hub_of().project(tool.address["project"]).record
    assert (now.problem, now.visibility) == ("People fall at night", "organisation")
