"""What the icons say, for those who read rather than look."""

from __future__ import annotations

from qi_lib.spc.argument_checks import check_name

__all__ = ["ASSURANCE_WORDS", "VARIATION_WORDS", "icon_words"]

VARIATION_WORDS = {
    "common_cause": "Steady at present: only the variation expected from chance",
    "improvement_high": "Getting better: unusually high, and high is good",
    "improvement_low": "Getting better: unusually low, and low is good",
    "concern_high": "Cause for concern: unusually high, and low is good",
    "concern_low": "Cause for concern: unusually low, and high is good",
    "neutral_high": "Something may have changed: unusually high",
    "neutral_low": "Something may have changed: unusually low",
    "neutral": "Something may have changed: the pattern is unusual",
}
ASSURANCE_WORDS = {
    "pass": "Expected to meet the target every time",
    "fail": "Expected to miss the target every time, unless something changes",
    "hit_or_miss": "Expected to meet the target sometimes and miss it sometimes",
}


def icon_words(name: str) -> str:
    """Give the text that goes with an icon.

    Args:
        name: a name that `Chart.variation` or `Chart.assurance` gives.

    Returns:
        A sentence without a full stop.

    Raises:
        ArgumentError: there is no such icon.
    """
    words = {**VARIATION_WORDS, **ASSURANCE_WORDS}
    return words[check_name("name", name, words)]
