"""The demonstration: believable, honest, marked as invented, and loaded once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.errors import Refused
from gallery.store import Store, open_store
from hub_config.demonstration import (
    demonstration_people,
    demonstration_projects,
    load_demonstration,
)
from hub_config.demonstration.loading import add_project
from qi_lib.charting.measure_chart import chart_of
from qi_lib.journey.progress import suggest_progress
from qi_lib.journey.stage import find_stage
from qi_lib.model import TEST_SIZES, Decision, ProjectBundle, Setting, Stage, TeamRole
from qi_lib.model.driver_diagram import DriverDiagram
from qi_lib.tools import read_document

TODAY = dt.date(2027, 2, 28)
PROJECTS = demonstration_projects(TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(f"sqlite:///{tmp_path / 'projects.sqlite'}")
    yield opened
    opened.close()


def by_title(part: str) -> ProjectBundle:
    """Find a project by a part of its title."""
    return next(one for one in PROJECTS if part in one.project.title)


def test_there_are_projects_for_every_strategic_aim_and_setting() -> None:
    assert len(PROJECTS) >= 8
    assert {one.project.strategic_aim for one in PROJECTS} == {
        "reduce-waits",
        "reduce-waste",
        "zero-harm",
    }
    assert {one.project.setting for one in PROJECTS} == set(Setting) - {Setting.OTHER}


def test_projects_reach_their_stages_by_their_records_and_by_nobodys_word() -> None:
    stages = {one.project.slug: find_stage(one) for one in PROJECTS}

    assert {one.project.stage for one in PROJECTS} == {None}
    assert set(stages.values()) == {
        Stage.START,
        Stage.DRIVERS,
        Stage.TEST,
        Stage.HOLD,
        Stage.SHARE,
    }
    assert stages["antibiotics-within-the-hour"] is Stage.TEST  # it got worse
    assert stages["quiet-nights-on-fulmar-ward"] is Stage.START


def test_what_a_person_could_not_bring_is_refused(store: Store) -> None:
    bundle = by_title("Larch House").model_copy(deep=True)
    bundle.project.problem = "Mrs Jones, NHS number 943 476 5919, fell."

    with pytest.raises(Refused):
        add_project(store, bundle)

    assert store.projects.find(bundle.project.slug) is None


def test_every_project_says_that_it_is_invented() -> None:
    assert all(one.project.is_demonstration for one in PROJECTS)


def test_residents_lead_the_project_of_the_care_home() -> None:
    falls = by_title("Larch House")

    lead = next(member for member in falls.team if member.role is TeamRole.LEAD)
    assert lead.user == "edith"
    assert falls.project.contact.when == "in the hub Tuesdays 2–4"


def test_three_projects_show_what_tools_make_and_how_cycles_follow_one_another() -> None:
    with_tools = [one for one in PROJECTS if len(one.documents) >= 4]
    followed = [cycle for one in PROJECTS for cycle in one.cycles if cycle.follows]

    assert len(with_tools) >= 3
    assert followed
    for one in PROJECTS:
        assert {cycle.follows for cycle in one.cycles} <= {"", *(c.id for c in one.cycles)}


def test_drivers_name_measures_and_cycles_that_are_there() -> None:
    for one in PROJECTS:
        for document in one.documents:
            record = read_document(document.kind, document.content)
            assert record is not None
            if isinstance(record, DriverDiagram):
                assert {d.measure for d in record.drivers} <= {"", *(m.id for m in one.measures)}
                assert {d.cycle for d in record.drivers} <= {"", *(c.id for c in one.cycles)}


def test_scores_are_what_their_records_show_or_half_a_point_beside() -> None:
    scores = {
        one.project.slug: (one.project.progress, suggest_progress(one, today=TODAY).score)
        for one in PROJECTS
    }

    assert {slug: pair for slug, pair in scores.items() if abs(pair[0] - pair[1]) > 0.5} == {}


def test_sizes_of_tests_are_steps_of_the_ladder() -> None:
    assert {cycle.test_size for one in PROJECTS for cycle in one.cycles} <= {*TEST_SIZES}


def test_some_ideas_were_abandoned() -> None:
    decisions = [cycle.decision for one in PROJECTS for cycle in one.cycles]

    assert Decision.ABANDON in decisions
    assert all(cycle.prediction for one in PROJECTS for cycle in one.cycles)


@pytest.mark.parametrize(
    ("title", "finding"),
    [
        ("call back the same day", "No sign of change yet"),
        ("Antibiotics", "are down from 80% to 68%"),  # and up is better: it got worse
        ("Fewer falls", "are down by three in five"),
    ],
)
def test_projects_are_honest_about_what_their_numbers_show(title: str, finding: str) -> None:
    bundle = by_title(title)
    measure = bundle.measures[0]

    chart = chart_of(measure, bundle.observations[measure.id])

    assert chart is not None
    assert finding in chart.finding()


@pytest.mark.parametrize(
    "today", [TODAY, dt.date(2026, 10, 1), dt.date(2028, 3, 31), dt.date(2026, 9, 30)]
)
def test_the_last_observations_are_recent_and_none_is_in_the_future(today: dt.date) -> None:
    for bundle in demonstration_projects(today):
        for observations in bundle.observations.values():
            age = (today - max(point.when for point in observations)).days
            assert 0 <= age <= 62


def test_weeks_stay_on_the_same_weekday_and_months_on_the_first() -> None:
    weekly = by_title("Heron Ward")
    monthly = by_title("Larch House")

    assert {point.when.weekday() for point in weekly.observations[weekly.measures[0].id]} == {0}
    assert {point.when.day for point in monthly.observations[monthly.measures[0].id]} == {1}


def test_every_phase_begins_on_an_observation() -> None:
    for bundle in PROJECTS:
        for measure in bundle.measures:
            dates = {point.when for point in bundle.observations[measure.id]}
            assert all(phase.start in dates for phase in measure.phases)


def test_a_fresh_store_is_filled_with_all_of_it(store: Store) -> None:
    slugs = load_demonstration(store, today=TODAY)

    stored = store.bundles.get("fewer-falls-at-larch-house")
    assert stored is not None
    assert stored.observations == by_title("Larch House").observations
    assert stored.team == by_title("Larch House").team
    assert stored.published_at is not None
    # The files carry the slugs that the store makes from the titles: links to them hold.
    assert slugs == [one.project.slug for one in PROJECTS]


def test_loading_again_leaves_what_people_changed_deleted_or_erased(store: Store) -> None:
    slugs = load_demonstration(store, today=TODAY)
    first = store.projects.find(slugs[0])
    assert first is not None
    first.project.title = "Ours now"
    store.projects.save_charter(slugs[0], first.project, based_on=first.version, by="grace")
    store.lifecycle.delete(slugs[1], by="grace")
    store.lifecycle.erase(slugs[2], by="admin")

    assert load_demonstration(store, today=TODAY) == []
    changed = store.projects.find(slugs[0])
    assert changed is not None
    assert changed.project.title == "Ours now"


def test_the_cast_has_everyone_that_a_visitor_may_want_to_be() -> None:
    cast = demonstration_people()

    assert {person.group for person in cast} == {"novices", "fellows", "faculty", "admins"}
    assert sum(person.group == "faculty" for person in cast) == 2
    named = {member.user for one in PROJECTS for member in one.team if member.user}
    assert named <= {person.name for person in cast}
