"""A team's own rules: picked from all there are, with their numbers, and a reason."""

from collections.abc import Sequence

from pydantic import ValidationError

from qi_lib.charting.rule_choices import SCREENING, usual_rule
from qi_lib.model import Measure, Observation, OwnRules, PickedRule, RuleName, RuleSet
from qi_lib.tables.cells import read_number
from qi_lib.wording.refusals import say_misfit
from widgets.chart.activity import Act, Draw, Tap
from widgets.chart.saved_measure import SavedMeasure
from widgets.chart.settings.decisions import Decision, Matter
from widgets.chart.settings.own_rules_screens import draw_own_numbers, draw_own_rules, nearest_set
from widgets.chart.typed_boxes import WrongEntry, read_words
from widgets.frame.tap_outcome import Outcome
from widgets.record.undo import History

__all__ = ["OWN_RULES", "OwnRulesDecision"]


def _read_picks(typed: dict[str, str]) -> tuple[RuleName, ...]:
    picked = tuple(RuleName(one) for one in typed.get("own.rules", "").split(",") if one)
    if not picked:
        raise WrongEntry("own.rules", "Tick one rule or more.")
    return picked


def _read(typed: dict[str, str], measure: Measure, _: Sequence[Observation]) -> OwnRules:
    near = nearest_set(measure)
    picked = tuple(_read_rule(rule, typed, near) for rule in _read_picks(typed))
    reason = read_words(typed, "own.reason", "Type the reason, such as “Our board agreed on six”.")
    jumps = typed.get("own.screen") or ("yes" if near in SCREENING else "no")
    return OwnRules(nearest=near, rules=picked, screen=jumps == "yes", reason=reason)


def _read_rule(rule: RuleName, typed: dict[str, str], near: RuleSet) -> PickedRule:
    numbers = usual_rule(rule, near).model_dump()
    for name in rule.numbers:
        box = f"own.{rule}.{name}"
        if typed.get(box, "").strip():
            numbers[name] = read_number(typed[box])
            if numbers[name] is None:
                raise WrongEntry(box, "This is not a number. Use figures, such as 7.")
    try:
        return PickedRule.model_validate(numbers)
    except ValidationError as error:
        problem = error.errors()[0]
        wrong = str(problem["loc"][0]) if problem["loc"] else rule.numbers[0]
        raise WrongEntry(f"own.{rule}.{wrong}", say_misfit(problem)) from None


OWN_RULES = Matter(
    name="own_rules",
    act="own-rules",
    screen="own-rules",
    boxes=(
        "own.rules",
        "own.reason",
        "own.screen",
        *(f"own.{rule}.{name}" for rule in RuleName for name in rule.numbers),
    ),
    draw=draw_own_rules,
    read=_read,
    kept="Your own rules are in use.",
    released="The rules are those of the set again.",
)
"""Which rules say what is a signal."""


class OwnRulesDecision:
    """A team's own rules, decided in two steps: which rules, then with which numbers."""

    def __init__(self, saved: SavedMeasure, history: History) -> None:
        self._decision = Decision(OWN_RULES, saved, history)
        self._picked: tuple[RuleName, ...] = ()

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask which rules, then for their numbers and the reason."""
        numbers = {"own-numbers": lambda view: draw_own_numbers(view, self._picked)}
        return self._decision.screens | numbers

    @property
    def acts(self) -> dict[str, Act]:
        """Take the rules that were ticked to the second screen, and keep both."""
        return self._decision.acts | {"pick-rules": self._pick, "keep-own-rules": self._keep}

    def _pick(self, tap: Tap) -> Outcome:
        self._picked = _read_picks(tap.typed)
        return Outcome(show="own-numbers")

    def _keep(self, tap: Tap) -> Outcome:
        return self._decision.keep({**tap.typed, "own.rules": ",".join(self._picked)})
