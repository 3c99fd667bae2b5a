"""How far a project is, on the scale of 0.5 to 5: suggested from what is in its record.

The scale is the Institute for Healthcare Improvement's, in our words. A team sets its score; this
only lays out the evidence and what the next half point needs.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from qi_lib.journey.charter import approval_state
from qi_lib.journey.outcome import Outcome, find_outcome
from qi_lib.model import TEST_SIZES, Decision, ProjectBundle

__all__ = ["SCORES", "ProgressEvidence", "ProgressSuggestion", "suggest_progress"]

SCORES = {
    0.5: "Intent to take part",
    1.0: "Charter and team",
    1.5: "Planning has begun",
    2.0: "Activity, but no changes yet",
    2.5: "Changes tested, no improvement yet",
    3.0: "Modest improvement",
    3.5: "Improvement",
    4.0: "Significant improvement",
    4.5: "Sustainable improvement",
    5.0: "Outstanding, sustained results",
}
_FEW_POINTS = 3
_ABOUT_THE_PROJECT = ("start", "charter")  # documents that are no work on the problem
_HELD_MONTHS = {4.5: 6, 5.0: 12}


@dataclass(frozen=True, slots=True)
class ProgressEvidence:
    """One thing that a score asks for, and whether the record shows it."""

    score: float
    text: str
    is_there: bool
    is_must: bool = True
    """Whether the score is held back without it."""


@dataclass(frozen=True, slots=True)
class ProgressSuggestion:
    """A score that the record supports, what supports it, and what the next half point needs."""

    score: float
    evidence: tuple[ProgressEvidence, ...]

    @property
    def found(self) -> list[str]:
        """Say what in the record supports the score."""
        return [one.text for one in self.evidence if one.is_there and one.score <= self.score]

    @property
    def needed(self) -> list[str]:
        """Say what is missing for the next half point; empty at the top."""
        following = self.score + 0.5
        return [o.text for o in self.evidence if o.score == following and not o.is_there]


def suggest_progress(bundle: ProjectBundle, *, today: dt.date) -> ProgressSuggestion:
    """Suggest a score from what a project's record shows.

    Args:
        bundle: the whole project.
        today: the day that “held for six months” is counted to.

    Returns:
        The highest score for which everything up to it is there, with the evidence.
    """
    outcome = find_outcome(bundle, until=today)
    evidence = tuple(
        ProgressEvidence(score, text, check(bundle, outcome), is_must=check is not _is_approved)
        for score, text, check in _ASKED
    )
    reached = 0.5
    for score in SCORES:
        if all(one.is_there for one in evidence if one.is_must and one.score <= score):
            reached = score
    return ProgressSuggestion(reached, evidence)


def _has_aim(bundle: ProjectBundle, _: Outcome) -> bool:
    return not bundle.project.aim.missing


def _has_team(bundle: ProjectBundle, _: Outcome) -> bool:
    return len(bundle.team) >= 2


def _is_approved(bundle: ProjectBundle, _: Outcome) -> bool:
    # Not every team has a sponsor: this speaks for a score, and never against one.
    return approval_state(bundle).kind == "approved"


def _has_measure(bundle: ProjectBundle, _: Outcome) -> bool:
    return bool(bundle.measures)


def _has_understood(bundle: ProjectBundle, _: Outcome) -> bool:
    return any(one.content for one in bundle.documents if one.kind not in _ABOUT_THE_PROJECT)


def _has_baseline(bundle: ProjectBundle, _: Outcome) -> bool:
    return any(len(points) >= _FEW_POINTS for points in bundle.observations.values())


def _has_tested(bundle: ProjectBundle, _: Outcome) -> bool:
    return any(one.prediction.strip() and one.do.strip() for one in bundle.cycles)


def _has_learned(bundle: ProjectBundle, _: Outcome) -> bool:
    return any(one.decision in (Decision.ADOPT, Decision.ADAPT) for one in bundle.cycles)


def _is_implemented(bundle: ProjectBundle, _: Outcome) -> bool:
    large = TEST_SIZES[TEST_SIZES.index("One ward or team") :]
    return any(one.decision is Decision.ADOPT and one.test_size in large for one in bundle.cycles)


_Check = Callable[[ProjectBundle, Outcome], bool]

_ASKED: tuple[tuple[float, str, _Check], ...] = (
    (1.0, "The aim says what, how much, by when, for whom and where", _has_aim),
    (1.0, "A team of at least two people", _has_team),
    (1.0, "The sponsor has approved the charter (a help, not a must)", _is_approved),
    (1.5, "At least one measure", _has_measure),
    (1.5, "Work with a tool to understand the problem", _has_understood),
    (2.0, "A baseline: three numbers or more for a measure", _has_baseline),
    (2.5, "A test with a prediction, carried out", _has_tested),
    (2.5, "A target on an outcome measure", lambda _, outcome: outcome.has_target),
    (3.0, "A change that was adopted or adapted after a test", _has_learned),
    (3.0, "A fifth of the way to the target", lambda _, o: o.share_of_goal >= 0.2),
    (3.5, "The chart shows an improvement that is more than chance", lambda _, o: o.is_better),
    (4.0, "Half of the way to the target, or more", lambda _, o: o.share_of_goal >= 0.5),
    (4.0, "A change adopted for a whole ward or team", _is_implemented),
    (
        4.5,
        "The improvement has held for six months",
        lambda _, o: o.is_better and o.months_held >= _HELD_MONTHS[4.5],
    ),
    (5.0, "The target has been reached", lambda _, o: o.share_of_goal >= 1),
    (
        5.0,
        "The improvement has held for twelve months",
        lambda _, o: o.is_better and o.months_held >= _HELD_MONTHS[5.0],
    ),
)
