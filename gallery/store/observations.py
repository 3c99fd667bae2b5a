"""The observations of a measure: rows are only ever added, the newest of a date counts."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from gallery.errors import Conflict, NotFound, Refused
from gallery.store.database import Database
from gallery.store.documents import MEASURE
from gallery.store.tables import DocumentRow, ObservationRow, ProjectRow, SaveRow, VersionRow
from gallery.store.versioned_saves import IS_NEWEST, SavedVersion, lock_project, mark_changed
from qi_lib.model import Observation, now
from qi_lib.parcel import PastSave
from qi_lib.wording.dates import say_day

__all__ = ["OBSERVATIONS", "Observations", "bring_data", "current_of_project", "saves_of"]

OBSERVATIONS = "observations"
_Days = Mapping[dt.date, Observation]
_Series = tuple[list[Observation], int]


class Observations:
    """The data of measures, with their versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self, slug: str, measure_id: str) -> _Series:
        """Give a measure's observations in order of date, and their version (0: none yet)."""
        with self._database.reading() as session:
            document_id = _measure(session, _project(session, slug), measure_id)
            return _current(session, [document_id]).get(document_id, ([], 0))

    def at(self, slug: str, measure_id: str, version: int) -> _Series:
        """Give a measure's observations as they were at a version."""
        with self._database.reading() as session:
            document_id = _measure(session, _project(session, slug), measure_id)
            return _current(session, [document_id], until=version).get(document_id, ([], 0))

    def history(self, slug: str, measure_id: str) -> list[SavedVersion]:
        """Give every save, newest first, with the observations it set and the dates it removed."""
        with self._database.reading() as session:
            document_id = _measure(session, _project(session, slug), measure_id)
            return saves_of(session, document_id, measure_id)

    def replace(
        self,
        slug: str,
        measure_id: str,
        observations: Sequence[Observation],
        *,
        based_on: int,
        by: str,
    ) -> _Series:
        """Make these the observations; dates that are missing here are removed.

        Raises `Conflict`, with both sets, when someone else saved in between.
        """
        wanted = _by_date(observations)
        with self._database.writing() as session:
            project = lock_project(session, slug)
            document_id = _measure(session, project.id, measure_id)
            before, version = _current(session, [document_id]).get(document_id, ([], 0))
            present = {point.when: point for point in before}
            if wanted == present:
                return before, version
            if based_on != version:
                raise Conflict(
                    yours=[point.model_dump(mode="json") for point in observations],
                    theirs=[point.model_dump(mode="json") for point in before],
                    version=version,
                )
            _append(session, document_id, version + 1, *_difference(present, wanted), by=by)
            mark_changed(project)
        return sorted(wanted.values(), key=lambda point: point.when), version + 1

    def add(
        self, slug: str, measure_id: str, observations: Sequence[Observation], *, by: str
    ) -> _Series:
        """Add observations; one of a date that is already there corrects it."""
        wanted = _by_date(observations)
        with self._database.writing() as session:
            project = lock_project(session, slug)
            document_id = _measure(session, project.id, measure_id)
            before, version = _current(session, [document_id]).get(document_id, ([], 0))
            present = {point.when: point for point in before}
            changed = [point for when, point in wanted.items() if present.get(when) != point]
            if changed:
                version += 1
                _append(session, document_id, version, changed, [], by=by)
                mark_changed(project)
        return sorted((present | wanted).values(), key=lambda point: point.when), version


def current_of_project(session: Session, project_id: int) -> dict[str, _Series]:
    """Give the observations of all measures of a project, by the measure's id."""
    measures = {
        document_id: key
        for document_id, key in session.execute(
            select(DocumentRow.id, DocumentRow.key).where(
                DocumentRow.project_id == project_id, DocumentRow.kind == MEASURE
            )
        )
    }
    found = _current(session, measures)
    return {key: found.get(document_id, ([], 0)) for document_id, key in measures.items()}


def saves_of(session: Session, document_id: int, measure_id: str) -> list[SavedVersion]:
    """Give every save of a measure's observations, newest first."""
    of_measure = ObservationRow.measure_id == document_id
    rows = session.scalars(select(ObservationRow).where(of_measure)).all()
    saves = select(SaveRow).where(SaveRow.measure_id == document_id)
    saved = session.scalars(saves.order_by(SaveRow.version.desc())).all()
    contents: dict[int, dict[str, Any]] = {
        one.version: {"changed": [], "removed": []} for one in saved
    }
    for row in sorted(rows, key=lambda row: row.when):
        content = contents[row.version]
        if row.is_removed:
            content["removed"].append(row.when.isoformat())
        else:
            content["changed"].append(_point(row).model_dump(mode="json"))
    return [
        SavedVersion(
            kind=OBSERVATIONS,
            key=measure_id,
            version=one.version,
            content=contents[one.version],
            saved_at=one.saved_at,
            saved_by=one.saved_by,
            is_from_elsewhere=one.is_from_elsewhere,
        )
        for one in saved
    ]


