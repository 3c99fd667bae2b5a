"""Run charts and SPC charts: limits, rules, words and drawings. Start with `spc`."""

from qi_lib.spc.board import board_html, summary_table
from qi_lib.spc.chart import Chart
from qi_lib.spc.cusum import BernoulliCusum, bernoulli_cusum
from qi_lib.spc.errors import ArgumentError, DataError, SpcError
from qi_lib.spc.facets import Facets
from qi_lib.spc.finding import FindingPart
from qi_lib.spc.funnel import Funnel, funnel
from qi_lib.spc.histogram import Histogram, histogram
from qi_lib.spc.icons import icon_svg, icon_words
from qi_lib.spc.marks import Annotation, Phase, Target
from qi_lib.spc.multiples import small_multiples
from qi_lib.spc.pareto import Pareto, pareto
from qi_lib.spc.patterns import Alternating, Hugging, Mixture
from qi_lib.spc.request import spc
from qi_lib.spc.rules import Outside, Rule, Shift, Trend, Zone
from qi_lib.spc.rulesets import RULE_SETS, RuleSet, ruleset
from qi_lib.spc.runs_rules import FewCrossings, LongRun, RunsCount
from qi_lib.spc.spots import Spot
from qi_lib.spc.suggestion import Suggestion, suggest_medians

__all__ = [
    "RULE_SETS",
    "Alternating",
    "Annotation",
    "ArgumentError",
    "BernoulliCusum",
    "Chart",
    "DataError",
    "Facets",
    "FewCrossings",
    "FindingPart",
    "Funnel",
    "Histogram",
    "Hugging",
    "LongRun",
    "Mixture",
    "Outside",
    "Pareto",
    "Phase",
    "Rule",
    "RuleSet",
    "RunsCount",
    "Shift",
    "SpcError",
    "Spot",
    "Suggestion",
    "Target",
    "Trend",
    "Zone",
    "bernoulli_cusum",
    "board_html",
    "funnel",
    "histogram",
    "icon_svg",
    "icon_words",
    "pareto",
    "ruleset",
    "small_multiples",
    "spc",
    "suggest_medians",
    "summary_table",
]
