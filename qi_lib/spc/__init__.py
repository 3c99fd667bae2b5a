"""Run charts and SPC charts: limits, rules, words and drawings. Start with `spc`."""

from qi_lib.spc.chart import Chart
from qi_lib.spc.charts_side_by_side import small_multiples
from qi_lib.spc.charts_table import board_html, summary_table
from qi_lib.spc.drawing.icons import icon_svg
from qi_lib.spc.drawing.points_to_tap import Spot
from qi_lib.spc.errors import ArgumentError, DataError, SpcError
from qi_lib.spc.facets import Facets
from qi_lib.spc.make_chart import spc
from qi_lib.spc.other_charts.cusum.chart import BernoulliCusum, bernoulli_cusum
from qi_lib.spc.other_charts.funnel.chart import Funnel, funnel
from qi_lib.spc.other_charts.histogram.chart import Histogram, histogram
from qi_lib.spc.other_charts.pareto.chart import Pareto, pareto
from qi_lib.spc.request.phases_targets_annotations import Annotation, Phase, Target
from qi_lib.spc.rules.beyond_limits import Outside, Zone
from qi_lib.spc.rules.nelson_patterns import Alternating, Hugging, Mixture
from qi_lib.spc.rules.points_in_a_row import Shift, Trend
from qi_lib.spc.rules.rule import Rule
from qi_lib.spc.rules.rule_sets import RULE_SETS, RuleSet, ruleset
from qi_lib.spc.rules.runs_of_a_phase import FewCrossings, LongRun, RunsCount
from qi_lib.spc.signals.median_revisions import suggest_medians
from qi_lib.spc.words.finding import FindingPart
from qi_lib.spc.words.icon_words import icon_words
from qi_lib.spc.words.phase_suggestion import Suggestion

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
