"""The charter on a page."""

import re

from qi_lib.drawing.charter import describe_charter, draw_charter
from qi_lib.model import Project, ProjectBundle, TeamMember, TeamRole, ToolDocument
from qi_lib.model.charter import Charter, Risk


def _bundle(**project: str) -> ProjectBundle:
    return ProjectBundle(
        project=Project(title="Fewer falls", **project),  # type: ignore[arg-type]  # texts alone
        team=[TeamMember(user="ann", name="Ann", role=TeamRole.LEAD)],
    )


def _words(svg: str) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def test_every_part_of_the_page_is_an_item() -> None:
    svg = draw_charter(Charter(), project=_bundle())

    assert re.findall(r'data-item="([^"]+)"', svg) == [
        "problem",
        "aim",
        "measures",
        "change",
        "scope",
        "team",
        "risks",
        "dates",
        "approval",
    ]


def test_page_shows_the_project_and_what_the_charter_adds() -> None:
    bundle = _bundle(problem="They fall at night.", scope="Ground floor")
    ideas = {"drivers": [{"text": "Huddle", "level": "idea"}]}
    bundle.documents = [ToolDocument(kind="drivers", content=ideas)]
    risk = Risk(text="No time", plan="Replace the handover", who="Ann")
    record = Charter(out_of_scope="Gardens", involvement="Two residents", risks=[risk])

    words = _words(draw_charter(record, project=bundle))

    for text in ("Fewer falls", "They fall at night.", "Ground floor", "Gardens", "Two residents",
                 "No time: Replace the handover (Ann)", "Ann, lead", "Huddle"):  # fmt: skip
        assert text in words


def test_unsigned_page_has_a_line_to_sign_on() -> None:
    assert "Signed" in _words(draw_charter(Charter(), project=_bundle()))


def test_what_is_too_long_for_the_page_is_whole_in_words() -> None:
    long = "\n".join(f"Line {number} <b>&" for number in range(40))
    bundle = _bundle(problem=long)

    svg = draw_charter(Charter(), project=bundle)

    assert "… and 33 more" in _words(svg)
    assert "Line 39 <b>&" in describe_charter(Charter(), bundle)
    assert "<b>" not in svg
