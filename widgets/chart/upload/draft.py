"""What becomes of a measure with the numbers of a table: shown first, then saved."""

from dataclasses import dataclass

from qi_lib.client.records import change_record
from qi_lib.model import Annotation, Measure, Observation, Target
from qi_lib.tables.reading.described import describe
from qi_lib.tables.reading.offers import Offers
from qi_lib.tables.reading.proposals import Proposal

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A measure with its numbers as they were, and the table that comes to them.

    `takes` names what else is taken from the sheet: its `targets`, `annotations`, `direction`.
    """

    record: Measure
    there: list[Observation]
    proposal: Proposal
    replaces: bool = False
    takes: frozenset[str] = frozenset()

    @property
    def found(self) -> list[Observation]:
        """The numbers of the table."""
        reading = self.proposal.reading
        return reading.observations if reading else []

    @property
    def corrected(self) -> list[tuple[Observation, Observation]]:
        """The numbers that are there and would be others, each with what it would be."""
        found = {one.when: one for one in self.found}
        both = [(one, found[one.when]) for one in self.there if one.when in found]
        return [(one, new) for one, new in both if _number(one) != _number(new)]

    def numbers(self, there: list[Observation]) -> list[Observation]:
        """Give the numbers as they will be: a date of the table has that of the table."""
        days = {one.when for one in self.found}
        kept = [one for one in there if not self.replaces and one.when not in days]
        return sorted([*kept, *self.found], key=lambda one: one.when)

    @property
    def fields(self) -> dict[str, str]:
        """The fields that follow from the table; none where the measure has numbers that stay."""
        if self.there and not self.replaces:
            return {}
        fields = describe(self.proposal)
        if self.record.numerator:
            fields.pop("numerator", None)
        if self.record.chart != "auto":
            fields.pop("chart", None)
        return fields

    @property
    def offers(self) -> Offers:
        """What the sheet says beside its numbers, and the measure does not say yet."""
        offers, record = self.proposal.offers, self.record
        new = tuple(one for one in offers.annotations if one not in record.annotations)
        return Offers(
            direction=offers.direction if offers.direction != record.direction else None,
            targets=() if record.targets else offers.targets,
            annotations=new,
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets that are taken."""
        return self.offers.targets if "targets" in self.takes else ()

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The notes that are taken."""
        return self.offers.annotations if "annotations" in self.takes else ()

    @property
    def all_fields(self) -> dict[str, str]:
        """All fields with one value that change."""
        direction = self.offers.direction if "direction" in self.takes else None
        return {**self.fields, **({"direction": direction.value} if direction else {})}

    @property
    def measure(self) -> Measure:
        """The measure as it will be."""
        lists = {
            "targets": [*self.record.targets, *self.targets],
            "annotations": [*self.record.annotations, *self.annotations],
        }
        return change_record(self.record, {**self.all_fields, **lists})


def _number(one: Observation) -> tuple[object, ...]:
    return one.value, one.numerator, one.denominator, one.values
