"""What a team does next: one sentence, one thing to do, and the tool to do it with."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from qi_lib.charting.collection_periods import next_number
from qi_lib.charting.number_to_ask_for import name_period, period_to_fill
from qi_lib.journey.charter import approval_state
from qi_lib.journey.measure_family import main_measure
from qi_lib.journey.stage import find_stage
from qi_lib.model import PDSA, Frequency, Measure, Observation, ProjectBundle, Stage
from qi_lib.wording.dates import how_long, say_day
from qi_lib.wording.lists import say_list

__all__ = ["NextStep", "find_next_step", "why_stuck"]

_PARTS = {
    "what": "what you want to change",
    "how_much": "how much",
    "by_when": "by when",
    "for_whom": "for whom",
    "where": "where",
}
_DAYS = {Frequency.DAY: 1, Frequency.WEEK: 7, Frequency.MONTH: 31, Frequency.QUARTER: 92}
# A point covers its whole period and is typed in some days later, so two periods are not late.
_LATE_AFTER = 2.5


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now, and where; `note` says what is with somebody else meanwhile."""

    sentence: str
    action: str
    place: Literal["start", "charter", "fishbone", "drivers", "chart", "pdsa", "share"]
    """A tool, by the name of its app, or where the project's page offers to share it."""
    item: str = ""
    """The id of the measure or cycle that it is about."""
    note: str = ""


def find_next_step(bundle: ProjectBundle, today: dt.date) -> NextStep:
    """Find the first thing that is missing on a project's way."""
    approval = approval_state(bundle)
    step = _first_missing(bundle, today)
    return replace(step, note=approval.words) if approval.waits_for_sponsor else step


def _first_missing(bundle: ProjectBundle, today: dt.date) -> NextStep:
    measure = main_measure(bundle)
    missing = [_PARTS[part] for part in bundle.project.aim.missing]
    if missing:
        sentence = f"Your aim does not say {say_list(missing)} yet."
        return NextStep(sentence, "Finish the aim", "start")
    if measure is None:
        sentence = "Choose one thing to count, so that you can see whether a change helps."
        return NextStep(sentence, "Add a measure", "start")
    approval = approval_state(bundle)
    if approval.kind == "changes asked":
        return NextStep(approval.words, "Open the charter", "charter")
    observations = bundle.observations.get(measure.id, [])
    if not observations:
        sentence = f"Put in the first numbers for “{measure.name}”. A few are enough to begin."
        return NextStep(sentence, "Add numbers", "chart", measure.id)
    return (
        _cycle_to_study(bundle, today)
        or _late_numbers(measure, observations, today)
        or _next_of_stage(bundle, measure)
        or _keep_going(measure, observations, today)
    )


def why_stuck(bundle: ProjectBundle, today: dt.date) -> str:
    """Say in a few words why a coach should look in; empty when all is well."""
    if find_stage(bundle) is Stage.SHARE:
        return ""
    measure = main_measure(bundle)
    observations = bundle.observations.get(measure.id, []) if measure else []
    if measure is None:
        return "no measure yet"
    if not observations:
        return "no numbers yet"
    days = _quiet_days(observations, today)
    if days > _DAYS[measure.frequency] * _LATE_AFTER:
        return f"no numbers for {how_long(days)}"
    open_cycle = _finished_but_not_studied(bundle, today)
    return f"cycle {open_cycle.number} not studied" if open_cycle else ""


def _cycle_to_study(bundle: ProjectBundle, today: dt.date) -> NextStep | None:
    found = _finished_but_not_studied(bundle, today)
    if not found:
        return None
    sentence = f"Cycle {found.number} finished"
    sentence += f" on {say_day(found.end)}." if found.end else "."
    sentence += " What did you learn?"
    if found.prediction:
        sentence += f" Your prediction was “{found.prediction.strip().rstrip('.')}”."
    return NextStep(sentence, f"Study cycle {found.number}", "pdsa", found.id)


def _finished_but_not_studied(bundle: ProjectBundle, today: dt.date) -> PDSA | None:
    return next(
        (cycle for cycle in bundle.cycles if cycle.end and cycle.end <= today and not cycle.study),
        None,
    )


def _late_numbers(
    measure: Measure, observations: list[Observation], today: dt.date
) -> NextStep | None:
    days = _quiet_days(observations, today)
    if days <= _DAYS[measure.frequency] * _LATE_AFTER:
        return None
    sentence = f"No new number for “{measure.name}” for {how_long(days)}. What happened since?"
    return NextStep(sentence, "Add the latest numbers", "chart", measure.id)


def _quiet_days(observations: list[Observation], today: dt.date) -> int:
    return (today - max(observation.when for observation in observations)).days


def _next_of_stage(bundle: ProjectBundle, measure: Measure) -> NextStep | None:
    """Find what the present stage still needs; never anything of a later one."""
    stage = find_stage(bundle)
    if stage is Stage.UNDERSTAND:
        sentence = "Before you change anything: why does it happen? Ask those who do the work."
        return NextStep(sentence, "Find the causes", "fishbone")
    if stage is Stage.DRIVERS:
        sentence = "You know some causes. What drives your aim, and what could you change?"
        return NextStep(sentence, "Draw the drivers", "drivers")
    if stage is Stage.MEASURES:
        sentence = f"Before you change anything: a few more numbers for “{measure.name}”."
        return NextStep(sentence, "Add numbers", "chart", measure.id)
    if stage is Stage.TEST and not bundle.cycles:
        sentence = (
            "You know how things are. What small change could you try with one person, one day?"
        )
        return NextStep(sentence, "Plan a first test", "pdsa")
    if stage in (Stage.HOLD, Stage.SHARE) and not bundle.published_at:
        sentence = "You have something that others could use. Show it in the gallery."
        return NextStep(sentence, "Make the poster", "share")
    return None


def _keep_going(measure: Measure, observations: list[Observation], today: dt.date) -> NextStep:
    """Ask for the number that plain mode asks for, or say when the next one is due."""
    period = period_to_fill(measure, observations, today=today)
    if period:
        name = name_period(measure, period, today=today)
        sentence = f"Keep going: “{measure.name}” needs its number for {name}."
        return NextStep(sentence, "Add numbers", "chart", measure.id)
    last = max(one.when for one in observations)
    due = next_number(last, measure.frequency, today=today).words
    sentence = f"Keep going: the numbers of “{measure.name}” are all in. {due}."
    return NextStep(sentence, "See the chart", "chart", measure.id)
