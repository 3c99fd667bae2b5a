"""What the numbers of a project show: one entry a measure, the headline measure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import FindingPart, Frequency, Measure, MeasureKind, Project, ProjectBundle

if TYPE_CHECKING:
    from qi_lib.spc import Chart

__all__ = ["MeasureFinding", "findings_of"]

_PURPOSES = {
    MeasureKind.OUTCOME: "Outcome: is it better for people?",
    MeasureKind.PROCESS: "Process: are we doing what we said?",
    MeasureKind.BALANCING: "Balancing: has anything else got worse?",
}
_RHYTHMS = {
    Frequency.DAY: "day by day",
    Frequency.WEEK: "week by week",
    Frequency.MONTH: "month by month",
    Frequency.QUARTER: "quarter by quarter",
}
_TONES: dict[str, Literal["better", "worse"]] = {"improvement": "better", "concern": "worse"}
_AT = ("at ", "in ", "on ", "across ")


@dataclass(frozen=True, slots=True)
class MeasureFinding:
    """A measure and what it shows. Without a chart, the finding says what is missing."""

    measure: Measure
    chart: Chart | None
    finding: tuple[FindingPart, ...]
    explanation: str

    @property
    def sentence(self) -> str:
        """The finding as plain text."""
        return "".join(part.text for part in self.finding)

    @property
    def tone(self) -> str:
        """Whether the finding is `better`, `worse` or, when neither, empty."""
        return next((part.tone for part in self.finding if part.tone), "")

    @property
    def purpose(self) -> str:
        """Why the team collects the measure, as a question."""
        return _PURPOSES[self.measure.kind]

    @property
    def rhythm(self) -> str:
        """How often there is a point, in words."""
        return _RHYTHMS[self.measure.shown_by or self.measure.frequency]


def findings_of(bundle: ProjectBundle) -> list[MeasureFinding]:
    """Look at every measure of a project: first the one that its headline speaks of.

    That is the first outcome with numbers, else the first measure with numbers, else the first.
    """
    where = _where(bundle.project)
    found = [_look(measure, bundle, where) for measure in bundle.measures]

    def rank(evidence: MeasureFinding) -> tuple[bool, bool]:
        return evidence.chart is None, evidence.measure.kind is not MeasureKind.OUTCOME

    first = min(found, key=rank, default=None)
    if first is None:
        return []
    return [first, *(evidence for evidence in found if evidence is not first)]


def _look(measure: Measure, bundle: ProjectBundle, where: str) -> MeasureFinding:
    from qi_lib.spc import SpcError  # noqa: PLC0415  (heavy: numpy and pandas)

    observations = bundle.observations.get(measure.id, [])
    try:
        chart = chart_of(measure, observations, cycles=bundle.cycles)
    except SpcError as error:
        return MeasureFinding(
            measure, None, (FindingPart(text="The numbers cannot be charted yet"),), str(error)
        )
    if chart is None:
        return MeasureFinding(
            measure,
            None,
            (FindingPart(text="No numbers yet"),),
            "The chart appears with the first numbers.",
        )
    is_named = not where or where.split(" ", 1)[1].casefold() in measure.name.casefold()
    subject = measure.name if is_named else f"{measure.name} {where}"
    # The explanation opens with the finding, which stands above it in larger letters.
    explanation = chart.explain().removeprefix(f"{chart.finding()}.").strip()
    return MeasureFinding(measure, chart, _parts(chart, subject), explanation)


def _parts(chart: Chart, subject: str) -> tuple[FindingPart, ...]:
    parts = chart.finding_parts(subject=subject)
    return tuple(
        FindingPart(text=part.text, tone=_TONES.get(part.emphasis or "", "")) for part in parts
    )


def _where(project: Project) -> str:
    """Say where the project is, with the preposition that the team itself uses, if it does."""
    where = project.aim.where.strip() or project.place.strip()
    if not where or where.lower().startswith(_AT):
        return where
    return f"{'on' if where.lower().endswith(('ward', 'unit')) else 'at'} {where}"
