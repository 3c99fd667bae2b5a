"""A hub of one invented project, in memory: tools run on it as they do on the real one.

Nothing that is asked of it, or saved to it, leaves the process.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from qi_lib.charting.other_views import draw_look
from qi_lib.client import Hub
from qi_lib.client.connection import Connection
from qi_lib.client.records import make_record
from qi_lib.errors import NotAllowed, NotFound
from qi_lib.journey.tried_before import TriedBefore
from qi_lib.model import (
    PDSA,
    ChartDrawing,
    LookChoices,
    LookKind,
    Measure,
    Observation,
    Project,
    ProjectBundle,
)
from widgets.practice.saves_in_memory import CHARTER, Content, Save, Saves, document_in, points_in

__all__ = ["PracticeConnection", "practice_hub"]

Draw = Callable[[ProjectBundle, Measure], ChartDrawing]


def practice_hub(bundle: ProjectBundle, *, by: str) -> Hub:
    """Give a hub with this project in it; what is saved there is said to be saved `by`."""
    return Hub(PracticeConnection(bundle, by=by))


def _draw(bundle: ProjectBundle, measure: Measure) -> ChartDrawing:
    from qi_lib.report.chart_drawing import draw_measure_chart  # noqa: PLC0415  (heavy: the chart engine)

    return draw_measure_chart(bundle, measure)


class PracticeConnection(Connection):
    """Answers what a tool asks about its project as the hub does, out of what it holds itself.

    Only one person works in it, so that no two saves can clash.
    """

    def __init__(self, bundle: ProjectBundle, *, by: str, draw: Draw = _draw) -> None:
        super().__init__("http://practice", "")
        self._saves = Saves(bundle, by=by)
        self._draw = draw

    def get(self, path: str, **query: str) -> Any:  # Any: JSON of many shapes
        """Read something of the project."""
        match _inside(path):
            case []:
                return self._saves.bundle().model_dump(mode="json")
            case ["history"]:
                return _listed(self._saves.all_of(CHARTER))
            case ["documents", kind]:
                return self._document(kind)
            case ["measures", measure_id, "observations", "history"]:
                return _data_history(self._saves.all_of(f"observations/{measure_id}"))
            case ["measures", measure_id, *what]:
                return self._of_measure(measure_id, *what, query=query)
            case [kind, key, "history"]:
                return _listed(self._saves.all_of(f"{kind}/{key}"))
        raise _nothing_at(path)

    def send(
        self, method: str, path: str, content: Any = None, *, once: bool = False, act: str = ""
    ) -> Any:  # Any: JSON of many shapes
        """Change something of the project."""
        match method, _inside(path):
            case "PATCH", []:
                return self._change(content["changes"])
            case "POST", ["measures" | "cycles" as kind]:
                return self._keep(kind, content)
            case "PUT", ["measures" | "cycles" as kind, _]:
                return self._keep(kind, content[kind.removesuffix("s")])
            case "DELETE", ["measures" | "cycles" as kind, key]:
                self._saves.save(f"{kind}/{key}", None)
                return None
            case "PUT", ["documents", kind]:
                self._saves.save(f"documents/{kind}", content["content"])
                return self._document(kind)
            case "PUT", ["measures", measure_id, "observations"]:
                return self._put_data(measure_id, content["observations"])
            case "POST", ["measures", measure_id, "chart"]:
                return self._draft(measure_id, content)
            case "POST", ["ideas"]:
                return TriedBefore().model_dump(mode="json")
        raise _nothing_at(path)

    def _ask(self, method: str, path: str, *, once: bool = False, **request: Any) -> NoReturn:
        raise NotAllowed("This is practice. It has no files, and nothing of it leaves this page.")

    def _change(self, changes: Content) -> Content:
        before = self._saves.bundle().project.model_dump(mode="json")
        joined = {
            name: {**before[name], **value} if isinstance(before.get(name), dict) else value
            for name, value in changes.items()
        }
        project = make_record(Project, before | joined).model_dump(mode="json", exclude={"slug"})
        version = self._saves.save(CHARTER, project).version
        return {"project": {**project, "slug": self._saves.slug}, "version": version}

    def _keep(self, kind: str, fields: Content) -> Content:
        if kind == "cycles":
            number = max((one.number for one in self._saves.bundle().cycles), default=0) + 1
            record: Measure | PDSA = make_record(PDSA, {"number": number, **fields})
        else:
            record = make_record(Measure, fields)
        content = record.model_dump(mode="json")
        saved = self._saves.save(f"{kind}/{record.id}", content)
        return {kind.removesuffix("s"): content, "version": saved.version}

    def _document(self, kind: str) -> Content:
        saved = self._saves.newest(f"documents/{kind}")
        if saved is None:
            raise NotFound("This project has no such document yet.")
        return document_in(kind, saved).model_dump(mode="json")

    def _of_measure(self, measure_id: str, *what: str, query: dict[str, str]) -> Any:
        bundle = self._saves.bundle()
        measure = next((one for one in bundle.measures if one.id == measure_id), None)
        if measure is None:
            raise NotFound("There is no such measure.")
        match what:
            case ("observations",):
                return self._data(measure_id, query.get("version", ""))
            case ("chart",):
                return self._draw(bundle, measure).model_dump(mode="json")
            case ("looks", kind):
                choices = LookChoices.model_validate(query)
                return draw_look(bundle, measure, LookKind(kind), choices).model_dump(mode="json")
            case _:
                return _listed(self._saves.all_of(f"measures/{measure_id}"))

    def _draft(self, measure_id: str, draft: Content) -> Content:
        """Draw the chart as it would be."""
        points = [Observation.model_validate(one) for one in draft["observations"]]
        bundle = self._saves.bundle().model_copy(update={"observations": {measure_id: points}})
        return self._draw(bundle, make_record(Measure, draft["measure"])).model_dump(mode="json")

    def _data(self, measure_id: str, version: str = "") -> Content:
        saves = self._saves.all_of(f"observations/{measure_id}")
        if not saves:
            return {"observations": [], "version": 0}
        saved = saves[int(version) - 1] if version else saves[-1]
        return {**(saved.content or {}), "version": saved.version}

    def _put_data(self, measure_id: str, observations: Sequence[Content]) -> Content:
        points = sorted(map(Observation.model_validate, observations), key=lambda one: one.when)
        content = {"observations": [one.model_dump(mode="json") for one in points]}
        self._saves.save(f"observations/{measure_id}", content)
        return self._data(measure_id)


def _inside(path: str) -> list[str]:
    """Say what a path names inside its project."""
    parts = path.strip("/").split("/")
    return parts[2:] if parts[0] == "projects" else parts


def _nothing_at(path: str) -> NotFound:
    return NotFound(f"This is practice: there is no “{path}” in it.")


def _listed(saves: Sequence[Save]) -> list[Content]:
    """List saves as the hub does, newest first."""
    return [_listing(one, one.content) for one in reversed(saves)]


def _listing(save: Save, content: Content | None) -> Content:
    return {
        "version": save.version,
        "saved_at": save.saved_at.isoformat(),
        "saved_by": save.saved_by,
        "content": content,
    }


def _data_history(saves: Sequence[Save]) -> list[Content]:
    """List the saves of a measure's data: what each set, and what it took out."""
    listed = []
    before: dict[str, Content] = {}
    for save in saves:
        there = {one.when.isoformat(): one.model_dump(mode="json") for one in points_in(save)}
        changed = [one for day, one in there.items() if before.get(day) != one]
        removed = [day for day in before if day not in there]
        listed.append(_listing(save, {"changed": changed, "removed": removed}))
        before = there
    return listed[::-1]
