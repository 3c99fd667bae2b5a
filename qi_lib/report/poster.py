"""The digital poster of a project: for its page, for the TV, and as a small picture."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qi_lib.journey.stage import find_stage
from qi_lib.model import (
    ROLE_NAMES,
    Decision,
    FindingPart,
    Project,
    ProjectBundle,
    Setting,
    TeamMember,
    TeamRole,
)
from qi_lib.report.measure_findings import MeasureFinding, findings_of
from qi_lib.wording.paragraphs import paragraphs

__all__ = ["Host", "Poster", "make_poster"]

_DECISIONS = {
    Decision.ADOPT: "✓ Adopted",
    Decision.ADAPT: "↻ Adapted",
    Decision.ABANDON: "✕ Abandoned",
    None: "… Still testing",
}
_SETTINGS = {
    Setting.HOSPITAL: "hospital",
    Setting.COMMUNITY: "community",
    Setting.CARE_HOME: "care home",
    Setting.PRIMARY_CARE: "primary care",
    Setting.MENTAL_HEALTH: "mental health",
    Setting.OTHER: "",
}
# From three metres nobody reads more than about this many letters in the three seconds there are.
_LONG_FINDING = 92
_LONGEST_QUOTE = 160
_LONGEST_PROBLEM = 220


@dataclass(frozen=True, slots=True)
class Host:
    """Where a poster hangs: the organisation, the strategic aim's name, the project's address."""

    organisation: str = "The QI Hub"
    aim_name: str = ""
    project_url: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster's parts: two HTML fragments, a picture (SVG), and the finding as data."""

    html: str
    slide: str
    thumbnail: str
    finding: dict[str, Any]

    def save(self, folder: Path) -> None:
        """Write the parts into a folder; each file is there whole or not at all."""
        parts = {
            "poster.html": self.html,
            "slide.html": self.slide,
            "thumbnail.svg": self.thumbnail,
            "finding.json": json.dumps(self.finding, ensure_ascii=False, indent=2),
        }
        for name, text in parts.items():
            unfinished = folder / f".{name}.part"
            unfinished.write_text(text, encoding="utf-8")
            os.replace(unfinished, folder / name)


def make_poster(bundle: ProjectBundle, host: Host) -> Poster:
    """Make the poster of a project from its record.

    Without numbers it says so, and leads with the aim. All text of the team is escaped.
    """
    evidence = findings_of(bundle)
    main = evidence[0] if evidence and evidence[0].chart else None
    headline = main.finding if main else _headline_without_numbers(bundle.project)
    shown: dict[str, Any] = {
        "project": bundle.project,
        "host": host,
        "aim": bundle.project.aim.sentence,
        "place": _place(bundle.project),
        "headline": headline,
        "is_long": sum(len(part.text) for part in headline) > _LONG_FINDING,
        "main": main,
        "no_chart": evidence[0].explanation if evidence else "There is no measure yet either.",
        "others": [one for one in evidence if one is not main],
        "cycles": bundle.cycles,
        "decisions": _DECISIONS,
        "team": _team(bundle.team),
        "quote": _shorten(bundle.project.story, _LONGEST_QUOTE),
        "problem": _shorten(bundle.project.problem, _LONGEST_PROBLEM),
        "qr": _qr(host.project_url),
    }
    return Poster(
        html=_templates().get_template("poster.html").render(shown),
        slide=_templates().get_template("slide.html").render(shown),
        thumbnail=_svg(main, "thumbnail") if main else "",
        finding=_finding(bundle, host, headline, main),
    )


def _headline_without_numbers(project: Project) -> tuple[FindingPart, ...]:
    words = project.aim.sentence.rstrip(".") or project.title
    return (FindingPart(text=f"Just started. {words}"),)


def _finding(
    bundle: ProjectBundle,
    host: Host,
    headline: tuple[FindingPart, ...],
    main: MeasureFinding | None,
) -> dict[str, Any]:
    project = bundle.project
    return {
        "slug": project.slug,
        "title": project.title,
        "aim_key": project.strategic_aim,
        "aim_name": host.aim_name,
        "aim": project.aim.sentence,
        "finding": [part.model_dump() for part in headline],
        "sentence": "".join(part.text for part in headline),
        "tone": main.tone if main else "",
        "measure": main.measure.name if main else "",
        "explain": main.explanation if main else "",
        "change": project.change,
        "quote": _shorten(project.story, _LONGEST_QUOTE),
        "contact": project.contact.model_dump(),
        "place": project.place,
        "stage": find_stage(bundle).value,
        "is_demonstration": project.is_demonstration,
        "project_url": host.project_url,
        "revision": bundle.revision,
    }


def _place(project: Project) -> str:
    return ", ".join(part for part in (project.place, _SETTINGS[project.setting]) if part)


def _team(team: list[TeamMember]) -> str:
    return " · ".join(
        member.name or member.user
        if member.role is TeamRole.MEMBER
        else f"{member.name or member.user} ({ROLE_NAMES[member.role].lower()})"
        for member in team
    )


def _shorten(text: str, longest: int) -> str:
    """Keep whole sentences, or whole words where the first sentence is too long already."""
    text = " ".join(text.split()).strip('“”"')
    if len(text) <= longest:
        return text
    sentences = text[:longest].rpartition(". ")[0]
    return f"{sentences}." if sentences else text[:longest].rpartition(" ")[0] + " …"


def _qr(url: str) -> Markup:
    """Draw a QR code; nothing without an address."""
    if not url:
        return Markup()
    code = segno.make(url, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, dark="#17262f", svgclass=None))


def _svg(evidence: MeasureFinding, size: str) -> Markup:
    if evidence.chart is None:
        return Markup()
    # The chart engine escapes the team's words itself.
    return Markup(evidence.chart.to_svg(size, uid=f"{evidence.measure.id}-{size}"))


def _table(evidence: MeasureFinding) -> Markup:
    return Markup(evidence.chart.to_table_html()) if evidence.chart else Markup()


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.lower() not in ("the", "and", "of", "a")]
    return "".join(word[0] for word in words[:2]).upper()


def _lower_the(name: str) -> str:
    return f"the {name[4:]}" if name.startswith("The ") else name


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "paragraphs": paragraphs,
        "initials": _initials,
        "lower_the": _lower_the,
        "svg": _svg,
        "table": _table,
    }
    return environment
