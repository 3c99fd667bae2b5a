"""How projects, measures and cycles look when a notebook shows them."""

from html import escape

from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import PDSA, Measure, Observation, ProjectBundle

__all__ = ["cycle", "measure", "project"]

_CARD = "border:1px solid #ccc;border-radius:6px;padding:12px 16px;max-width:46em;font-size:16px"
_QUIET = "color:#555"


def project(bundle: ProjectBundle) -> str:
    """Show a project: title, aim, people, and how much there is of the rest."""
    charter = bundle.project
    aim = charter.aim.sentence or "No aim yet."
    people = ", ".join(member.name or member.user for member in bundle.team)
    rows = "".join(
        f"<li>{escape(one.name)}: {_count(bundle.observations.get(one.id, []), 'point')}</li>"
        for one in bundle.measures
    )
    measures = f"<ul>{rows}</ul>" if rows else "<p>No measures yet.</p>"
    return _card(
        charter.title,
        f"<p>{escape(aim)}</p>"
        f'<p style="{_QUIET}">{escape(charter.place)} {escape(people)}</p>'
        f"{measures}<p>{_count(bundle.cycles, 'PDSA cycle')}</p>",
    )


def measure(record: Measure, observations: list[Observation]) -> str:
    """Show a measure: its definition, and its chart when there are numbers."""
    kind = f"{record.kind.value.capitalize()} measure, by {record.frequency.value}"
    try:
        chart = chart_of(record, observations)
        drawing = chart.to_svg(size="page") if chart else "<p>No numbers yet.</p>"
    except ValueError as problem:  # numbers that cannot be charted: the chart engine says why
        drawing = f"<p>{escape(str(problem))}</p>"
    words = f"<p>{escape(record.definition)}</p>" if record.definition else ""
    return _card(record.name, f'<p style="{_QUIET}">{escape(kind)}</p>{words}{drawing}')


def cycle(record: PDSA) -> str:
    """Show a PDSA cycle: the parts that have been written."""
    parts = {
        "Prediction": record.prediction,
        "Plan": record.plan,
        "Do": record.do,
        "Study": record.study,
        "Act": record.decision.value if record.decision else "",
    }
    rows = "".join(
        f"<dt><b>{name}</b></dt><dd>{escape(text)}</dd>" for name, text in parts.items() if text
    )
    return _card(f"PDSA {record.number}: {record.title}", f"<dl>{rows}</dl>")


def _card(title: str, inner: str) -> str:
    return f'<div style="{_CARD}"><h3 style="margin-top:0">{escape(title)}</h3>{inner}</div>'


def _count(things: list[Observation] | list[PDSA], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
