"""Who is let in to an app, who waits, and what comes to its end."""

from dataclasses import dataclass, field, replace

import pytest

from hub_config.apps.apps_settings import AppsSettings
from hub_config.apps.waiting_room import PlaceInQueue, Visit, WaitingRoom

LIMITS = AppsSettings(away_seconds=45, idle_seconds=1800, most_of_one=3)


@dataclass
class Site:
    """A waiting room on a machine with room for some kernels, and a clock that the test moves."""

    kernels: int = 2
    most_viewers: int = 0
    now: float = 1000.0
    waiting_room: WaitingRoom = field(init=False)

    def __post_init__(self) -> None:
        limits = replace(LIMITS, most_viewers=self.most_viewers)
        self.waiting_room = WaitingRoom(limits, room=self._room, clock=lambda: self.now)

    def _room(self, settling: int) -> int:
        """As memory would say: a kernel that settles has not taken its memory yet."""
        taken = len(self.waiting_room.visits) - settling
        return self.kernels - taken - settling

    def enter(self, viewer: str, app: str = "chart.ipynb") -> Visit | PlaceInQueue:
        return self.waiting_room.enter(viewer, app, "token")

    def open(self, viewer: str, app: str = "chart.ipynb") -> Visit:
        """Let somebody in for whom there is room; their page is connected."""
        visit = self.enter(viewer, app)
        assert isinstance(visit, Visit)
        visit.kernel_id = f"kernel-{len(self.waiting_room.visits)}"
        self.waiting_room.connected(visit)
        return visit

    def close(self, visit: Visit) -> None:
        """End somebody's visit, so long ago that their place is not held any more."""
        self.waiting_room.leave(visit)
        self.now += 16


@pytest.fixture
def site() -> Site:
    return Site()


# Room -------------------------------------------------------------------------------------------


def test_who_comes_when_memory_is_taken_waits(site: Site) -> None:
    site.open("ann")
    site.open("bob")

    assert site.enter("cat") == PlaceInQueue(before=0)
    assert [visit.viewer for visit in site.waiting_room.visits] == ["ann", "bob"]


def test_a_kernel_that_has_not_taken_its_memory_yet_counts_as_if_it_had() -> None:
    asked: list[int] = []

    def room(settling: int) -> int:
        asked.append(settling)
        return 5 - settling

    now = 0.0
    waiting_room = WaitingRoom(LIMITS, room=room, clock=lambda: now)
    for viewer in ("ann", "bob"):
        visit = waiting_room.enter(viewer, "chart.ipynb", "token")
        assert isinstance(visit, Visit)
        visit.kernel_id = viewer
    waiting_room.enter("cat", "chart.ipynb", "token")  # whose kernel has not even been started
    now = 60.0
    waiting_room.enter("dan", "chart.ipynb", "token")

    assert asked == [0, 1, 2, 1]


def test_the_setting_counts_when_there_is_more_memory() -> None:
    site = Site(kernels=50, most_viewers=1)
    site.open("ann")

    assert isinstance(site.enter("bob"), PlaceInQueue)


def test_memory_counts_when_the_setting_allows_more() -> None:
    site = Site(kernels=1, most_viewers=50)
    site.open("ann")

    assert isinstance(site.enter("bob"), PlaceInQueue)


def test_many_tabs_of_one_person_do_not_fill_the_waiting_room() -> None:
    site = Site(kernels=50)
    for _ in range(3):
        site.open("ann")

    assert site.enter("ann") == PlaceInQueue(before=0, has_too_many=True)
    assert isinstance(site.enter("bob"), Visit)


# The queue --------------------------------------------------------------------------------------


def test_first_come_first_served(site: Site) -> None:
    ann = site.open("ann")
    site.open("bob")
    for viewer, before in (("cat", 0), ("dan", 1), ("eve", 2), ("dan", 1), ("cat", 0)):
        assert site.enter(viewer) == PlaceInQueue(before)
    site.waiting_room.leave(ann)
    site.now += 10
    for viewer in ("dan", "eve", "cat"):
        site.waiting_room.ask(viewer)
    site.now += 10

    assert site.enter("dan") == PlaceInQueue(before=1)
    assert site.enter("new") == PlaceInQueue(before=3)
    assert isinstance(site.enter("cat"), Visit)
    assert site.enter("dan") == PlaceInQueue(before=0)


def test_who_looks_at_something_else_keeps_the_place_and_holds_nobody_up(site: Site) -> None:
    ann, bob = site.open("ann"), site.open("bob")
    site.enter("cat")
    site.enter("dan")
    site.now += 60
    assert site.enter("eve") == PlaceInQueue(before=0)  # neither of the two is there to be let in
    site.close(ann)
    assert isinstance(site.enter("eve"), Visit)
    site.now += 60

    assert site.enter("dan") == PlaceInQueue(before=0)
    assert site.enter("cat") == PlaceInQueue(before=0)
    assert site.enter("dan") == PlaceInQueue(before=1)
    site.close(bob)
    site.waiting_room.ask("cat")
    assert site.enter("dan") == PlaceInQueue(before=1)


