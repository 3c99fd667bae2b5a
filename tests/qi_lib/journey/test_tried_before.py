"""What was tried before, found by telling words."""

import pytest

from qi_lib.journey.tried_before import IdeaOutcome, find_tried, outline_project
from qi_lib.model import PDSA, Decision, Project, ProjectBundle, ToolDocument
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level
from qi_lib.model.quadrants import Idea, ImpactEffort
from qi_lib.wording.keywords import keywords


def _bundle(slug: str, title: str, **fields: object) -> ProjectBundle:
    project = {"slug": slug, "title": title, "place": slug.title()}
    charter = {name: value for name, value in fields.items() if name in Project.model_fields}
    rest = {name: value for name, value in fields.items() if name not in Project.model_fields}
    return ProjectBundle(project=Project(**{**project, **charter}), **rest)  # type: ignore[arg-type]


def _drawn(*ideas: Driver) -> ToolDocument:
    return ToolDocument(
        kind="drivers", content=DriverDiagram(drivers=list(ideas)).model_dump(mode="json")
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("falls", "falling"), ("doses", "dose"), ("injuries", "injury"), ("stopped", "stops"),
        ("missed", "misses"), ("waits", "waiting"), ("ulcers", "ulcer"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert keywords(one) == keywords(other) != frozenset()


def test_common_words_tell_nothing() -> None:
    assert keywords("Our patients on the ward have to wait for it") == keywords("wait")


def test_similar_projects_share_telling_words_and_not_common_ones() -> None:
    falls = _bundle("larch", "Fewer falls at Larch House", problem="Residents fall in the evening")
    waits = _bundle("heron", "Home before lunch", problem="Patients wait on the ward for medicines")

    found = find_tried(
        "People on our ward keep falling at night", map(outline_project, [waits, falls])
    )

    assert [one.title for one in found.projects] == ["Fewer falls at Larch House"]


def test_ideas_come_from_cycles_diagrams_choices_and_charters_with_how_they_went() -> None:
    lights = PDSA(title="Lights on for a week", change_idea="Night lights", decision=Decision.ADOPT)
    socks = PDSA(title="Red socks", do="Two people wore them")
    alarm = PDSA(title="Mat alarms", decision=Decision.ABANDON)
    diagram = _drawn(
        Driver(text="Safe way", level=Level.SECONDARY),
        Driver(text="Night lights.", level=Level.IDEA),
        Driver(text="Earlier tea", level=Level.IDEA),
        Driver(text="Louder bells", level=Level.IDEA, cycle=alarm.id),
    )
    choice = ImpactEffort(ideas=[Idea(text="Move the beds")]).model_dump(mode="json")
    bundle = _bundle(
        "larch",
        "Fewer falls",
        change="Bedside huddles",
        cycles=[lights, socks, alarm],
        documents=[diagram, ToolDocument(kind="choose", content=choice)],
    )

    ideas = {idea.text: idea.outcome for idea, _ in outline_project(bundle).ideas}

    assert ideas == {
        "Night lights": IdeaOutcome.ADOPTED,
        "Red socks": IdeaOutcome.TESTING,
        "Mat alarms": IdeaOutcome.ABANDONED,
        "Earlier tea": IdeaOutcome.IDEA,
        "Louder bells": IdeaOutcome.ABANDONED,
        "Move the beds": IdeaOutcome.IDEA,
        "Bedside huddles": IdeaOutcome.CHANGED,
    }


def test_closest_idea_comes_first_and_no_project_fills_the_list() -> None:
    larch = _bundle(
        "larch",
        "Fewer falls",
        documents=[_drawn(*(Driver(text=f"Falls plan {n}", level=Level.IDEA) for n in range(5)))],
    )
    elm = _bundle("elm", "Fewer falls on Elm", cycles=[
        PDSA(title="Night lights stop falls", decision=Decision.ADAPT)
    ])  # fmt: skip

    found = find_tried("falls at night", [outline_project(larch), outline_project(elm)])

    assert found.ideas[0].text == "Night lights stop falls"
    assert [one.project.slug for one in found.ideas] == ["elm", "larch", "larch"]


def test_idea_is_found_in_a_project_on_something_else_by_two_of_its_words() -> None:
    other = _bundle("heron", "Home before lunch", cycles=[PDSA(title="Bedside huddle at seven")])

    assert find_tried("a huddle", [outline_project(other)]).ideas == []
    found = find_tried("a huddle at the bedside", [outline_project(other)])

    assert [one.text for one in found.ideas] == ["Bedside huddle at seven"]
    assert found.projects == []


def test_document_of_another_shape_has_no_ideas() -> None:
    broken = ToolDocument(kind="drivers", content={"drivers": ["?", 3, None]})

    assert outline_project(_bundle("elm", "Falls", documents=[broken])).ideas == ()


@pytest.mark.parametrize(
    "text",
    [
        "Pressure ulcers, from the pressure of the bed, on heels",
        "People who do not eat enough food get pressure ulcers. Cut pressure ulcers from 5 to 2",
        "Bed sores: people choose to stay in bed, and turn too rarely at night",
    ],
)
def test_neither_pressure_mats_nor_food_are_offered_for_pressure_ulcers(text: str) -> None:
    mats = _bundle(
        "larch",
        "Fewer falls at Larch House",
        problem="Residents fall beside the bed at night",
        cycles=[PDSA(title="A pressure mat by every bed", decision=Decision.ABANDON)],
    )
    food = _bundle(
        "sandpiper",
        "Food that is eaten on Sandpiper",
        problem="People do not eat enough and choose two days before",
        cycles=[PDSA(title="Choose food at the trolley", decision=Decision.ADOPT)],
    )
    sores = _bundle(
        "elm",
        "No pressure sores on Elm Ward",
        problem="Heels and beds",
        cycles=[PDSA(title="Turn with the drinks round", decision=Decision.ADOPT)],
    )

    found = find_tried(text, map(outline_project, [mats, food, sores]))

    assert [one.text for one in found.ideas] == ["Turn with the drinks round"]
    assert [one.slug for one in found.projects] == ["elm"]


def test_what_is_said_in_other_words_is_found_by_what_it_is_about() -> None:
    food = _bundle("sandpiper", "Food that is eaten", problem="Much is left on trays")

    found = find_tried("Meals are cold, and trays go back", [outline_project(food)])

    assert [one.slug for one in found.projects] == ["sandpiper"]


def test_a_text_on_nothing_known_is_still_matched_by_its_words() -> None:
    music = _bundle("oak", "Music in the afternoon", problem="The afternoons are long")

    assert find_tried("Afternoons without music", [outline_project(music)]).projects
