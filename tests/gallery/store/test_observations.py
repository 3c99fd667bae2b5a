"""Observations: rows are only added, the newest of a date counts."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from gallery.errors import Conflict, NotFound, Refused
from gallery.store import MEASURE, Store
from qi_lib.model import Measure, Observation
from tests.gallery.store.conftest import start


def _day(number: int) -> dt.date:
    return dt.date(2025, 1, number)


def _points(*values: float) -> list[Observation]:
    return [Observation(when=_day(day), value=value) for day, value in enumerate(values, 1)]


@pytest.fixture
def place(store: Store) -> tuple[str, str]:
    """A project and its measure."""
    slug = start(store)
    measure = Measure(name="Falls")
    content = measure.model_dump(mode="json")
    store.documents.create(slug, MEASURE, measure.id, content, by="nia")
    return slug, measure.id


def test_new_measure_has_no_data_at_version_nought(store: Store, place: tuple[str, str]) -> None:
    assert store.observations.current(*place) == ([], 0)


def test_ratios_and_notes_come_back_in_order_of_date(store: Store, place: tuple[str, str]) -> None:
    late = Observation(when=_day(9), numerator=3, denominator=8, note="Snow")
    early = Observation(when=_day(2), value=0.1)

    store.observations.add(*place, [late, early], by="nia")

    assert store.observations.current(*place) == ([early, late], 1)


def test_adding_a_date_again_corrects_it(store: Store, place: tuple[str, str]) -> None:
    store.observations.add(*place, _points(1, 2), by="nia")

    result = store.observations.add(*place, _points(1, 5), by="nia")

    assert result == (_points(1, 5), 2)
    assert store.observations.current(*place) == result


def test_adding_what_is_there_makes_no_version(store: Store, place: tuple[str, str]) -> None:
    store.observations.add(*place, _points(1, 2), by="nia")

    assert store.observations.add(*place, _points(1), by="nia")[1] == 1


def test_replacing_removes_dates_that_are_missing(store: Store, place: tuple[str, str]) -> None:
    store.observations.add(*place, _points(1, 2, 3), by="nia")

    store.observations.replace(*place, _points(1), based_on=1, by="nia")
    store.observations.replace(*place, _points(1, 4), based_on=2, by="nia")

    assert store.observations.current(*place) == (_points(1, 4), 3)


def test_stale_replacement_gets_both_sets(store: Store, place: tuple[str, str]) -> None:
    store.observations.add(*place, _points(1), by="bob")

    with pytest.raises(Conflict) as caught:
        store.observations.replace(*place, _points(2), based_on=0, by="nia")

    assert caught.value.yours[0]["value"] == 2  # type: ignore[index]
    assert caught.value.theirs[0]["value"] == 1  # type: ignore[index]
    assert caught.value.version == 1


def test_a_date_given_twice_is_refused_by_name(store: Store, place: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="1 January 2025 is there twice"):
        store.observations.add(*place, _points(1) + _points(2), by="nia")


def test_points_added_at_once_by_many_are_all_kept(store: Store, place: tuple[str, str]) -> None:
    def add(day: int) -> None:
        store.observations.add(*place, [Observation(when=_day(day), value=day)], by="nia")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(1, 13)))

    points, version = store.observations.current(*place)
    assert [point.value for point in points] == list(range(1, 13))
    assert version == 12


def test_data_of_a_removed_measure_come_back_with_it(store: Store, place: tuple[str, str]) -> None:
    slug, measure_id = place
    saved = store.documents.get(slug, MEASURE, measure_id)
    store.observations.add(*place, _points(1), by="nia")
    store.documents.remove(slug, MEASURE, measure_id, by="nia")

    with pytest.raises(NotFound):
        store.observations.current(*place)
    assert saved is not None
    store.documents.create(slug, MEASURE, measure_id, saved.content or {}, by="nia")

    assert store.observations.current(*place) == (_points(1), 1)


def test_whole_project_holds_measures_data_and_versions(
    store: Store, place: tuple[str, str]
) -> None:
    slug, measure_id = place
    store.observations.add(*place, _points(1, 2), by="nia")

    bundle = store.bundles.get(slug)

    assert bundle is not None
    assert [measure.name for measure in bundle.measures] == ["Falls"]
    assert bundle.observations == {measure_id: _points(1, 2)}
    assert bundle.versions == {measure_id: 1}
    assert bundle.data_versions == {measure_id: 1}


def test_history_says_who_set_and_removed_what_and_any_version_can_be_read(
    store: Store, place: tuple[str, str]
) -> None:
    store.observations.add(*place, _points(1, 2), by="nia")
    store.observations.add(*place, [Observation(when=_day(2), value=5)], by="bob")
    store.observations.replace(*place, _points(1), based_on=2, by="nia")

    history = store.observations.history(*place)

    assert [(one.version, one.saved_by) for one in history] == [(3, "nia"), (2, "bob"), (1, "nia")]
    assert history[0].content == {"changed": [], "removed": ["2025-01-02"]}
    assert [one["value"] for one in (history[1].content or {})["changed"]] == [5]
    values = [
        [point.value for point in store.observations.at(*place, version)[0]]
        for version in (1, 2, 3)
    ]
    assert values == [[1, 2], [1, 5], [1]]


def test_history_gives_the_single_measurements_of_a_date(
    store: Store, place: tuple[str, str]
) -> None:
    point = Observation(when=_day(1), values=(1, 3))

    store.observations.add(*place, [point], by="nia")

    content = store.observations.history(*place)[0].content
    assert content is not None
    assert content["changed"] == [point.model_dump(mode="json")]