def bring_data(
    session: Session,
    document_id: int,
    observations: Sequence[Observation],
    past: Sequence[PastSave],
    *,
    by: str,
) -> None:
    """Keep the observations of a measure that comes from elsewhere, with their earlier saves."""
    present: dict[dt.date, Observation] = {}
    for version, save in enumerate(past, start=1):
        content = save.content or {}
        changed = [Observation.model_validate(one) for one in content["changed"]]
        removed = [dt.date.fromisoformat(when) for when in content["removed"]]
        _append(session, document_id, version, changed, removed, by=save.saved_by, past=save)
        present |= {point.when: point for point in changed}
        present = {when: point for when, point in present.items() if when not in removed}
    changed, removed = _difference(present, _by_date(observations))
    if changed or removed:
        _append(session, document_id, len(past) + 1, changed, removed, by=by)


def _difference(before: _Days, wanted: _Days) -> tuple[list[Observation], list[dt.date]]:
    """Say what changes on the way from one to the other: the points, and the days taken out."""
    changed = [point for when, point in wanted.items() if before.get(when) != point]
    return changed, [when for when in before if when not in wanted]


def _by_date(observations: Iterable[Observation]) -> dict[dt.date, Observation]:
    by_date: dict[dt.date, Observation] = {}
    for point in observations:
        if by_date.setdefault(point.when, point) is not point:
            raise Refused(f"{say_day(point.when)} is there twice. Keep one row for each date.")
    return by_date


def _project(session: Session, slug: str) -> int:
    return session.scalar(select(ProjectRow.id).where(ProjectRow.slug == slug)) or 0


def _point(row: ObservationRow) -> Observation:
    return Observation(
        when=row.when,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        note=row.note,
        values=tuple(row.values or ()),
    )


def _measure(session: Session, project_id: int, measure_id: str) -> int:
    found = session.scalar(
        select(DocumentRow.id)
        .join(VersionRow, IS_NEWEST)
        .where(
            DocumentRow.project_id == project_id,
            DocumentRow.kind == MEASURE,
            DocumentRow.key == measure_id,
            VersionRow.content.is_not(None),
        )
    )
    if found is None:
        raise NotFound("There is no such measure.")
    return found


def _current(
    session: Session, document_ids: Iterable[int], *, until: int = 2**31 - 1
) -> dict[int, _Series]:
    ids = list(document_ids)
    saves = select(SaveRow.measure_id, func.max(SaveRow.version)).where(
        SaveRow.measure_id.in_(ids), SaveRow.version <= until
    )
    versions = session.execute(saves.group_by(SaveRow.measure_id)).all()
    rows = session.execute(_newest_points(ids, until))
    points: dict[int, list[Observation]] = {}
    for measure_id, when, value, numerator, denominator, note, values in rows:
        points.setdefault(measure_id, []).append(
            # The store holds what was checked on its way in.
            Observation.model_construct(
                when=when,
                value=value,
                numerator=numerator,
                denominator=denominator,
                note=note,
                values=tuple(values or ()),
            )
        )
    return {measure_id: (points.get(measure_id, []), version) for measure_id, version in versions}


def _newest_points(ids: list[int], until: int) -> Select[*tuple[Any, ...]]:
    """Ask for what the newest save said of each date; not for dates that were taken out."""
    newest = (
        select(
            ObservationRow.measure_id,
            ObservationRow.when,
            func.max(ObservationRow.version).label("version"),
        )
        .where(ObservationRow.measure_id.in_(ids), ObservationRow.version <= until)
        .group_by(ObservationRow.measure_id, ObservationRow.when)
        .subquery()
    )
    return (
        select(
            ObservationRow.measure_id,
            ObservationRow.when,
            ObservationRow.value,
            ObservationRow.numerator,
            ObservationRow.denominator,
            ObservationRow.note,
            ObservationRow.values,
        )
        .join(
            newest,
            (newest.c.measure_id == ObservationRow.measure_id)
            & (newest.c.when == ObservationRow.when)
            & (newest.c.version == ObservationRow.version),
        )
        .where(ObservationRow.is_removed.is_(False))
        .order_by(ObservationRow.when)
    )


def _append(
    session: Session,
    document_id: int,
    version: int,
    changed: Iterable[Observation],
    removed: Iterable[dt.date],
    *,
    by: str,
    past: PastSave | None = None,
) -> None:
    session.add(
        SaveRow(
            measure_id=document_id,
            version=version,
            saved_at=past.saved_at if past else now(),
            saved_by=by,
            is_from_elsewhere=past is not None,
        )
    )
    session.flush()
    common = {"measure_id": document_id, "version": version}
    empty = {"value": None, "numerator": None, "denominator": None, "note": "", "values": None}
    rows = [
        {**common, **dict(point), "values": list(point.values) or None, "is_removed": False}
        for point in changed
    ]
    rows += [{**common, **empty, "when": when, "is_removed": True} for when in removed]
    if rows:
        session.execute(insert(ObservationRow), rows)
