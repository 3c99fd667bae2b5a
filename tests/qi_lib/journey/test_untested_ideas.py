"""Which ideas of a driver diagram wait to be tested."""

from qi_lib.journey.untested_ideas import find_untested_ideas
from qi_lib.model import PDSA
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level


def _drawn(*drivers: Driver) -> dict[str, object]:
    return DriverDiagram(drivers=list(drivers)).model_dump(mode="json")


def _idea(text: str, cycle: str = "") -> Driver:
    return Driver(text=text, level=Level.IDEA, cycle=cycle)


def test_what_has_a_cycle_by_link_or_in_the_same_words_is_left_out() -> None:
    tea, alarm = PDSA(title="Tea at seven."), PDSA(title="Louder bells")
    diagram = _drawn(
        Driver(text="A safe way", level=Level.PRIMARY),
        _idea("Night lights"),
        _idea("tea at  Seven"),
        _idea("Bells that are heard", cycle=alarm.id),
        _idea("Red socks", cycle="gone000000"),
        _idea("Night lights."),
        _idea(" "),
    )

    assert find_untested_ideas(diagram, [tea, alarm]) == ["Night lights.", "Red socks"]


def test_a_project_without_a_diagram_has_none() -> None:
    assert find_untested_ideas({}, []) == []


def test_a_diagram_of_a_newer_hub_gives_none() -> None:
    assert find_untested_ideas({"branches": 3}, []) == []
