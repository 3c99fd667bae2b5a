"""Who has an app open, who waits for room, and whose turn it is. Pure: the clock is given."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from hub_config.apps.apps_settings import AppsSettings

__all__ = ["AskedAgain", "PlaceInQueue", "Visit", "WaitingRoom"]

_SETTLING_SECONDS = 10  # as long as a new kernel has not taken all the memory it needs
_HELD_SECONDS = 15  # a page that is loaded again has closed first
_FORSAKEN_SECONDS = 5  # a page that is being loaded connects sooner
_PRESENT_SECONDS = 15  # who waits asks every few seconds
_KEPT_SECONDS = 600  # who looks at something else meanwhile keeps their place
_RESTING_SECONDS = 120  # an open page finds out well before that its kernel has ended


class AskedAgain(Exception):
    """The page that is being made has been asked for again; nobody looks at this one any more."""


@dataclass(eq=False, slots=True)
class Visit:
    """One page with an app of one person, and the kernel that was started for it."""

    viewer: str
    app: str
    """What was asked for, with what: an app, a project, a measure."""
    token: str = field(repr=False)
    began: float
    last_used: float
    is_connected: bool = False
    alone_since: float | None = None
    """Since when no page is connected; None also while the page is being made."""
    kernel_id: str = ""
    key: str = field(default="", repr=False)
    """The pass with which its kernel acts for the viewer."""


@dataclass(frozen=True, slots=True)
class PlaceInQueue:
    """Why there is no room for a person, and how many come before them."""

    before: int
    has_too_many: bool = False


class WaitingRoom:
    """The apps that are open, and a fair queue of people for whom there is no room yet."""

    def __init__(
        self,
        limits: AppsSettings,
        *,
        room: Callable[[int], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._room = room
        self._clock = clock
        self._visits: list[Visit] = []
        self._queue: dict[str, float] = {}  # when each was seen; in the order in which they came
        self._held: dict[str, float] = {}
        self._resting: dict[tuple[str, str], float] = {}

    @property
    def most_of_one(self) -> int:
        """How many apps one person may have open."""
        return self._limits.most_of_one

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every visit there is."""
        return tuple(self._visits)

    def enter(
        self, viewer: str, app: str, token: str, *, is_again: bool = False
    ) -> Visit | PlaceInQueue:
        """Let a person in, or say what they wait for.

        Who loads their page again is let in: the browser leaves it only when the next one comes.
        """
        waiting = self.ask(viewer)
        if waiting and not (is_again and self._takes_over(viewer, app)):
            return waiting
        self._queue.pop(viewer, None)
        self._held.pop(viewer, None)
        now = self._clock()
        visit = Visit(viewer, app, token, began=now, last_used=now)
        self._visits.append(visit)
        return visit

    def ask(self, viewer: str) -> PlaceInQueue | None:
        """Tell what a person waits for, whose place is kept by asking; None when they may enter."""
        now = self._clock()
        if sum(visit.viewer == viewer for visit in self._visits) >= self._limits.most_of_one:
            return PlaceInQueue(0, has_too_many=True)
        self._held = {who: until for who, until in self._held.items() if until > now}
        before = 0 if viewer in self._held else self._before(viewer, now)
        held_for_others = len(self._held.keys() - {viewer})
        return None if before + held_for_others < self._free(now) else PlaceInQueue(before)

    def leave(self, visit: Visit) -> None:
        """End a visit. The person's next page finds the place still free for a moment."""
        if visit in self._visits:
            self._visits.remove(visit)
            self._held[visit.viewer] = self._clock() + _HELD_SECONDS

    def connected(self, visit: Visit) -> None:
        """Note that a page is connected."""
        visit.is_connected, visit.alone_since = True, None

    def left_alone(self, visit: Visit) -> None:
        """Note that no page is connected any more, or not yet."""
        visit.is_connected, visit.alone_since = False, self._clock()

    def used(self, visit: Visit) -> None:
        """Note that a person has done something."""
        visit.last_used = self._clock()

    def replaceable_visit(self, viewer: str, app: str) -> Visit | None:
        """Find a visit of the same person that can make room for what they ask for now.

        Its page is gone; or it is not connected yet, and the same is asked for again: then they
        have loaded the page again before it was there.
        """
        before = self._clock() - _FORSAKEN_SECONDS
        for visit in self._visits:  # the oldest first
            is_same = visit.app == app and not visit.is_connected
            if visit.viewer == viewer and (is_same or _is_alone(visit, before)):
                return visit
        return None

    def ended_visits(self) -> list[Visit]:
        """Find the visits that have come to their end: the page is gone, or nobody uses it."""
        now = self._clock()
        used_since = now - self._limits.idle_seconds
        alone_before = now - self._limits.away_seconds
        ended = []
        for visit in self._visits:
            if _is_alone(visit, alone_before):
                ended.append(visit)
            elif visit.last_used <= used_since and visit.kernel_id:
                self._resting[visit.viewer, visit.app] = now + _RESTING_SECONDS
                ended.append(visit)
        return ended

    def was_just_ended(self, viewer: str, app: str) -> bool:
        """Tell, once, whether the person's app has just been ended because nobody used it.

        The page that is still open loads itself again, and would hold another kernel for nobody.
        """
        return self._resting.pop((viewer, app), 0) > self._clock()

    def _takes_over(self, viewer: str, app: str) -> bool:
        """Tell whether the person has the same open once; and no more than they may, with it."""
        theirs = [visit.app for visit in self._visits if visit.viewer == viewer]
        return theirs.count(app) == 1 and len(theirs) <= self._limits.most_of_one

    def _before(self, viewer: str, now: float) -> int:
        """Keep the person's place in the queue and count who is before them."""
        self._queue[viewer] = now
        self._queue = {who: t for who, t in self._queue.items() if t > now - _KEPT_SECONDS}
        earlier = itertools.takewhile(lambda who: who != viewer, self._queue)
        return sum(self._queue[who] > now - _PRESENT_SECONDS for who in earlier)

    def _free(self, now: float) -> int:
        recent = now - _SETTLING_SECONDS
        settling = sum(visit.began > recent or not visit.kernel_id for visit in self._visits)
        free = self._room(settling)
        most = self._limits.most_viewers
        return min(free, most - len(self._visits)) if most else free


def _is_alone(visit: Visit, before: float) -> bool:
    return visit.alone_since is not None and visit.alone_since <= before
