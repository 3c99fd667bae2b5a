"""Say what a sheet tells of the measure that its numbers are for."""

from qi_lib.model import ChartType, Frequency
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Proposal

__all__ = ["describe"]


def describe(proposal: Proposal) -> dict[str, str]:
    """Give the fields of a measure that follow from how a sheet is read.

    How often it has a number, its unit, and of a ratio its part and its whole. A number of events
    in so many bed days is a rate, charted as one.
    """
    reading, choices = proposal.reading, proposal.choices
    if reading is None:
        return {}
    fields = {"unit": reading.unit} if reading.unit else {}
    if reading.grain in list(Frequency):
        fields["frequency"] = reading.grain
    if reading.shape == "share":
        fields["unit"] = "%"
    if reading.shape == "rate":
        fields |= {"unit": _per(choices, reading.per), "chart": ChartType.U.value}
    if choices.out_of:
        fields |= {"numerator": _part(choices), "denominator": choices.out_of}
    return fields


def _per(choices: Choices, per: int) -> str:
    """Write what a rate refers to: per 1,000 bed days, but per 1,000 OBD."""
    whole = choices.out_of or ""
    is_a_word = whole[1:2].islower()
    return f"per {per:,} {whole[:1].lower() + whole[1:] if is_a_word else whole}"


def _part(choices: Choices) -> str:
    return f"{choices.out_of} minus {choices.number}" if choices.is_rest else choices.number or ""
