"""Run charts and SPC charts: limits, rules, words and drawings. Start with `spc`."""

from qi_lib.spc.board import board_html, summary_table
from qi_lib.spc.chart import Chart
from qi_lib.spc.errors import ArgumentError, DataError, SpcError
from qi_lib.spc.facets import Facets
from qi_lib.spc.finding import FindingPart
from qi_lib.spc.icons import icon_svg, icon_words
from qi_lib.spc.marks import Annotation, Phase, Target
from qi_lib.spc.request import spc
from qi_lib.spc.rulesets import RULE_SETS, RuleSet, ruleset

__all__ = [
    "RULE_SETS",
    "Annotation",
    "ArgumentError",
    "Chart",
    "DataError",
    "Facets",
    "FindingPart",
    "Phase",
    "RuleSet",
    "SpcError",
    "Target",
    "board_html",
    "icon_svg",
    "icon_words",
    "ruleset",
    "spc",
    "summary_table",
]
