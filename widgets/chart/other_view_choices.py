"""How another way to look at the numbers is drawn: few choices, the usual one first."""

from collections.abc import Sequence

from qi_lib.charting.side_by_side import comparable_measures
from qi_lib.model import LookChoices, LookKind, Measure
from widgets.frame.screen import Choice, Option, Written

__all__ = ["beside_choice", "look_choices"]

_Options = tuple[tuple[str, str, str], ...]

# By way: the name of each choice, its label, and what there is to choose (value, label, hint).
_CHOICES: dict[LookKind, tuple[tuple[str, str, _Options], ...]] = {
    LookKind.HISTOGRAM: (
        (
            "bars",
            "How many bars",
            (
                ("", "As fits the numbers", "Usual"),
                ("5", "5", "Coarse"),
                ("10", "10", ""),
                ("20", "20", "Fine"),
            ),
        ),
    ),
    LookKind.FUNNEL: (
        (
            "limit",
            "How far apart the lines stand",
            (
                ("99.8", "99.8%", "Usual: one false alarm in 500"),
                ("95", "95%", "One false alarm in 20"),
            ),
        ),
        (
            "overdispersion",
            "Where more differs than chance explains",
            (
                ("false", "Leave the lines", "Usual"),
                ("true", "Widen the lines", "For overdispersion"),
            ),
        ),
    ),
    LookKind.CUSUM: (
        (
            "odds_ratio",
            "The change to look for",
            (
                ("2.0", "Twice the odds", "Usual, and half of them"),
                ("1.5", "Half as much again", "Small: takes longer to see"),
                ("3.0", "Three times the odds", "Large: seen soon"),
            ),
        ),
        (
            "signal_at",
            "When to give the signal",
            (
                ("3.5", "At 3.5", "Usual"),
                ("2.5", "At 2.5", "Sooner, with more false alarms"),
                ("5.0", "At 5", "Later, and surer"),
            ),
        ),
    ),
    LookKind.MEDIANS: (
        (
            "run",
            "A new middle after so many in a row",
            (("9", "9", "Usual"), ("6", "6", "Sooner"), ("12", "12", "Later")),
        ),
        (
            "baseline",
            "The first middle is that of so many",
            (("13", "13", "Usual"), ("8", "8", ""), ("20", "20", "")),
        ),
        (
            "side",
            "On which side of the middle",
            (("either", "Either", "Usual"), ("above", "Above", ""), ("below", "Below", "")),
        ),
    ),
}


def look_choices(kind: LookKind, choices: LookChoices) -> tuple[Choice, ...]:
    """Ask how this way to look shall be drawn, where there is a choice."""
    return tuple(
        Choice(
            name=f"look.{name}",
            label=label,
            options=tuple(
                Option(value=value, label=said, hint=hint) for value, said, hint in options
            ),
            value=_as_chosen(getattr(choices, name)),
        )
        for name, label, options in _CHOICES.get(kind, ())
    )


def beside_choice(measure: Measure, family: Sequence[Measure], choices: LookChoices) -> Choice:
    """Ask which measures shall stand side by side."""
    fitting = comparable_measures(measure, family)
    return Choice(
        name="look.beside",
        label="Which of them",
        hint="Those counted in the same unit, as often",
        is_many=True,
        options=tuple(Option(value=one.id, label=Written(one.name)) for one in fitting),
        value=choices.beside or ",".join(one.id for one in fitting),
    )


def _as_chosen(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
