"""What hands do in WebKit, the engine of the iPad: drag, pinch, and type on a screen’s keyboard.

The pointer that drags is the driver’s mouse, and the fingers that pinch are events made in the
page (see `tablet.py`). A keyboard is a window that is less high. An iPad’s own fingers and keyboard
are in none of these tests.
"""

from collections.abc import Iterator

import pytest

from tests.journeys.conftest import IPAD
from tests.journeys.tablet import Tablet
from tests.journeys.test_tools import APPS
from tests.journeys.webkit import ACROSS, WEBKIT, ipad_of

pytestmark = WEBKIT

DRAWING_WIDTH = "document.querySelector('.qi-paper svg').getBoundingClientRect().width"
SCROLLED = "document.querySelector('.qi-paper').scrollLeft"
ABOVE_A_KEYBOARD = {"width": IPAD["width"], "height": 540}
FOCUSED = """
(() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return [document.activeElement.tagName, top, bottom, innerHeight];
})()
"""


@pytest.fixture(scope="module")
def ipad(request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """Priya, on an iPad."""
    with ipad_of("priya", request) as ipad:
        yield ipad


def _practise(ipad: Tablet, kind: str, *, held: dict[str, int] = IPAD) -> None:
    ipad.hold(held)
    ipad.go(f"{APPS}/{kind}.ipynb?practice=1")
    ipad.see("[data-live] h1")


@pytest.mark.parametrize("held", [IPAD, ACROSS], ids=["upright", "across"])
def test_idea_is_dragged_to_where_it_stays(ipad: Tablet, held: dict[str, int]) -> None:
    _practise(ipad, "choose", held=held)
    poster = '[data-label="A poster about slippers: Perhaps"]'
    ipad.bring(poster)
    across, down = ipad.middle(poster)

    ipad.drag(poster, (across + 260, down - 180))

    ipad.see('[data-label="A poster about slippers: Plan for it"]')
    ipad.tap("button", "Undo")
    ipad.see(poster)


def test_drivers_are_linked_by_dragging_and_looked_at_closely(ipad: Tablet) -> None:
    _practise(ipad, "drivers")
    idea = '[data-label="Change idea: Two-minute huddle at the bedside"]'
    links = "document.querySelectorAll('.qi-paper path').length"
    before = ipad.evaluate(links)
    ipad.bring(".qi-paper")

    ipad.drag(idea, ipad.middle('[data-label="Secondary driver: The way is lit and clear"]'))

    ipad.see(".qi-actions button:not([aria-disabled])", "Undo")
    assert ipad.evaluate(links) == before + 1

    width = ipad.evaluate(DRAWING_WIDTH)
    ipad.pinch(".qi-paper", apart=(80, 240))
    assert ipad.evaluate(DRAWING_WIDTH) > 2 * width
    assert ipad.evaluate(SCROLLED) > width / 4  # zoomed where the fingers are
    ipad.pinch(".qi-paper", apart=(240, 80))
    assert ipad.evaluate(DRAWING_WIDTH) == pytest.approx(width, rel=0.02)
    ipad.tap("[aria-label=Larger]")
    assert ipad.evaluate(DRAWING_WIDTH) == pytest.approx(1.25 * width, rel=0.02)
    ipad.tap("[aria-label='All of it']")
    assert ipad.evaluate(DRAWING_WIDTH) <= width


@pytest.mark.parametrize("kind", ["stakeholders", "fishbone"])
def test_keyboard_on_the_screen_leaves_the_field_in_sight(ipad: Tablet, kind: str) -> None:
    _practise(ipad, kind)
    ipad.evaluate("document.querySelector('main :is(input:not([type=radio]), textarea)').focus()")

    ipad.hold(ABOVE_A_KEYBOARD)

    ipad.see(".qi-frame.has-keyboard")
    tag, top, bottom, height = ipad.evaluate(FOCUSED)
    assert tag in ("INPUT", "TEXTAREA")
    assert top >= 0
    assert bottom <= height / 2
    ipad.hold(IPAD)
    ipad.gone(".qi-frame.has-keyboard")
