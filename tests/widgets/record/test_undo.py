"""What was done is taken back and done again, and what others did since is left."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Unreachable
from widgets.frame.tool import Answer
from widgets.record.field_saving import Fields
from widgets.record.undo import History

HubOf = Callable[..., Hub]


@dataclass
class _Step:
    is_reached: bool = True
    is_there: bool = True

    def back(self) -> bool:
        if not self.is_reached:
            raise Unreachable("The hub did not answer.")
        self.is_there = False
        return True

    def again(self) -> bool:
        self.is_there = True
        return True


def test_step_that_the_hub_could_not_take_back_is_taken_back_later() -> None:
    step, history = _Step(is_reached=False), History()
    history.remember(step)
    with pytest.raises(Unreachable):
        history.undo()

    step.is_reached = True
    history.undo()

    assert not step.is_there
    history.redo()
    assert step.is_there


def test_nothing_done_is_nothing_to_take_back() -> None:
    history = History()

    history.remember(None)

    assert not history.may_undo
    assert (history.undo(), history.redo()) == ("", "")


@pytest.mark.parametrize(
    ("is_seen", "said"),
    [(False, ["It is as it was before.", "It is done again."]), (True, ["", ""])],
)
def test_only_what_the_screen_does_not_show_is_said(is_seen: bool, said: list[str]) -> None:
    history = History(is_seen=is_seen)
    history.remember(_Step())

    assert [history.undo(), history.redo()] == said


def test_answer_that_others_have_changed_since_is_left(hub_of: HubOf) -> None:
    project, history = hub_of().start_project(title="Fewer falls"), History(left="Left.")
    history.save(Fields(project.refresh), Answer(name="place", value="Larch House", base=""))
    hub_of().project(project.slug).update(place="Oak House")

    said = history.undo()

    assert said == "Left."
    assert hub_of().project(project.slug).record.place == "Oak House"
