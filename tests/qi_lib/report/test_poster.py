"""The poster: the finding leads, everything the team wrote is text, nothing is claimed."""

import datetime as dt
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qi_lib.model import (
    PDSA,
    Aim,
    ChartType,
    Contact,
    Decision,
    Direction,
    Measure,
    MeasureKind,
    Observation,
    Phase,
    Project,
    ProjectBundle,
    TeamMember,
    TeamRole,
)
from qi_lib.report import Host, findings_of, make_poster

HOST = Host("Northshore", "Zero harm", "https://hub.example/p/abc")
NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">'


class Reader(HTMLParser):
    """Collects what a browser would make of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and its attributes."""
        self.tags.append(tag)
        self.text += " "
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data


def read(fragment: str) -> Reader:
    """Read a fragment as a browser does."""
    reader = Reader()
    reader.feed(fragment)
    return reader


def months(first: int, *values: float) -> list[Observation]:
    """One value a month of 2024 and on."""
    return [
        Observation(when=dt.date(2024 + (first + i) // 12, (first + i) % 12 + 1, 1), value=value)
        for i, value in enumerate(values)
    ]


def falls_project(**fields: object) -> ProjectBundle:
    """A project whose falls went from 10 a month to 5."""
    falls = Measure(
        name="Falls",
        unit="falls",
        direction=Direction.DOWN,
        phases=[Phase(start=dt.date(2025, 1, 1), reason="Tea round")],
    )
    project = Project.model_validate(
        {
            "slug": "falls",
            "title": "Fewer falls",
            "strategic_aim": "zero-harm",
            "place": "Larch House",
            "aim": Aim(what="Reduce falls", how_much="to 5", where="at Larch House"),
            **fields,
        }
    )
    before = months(0, 9, 11, 10, 9, 11, 10, 9, 11, 10, 9, 11, 10)
    after = months(12, 4, 6, 5, 4, 6, 5, 4, 6, 5)
    return ProjectBundle(
        project=project, measures=[falls], observations={falls.id: [*before, *after]}
    )


def test_the_finding_leads_the_poster_and_the_slide() -> None:
    poster = make_poster(falls_project(), HOST)

    sentence = "Falls at Larch House are down by half, and have stayed down for nine months"
    assert poster.finding["sentence"] == sentence
    for fragment in (poster.html, poster.slide):
        assert sentence in " ".join(read(fragment).text.split())
        assert '<em class="better">down by half</em>' in fragment


def test_a_worse_outcome_is_called_worse() -> None:
    bundle = falls_project()
    bundle.measures[0].direction = Direction.UP

    poster = make_poster(bundle, HOST)

    assert poster.finding["tone"] == "worse"
    assert '<em class="worse">down by half</em>' in poster.slide


def test_the_poster_has_every_part_of_the_story() -> None:
    bundle = falls_project(
        problem="Nine falls a month.",
        change="Tea at seven",
        story="They ask me before I do.",
        lesson="Ask before, not after.",
        contact=Contact(name="The ward sister", role="Larch House", when="Tuesdays 2–4"),
    )
    bundle.team = [TeamMember(name="Edith Marlow", role=TeamRole.LEAD)]
    bundle.cycles = [
        PDSA(title="Mats", prediction="Eight in ten", study="Two", decision=Decision.ABANDON)
    ]

    text = " ".join(read(make_poster(bundle, HOST).html).text.split())

    for part in (
        "The problem Nine falls a month.",
        "The aim Reduce falls to 5 at Larch House.",
        "Tea at seven",
        "They ask me before I do.",
        "Talk to the ward sister",
        "Tuesdays 2–4",
        "✕ Abandoned",
        "We predicted Eight in ten",
        "We found Two",
        "our message for others Ask before, not after.",
        "Edith Marlow (lead)",
    ):
        assert part in text


@pytest.mark.parametrize(
    "field", ["title", "problem", "change", "place", "story", "lesson", "scope"]
)
def test_what_the_team_writes_is_shown_and_never_run(field: str) -> None:
    bundle = falls_project(**{field: NASTY})

    poster = make_poster(bundle, HOST)

    for fragment in (poster.html, poster.slide, poster.thumbnail):
        page = read(fragment)
        assert "script" not in page.tags
        assert "img" not in page.tags
        assert not any(name.startswith("on") for name, _ in page.attributes)


def test_names_of_measures_reasons_and_cycles_are_never_run_either() -> None:
    bundle = falls_project(contact=Contact(name=NASTY, role=NASTY, when=NASTY))
    bundle.measures[0].name = NASTY
    bundle.measures[0].unit = NASTY
    bundle.measures[0].phases[0].reason = NASTY
    bundle.observations[bundle.measures[0].id][0].note = NASTY
    bundle.cycles = [PDSA(title=NASTY, prediction=NASTY, study=NASTY, test_size=NASTY)]
    bundle.team = [TeamMember(name=NASTY)]

    poster = make_poster(bundle, Host(NASTY, NASTY, "https://hub.example"))

    for fragment in (poster.html, poster.slide, poster.thumbnail):
        page = read(fragment)
        assert not {"script", "img"} & set(page.tags)
        assert not any(name.startswith("on") for name, _ in page.attributes)


def test_nothing_needs_an_inline_style_or_script() -> None:
    poster = make_poster(falls_project(), HOST)

    for fragment in (poster.html, poster.slide):
        page = read(fragment)
        assert not {"style", "script"} & set(page.tags)
        assert "style" not in [name for name, _ in page.attributes]


def test_a_project_without_numbers_has_an_honest_poster() -> None:
    bundle = falls_project()
    bundle.observations = {}

    poster = make_poster(bundle, HOST)

    assert poster.finding["sentence"] == "Just started. Reduce falls to 5 at Larch House"
    assert poster.finding["tone"] == ""
    assert poster.thumbnail == ""
    for fragment in (poster.html, poster.slide):
        assert "No numbers yet." in read(fragment).text


def test_a_project_with_nothing_but_a_title_has_a_poster() -> None:
    poster = make_poster(ProjectBundle(project=Project(title="An idea")), Host())

    assert poster.finding["sentence"] == "Just started. An idea"
    assert "The team has not written its aim yet." in poster.html


def test_numbers_that_cannot_be_charted_do_not_stop_the_poster() -> None:
    bundle = falls_project()
    bundle.measures[0].chart = ChartType.P
    bundle.observations[bundle.measures[0].id] = [
        Observation(when=dt.date(2025, 1, 1), numerator=5, denominator=3)
    ]

    evidence = findings_of(bundle)[0]

    assert evidence.sentence == "The numbers cannot be charted yet"
    assert "row 1" in evidence.explanation
    assert evidence.explanation in read(make_poster(bundle, HOST).html).text


@pytest.mark.parametrize("ratio", [(5, 3), (0, 7), (7, 7)])
def test_a_measure_that_never_varies_has_a_poster(ratio: tuple[float, float]) -> None:
    bundle = falls_project()
    bundle.observations[bundle.measures[0].id] = [
        Observation(when=dt.date(2025, 1, i), numerator=ratio[0], denominator=ratio[1])
        for i in range(1, 28)
    ]

    assert "No sign of change" in make_poster(bundle, HOST).finding["sentence"]


def test_the_headline_speaks_of_the_first_outcome_that_has_numbers() -> None:
    bundle = falls_project()
    process = Measure(name="Rounds", kind=MeasureKind.PROCESS)
    empty = Measure(name="Fractures", kind=MeasureKind.OUTCOME)
    bundle.measures = [process, empty, *bundle.measures]
    bundle.observations[process.id] = months(0, 1, 2, 3)

    names = [one.measure.name for one in findings_of(bundle)]

    assert names == ["Falls", "Rounds", "Fractures"]


def test_a_demonstration_says_so_on_the_poster_and_on_the_slide() -> None:
    poster = make_poster(falls_project(is_demonstration=True), HOST)

    assert "Example: invented people and numbers" in poster.html
    assert "Example" in read(poster.slide).text


def test_a_long_story_is_cut_at_the_end_of_a_sentence_on_the_slide() -> None:
    story = "We asked at seven. " + "And then we asked again and again. " * 10

    quote = make_poster(falls_project(story=story), HOST).finding["quote"]

    assert len(quote) <= 160
    assert quote.endswith("again.")


def test_a_saved_poster_is_complete(tmp_path: Path) -> None:
    make_poster(falls_project(), HOST).save(tmp_path)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["finding.json", "poster.html", "slide.html", "thumbnail.svg"]
    assert json.loads((tmp_path / "finding.json").read_text())["title"] == "Fewer falls"
