"""What an app's page shows before its kernel is there: the chart, drawn by the hub."""

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
from pydantic import BaseModel, ValidationError

from qi_lib.charting.number_to_ask_for import measure_to_ask_for
from qi_lib.model import ChartDrawing, ProjectBundle
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.plain_entry import PlainEntry
from widgets.chart.numbers.plain_mode import draw_plain
from widgets.frame.plain_words import show_plainly
from widgets.record.undo import History

__all__ = ["FirstPaint", "PlainFirstPaint"]

_PATIENCE_SECONDS = 1
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_STILL = {"svg", "title", "desc", "g", "line", "polyline", "polygon", "path", "circle", "text"}

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PlainFirstPaint:
    """What plain mode shows first: its question, its chart, how it goes, whether keys follow."""

    question: str
    svg: str
    going: str
    has_keys: bool


class FirstPaint:
    """Ask the hub for the chart that an address names, in the viewer's own name."""

    def __init__(self, api: str) -> None:
        self._client = httpx.AsyncClient(base_url=api, timeout=_PATIENCE_SECONDS)

    async def drawing(self, address: dict[str, str], token: str) -> ChartDrawing | None:
        """Give the chart; None when there is none, or not soon enough."""
        project, measure = address.get("project"), address.get("measure")
        if not project or not measure:
            return None
        drawing = await self._read(ChartDrawing, _chart_path(project, measure), token)
        return drawing if drawing and _is_still(drawing.svg) else None

    async def paper(self, address: dict[str, str], token: str) -> PlainFirstPaint | None:
        """Give what *My chart* shows first in plain mode, as the tool itself will draw it."""
        project = address.get("project")
        if not project or "at" in address:
            return None
        bundle = await self._read(ProjectBundle, f"/projects/{quote(project, safe='')}", token)
        measure = (
            measure_to_ask_for(bundle.measures, address.get("measure", "")) if bundle else None
        )
        if bundle is None or measure is None:
            return None
        view = ChartView(
            project=bundle.project,
            measure=measure,
            observations=bundle.observations.get(measure.id, []),
            drawn=await self._read(ChartDrawing, _chart_path(project, measure.id), token),
            history=History(),
            today=dt.date.today(),
        )
        return _paper(view)

    async def _read(self, kind: type[Answer], path: str, token: str) -> Answer | None:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._client.get(path, headers={"Authorization": f"Bearer {token}"})
            return kind.model_validate_json(answer.content) if answer.is_success else None
        except (TimeoutError, httpx.HTTPError, ValidationError) as error:
            _log.info("The page goes on without its chart: %r", error)
            return None


def _chart_path(project: str, measure: str) -> str:
    return f"/projects/{quote(project, safe='')}/measures/{quote(measure, safe='')}/chart"


def _paper(view: ChartView) -> PlainFirstPaint:
    screen = show_plainly("My chart", draw_plain(view, PlainEntry()).as_data())
    parts = {part["name"]: part for part in screen["parts"]}
    return PlainFirstPaint(
        question=screen["question"],
        svg=parts["paper"]["svg"],
        going=parts["going"]["text"],
        has_keys="entry" in parts,
    )


def _is_still(svg: str) -> bool:
    """Tell whether it is a picture and nothing else: no script, no link, nothing to load."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return False
    return all(
        element.tag.removeprefix(_NAMESPACE) in _STILL
        and not any(name.startswith("on") or name.endswith("href") for name in element.attrib)
        for element in root.iter()
    )