def test_who_does_not_come_back_has_lost_the_place(site: Site) -> None:
    site.open("ann")
    site.open("bob")
    site.enter("cat")
    site.now += 601
    site.enter("dan")

    assert site.enter("cat") == PlaceInQueue(before=1)


def test_who_loads_the_page_again_is_still_inside(site: Site) -> None:
    ann = site.open("ann")
    site.open("bob")
    site.enter("cat")
    site.waiting_room.leave(ann)
    site.now += 2

    assert site.enter("cat") == PlaceInQueue(before=0)
    assert isinstance(site.enter("ann"), Visit)


def test_a_page_that_is_gone_makes_room_for_the_same_persons_next(site: Site) -> None:
    ann = site.open("ann")
    site.open("bob")
    site.waiting_room.left_alone(ann)
    site.now += 2
    assert (
        site.waiting_room.replaceable_visit("ann", "start.ipynb") is None
    )  # it may still be connecting
    site.now += 4

    assert site.waiting_room.replaceable_visit("ann", "start.ipynb") is ann
    assert site.waiting_room.replaceable_visit("bob", "start.ipynb") is None


def test_who_loads_a_page_again_before_it_is_there_makes_room_by_that(site: Site) -> None:
    first, other = site.enter("ann", "chart.ipynb?1"), site.open("ann", "chart.ipynb?2")

    assert site.waiting_room.replaceable_visit("ann", "chart.ipynb?3") is None
    assert (
        site.waiting_room.replaceable_visit("ann", "chart.ipynb?2") is None
    )  # a second tab with the same
    assert site.waiting_room.replaceable_visit("bob", "chart.ipynb?1") is None
    assert site.waiting_room.replaceable_visit("ann", "chart.ipynb?1") is first
    site.waiting_room.left_alone(other)
    assert site.waiting_room.replaceable_visit("ann", "chart.ipynb?2") is other


def test_who_loads_an_open_page_again_is_let_in_beside_it_and_nobody_else_is() -> None:
    site = Site(kernels=3)
    for number in range(3):
        site.open("ann", f"chart.ipynb?{number}")

    def enter(viewer: str, app: str, *, is_again: bool) -> bool:
        return isinstance(site.waiting_room.enter(viewer, app, "token", is_again=is_again), Visit)

    assert not enter("ann", "chart.ipynb?1", is_again=False)
    assert not enter("ann", "chart.ipynb?9", is_again=True)
    assert not enter("bob", "chart.ipynb?1", is_again=True)
    assert enter("ann", "chart.ipynb?1", is_again=True)
    assert not enter("ann", "chart.ipynb?1", is_again=True)  # the first has not left yet
    assert not enter("ann", "chart.ipynb?2", is_again=True)


# The end ----------------------------------------------------------------------------------------


def test_a_page_that_is_gone_ends_its_visit_after_the_time_for_coming_back(site: Site) -> None:
    ann = site.open("ann")
    site.waiting_room.left_alone(ann)
    site.now += 44
    assert site.waiting_room.ended_visits() == []
    site.now += 1

    assert site.waiting_room.ended_visits() == [ann]
    site.waiting_room.connected(ann)  # it has come back
    assert site.waiting_room.ended_visits() == []


def test_an_open_page_that_nobody_uses_ends_its_visit(site: Site) -> None:
    ann, bob = site.open("ann"), site.open("bob")
    site.now += 1799
    site.waiting_room.used(bob)
    assert site.waiting_room.ended_visits() == []
    site.now += 1

    assert site.waiting_room.ended_visits() == [ann]


def test_an_app_that_was_ended_for_want_of_use_rests_once(site: Site) -> None:
    site.open("ann", "chart.ipynb")
    site.now += 1800
    site.waiting_room.ended_visits()

    assert not site.waiting_room.was_just_ended("ann", "start.ipynb")
    assert not site.waiting_room.was_just_ended("bob", "chart.ipynb")
    assert site.waiting_room.was_just_ended("ann", "chart.ipynb")
    assert not site.waiting_room.was_just_ended("ann", "chart.ipynb")


def test_who_comes_back_later_finds_the_app_at_once(site: Site) -> None:
    site.open("ann", "chart.ipynb")
    site.now += 1800
    site.waiting_room.ended_visits()
    site.now += 121

    assert not site.waiting_room.was_just_ended("ann", "chart.ipynb")


def test_a_locked_ipad_does_not_rest(site: Site) -> None:
    ann = site.open("ann", "chart.ipynb")
    site.waiting_room.left_alone(ann)
    site.now += 1800

    assert site.waiting_room.ended_visits() == [ann]
    assert not site.waiting_room.was_just_ended("ann", "chart.ipynb")


def test_a_token_is_not_shown() -> None:
    assert "hush" not in repr(Visit("ann", "chart.ipynb", "hush", began=0, last_used=0))
