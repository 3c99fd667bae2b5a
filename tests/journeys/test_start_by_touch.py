"""From a worry to a project with its measure and target: in how many screens and taps."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import IPAD

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
MOST_SCREENS = 8
MOST_TAPS = 10


@dataclass
class Finger:
    """Taps what it is shown, counts the taps, and keeps the questions that it has seen."""

    page: Page
    taps: int = 0
    screens: list[str] = field(default_factory=list)

    def tap(self, target: Locator) -> None:
        """Tap, and count it."""
        target.click()
        self.taps += 1

    def see(self, question: str) -> None:
        """Wait for a screen, and count it."""
        expect(self.page.get_by_role("heading", level=1, name=question)).to_be_visible(
            timeout=60_000
        )
        self.screens.append(question)

    def carry_on(self) -> None:
        """Go to the next question when what was typed is kept."""
        expect(self.page.get_by_role("status").first).to_contain_text(re.compile("Save"))
        self.tap(self.page.get_by_role("button", name=re.compile("Carry on|That is it")))


@pytest.mark.parametrize("size", [IPAD, PHONE], ids=["ipad", "phone"])
def test_aim_makes_the_target_within_eight_screens_and_ten_taps(
    size: dict[str, int], person: Callable[..., Page]
) -> None:
    page = person("ruth", size=size)
    finger = Finger(page)
    finger.screens.append("home")
    finger.tap(page.get_by_role("link", name="Start a project").first)
    finger.see("What bothers you?")
    page.get_by_label("What bothers you").fill("People fall at night on their way to the bathroom.")
    finger.carry_on()
    finger.see("For whom, and where?")
    page.get_by_label("Which ward, team or home?").fill("Elm Ward")
    page.get_by_label("Who will feel the difference?").fill("everyone on the ward")
    finger.carry_on()
    finger.see("Which of our aims does it serve?")
    finger.tap(page.get_by_role("radio", name=re.compile("Zero harm")))
    finger.carry_on()
    finger.see("What do you want to be true, for whom, by when?")
    page.get_by_label("Your aim in one sentence").fill(
        "Cut falls at night from 9 a month to 3 by 31 March 2027"
    )
    finger.carry_on()
    finger.see("What shall we call it?")
    finger.tap(page.get_by_role("button", name="Falls at night on Elm Ward"))
    finger.carry_on()
    finger.see("How will you know it is better?")
    expect(page.get_by_label("What will you count?")).to_have_value("Falls at night")
    expect(page.get_by_label(re.compile("The target"))).to_have_value("3")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    finger.carry_on()
    finger.see("Your project is here")

    assert len(finger.screens) <= MOST_SCREENS
    assert finger.taps <= MOST_TAPS
    address = page.get_by_role("link", name=re.compile("Put in numbers")).get_attribute("href")
    slug = re.search(r"project=([^&]+)", address or "")
    assert slug
    measure = page.request.get(f"/api/projects/{slug[1]}").json()["measures"][0]
    assert (measure["name"], measure["targets"]) == (
        "Falls at night",
        [{"value": 3.0, "start": None}],
    )
