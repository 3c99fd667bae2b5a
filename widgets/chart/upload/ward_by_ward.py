"""Several wards of one table at once: which of them, and a measure for each or one for all."""

from dataclasses import dataclass

from qi_lib.tables.reading.choices import Option, Question
from widgets.frame.screen import Choice, Part
from widgets.frame.screen import Option as Shown

__all__ = ["SEVERAL", "Wards", "ask_wards"]

SEVERAL = "several"
_EACH, _SUM = "each", "sum"


@dataclass(frozen=True, slots=True)
class Wards:
    """Those that were ticked, and what becomes of them."""

    names: tuple[str, ...] = ()
    are_added_up: bool = False

    def tick(self, question: Question, value: str) -> "Wards":
        """Take other wards, by their places among the options."""
        named = _named(question)
        ticked = {int(at) for at in value.split(",") if at.isdecimal()}
        names = tuple(name for at, name in enumerate(named) if at in ticked)
        return Wards(names, self.are_added_up)

    def put_together(self, value: str) -> "Wards":
        """Take a measure for each, or one for all."""
        return Wards(self.names, value == _SUM)


def ask_wards(question: Question, wards: Wards) -> list[Part]:
    """Ask which wards, and what becomes of them."""
    named = _named(question)
    parts: list[Part] = [
        Choice(
            name="map.ticked",
            label="Which of them?",
            options=tuple(Shown(value=str(at), label=name) for at, name in enumerate(named)),
            value=",".join(str(at) for at, name in enumerate(named) if name in wards.names),
            is_many=True,
            columns=4,
        )
    ]
    if _is_sum(question.options[0]):
        each = Shown(value=_EACH, label="A measure for each", hint="To see them side by side")
        together = Shown(value=_SUM, label="One measure", hint="Of these, added up")
        value = _SUM if wards.are_added_up else _EACH
        parts.append(
            Choice(
                name="map.together",
                label="What becomes of them?",
                options=(each, together),
                value=value,
            )
        )
    return parts


def _named(question: Question) -> list[str]:
    return [one.label for one in question.options if not _is_sum(one)]


def _is_sum(option: Option) -> bool:
    return not option.sets["wards"]
