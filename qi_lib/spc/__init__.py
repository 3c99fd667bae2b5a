"""Run charts and SPC charts: limits, rules, words and drawings. Start with `spc`."""

from qi_lib.spc.chart import Chart
from qi_lib.spc.errors import ArgumentError, DataError, SpcError
from qi_lib.spc.finding import FindingPart
from qi_lib.spc.marks import Annotation, Phase, Target
from qi_lib.spc.request import spc
from qi_lib.spc.rulesets import RULE_SETS, RuleSet, ruleset

__all__ = [
    "RULE_SETS",
    "Annotation",
    "ArgumentError",
    "Chart",
    "DataError",
    "FindingPart",
    "Phase",
    "RuleSet",
    "SpcError",
    "Target",
    "ruleset",
    "spc",
]
