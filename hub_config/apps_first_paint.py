"""What an app's page shows before its kernel is there: the chart, drawn by the hub."""

import asyncio
import logging
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
from pydantic import ValidationError

from qi_lib.model import Drawing

__all__ = ["FirstPaint"]

_PATIENCE_SECONDS = 1
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_STILL = {"svg", "title", "desc", "g", "line", "polyline", "polygon", "path", "circle", "text"}

_log = logging.getLogger(__name__)


class FirstPaint:
    """Ask the hub for the chart that an address names, in the viewer's own name."""

    def __init__(self, api: str) -> None:
        self._client = httpx.AsyncClient(base_url=api, timeout=_PATIENCE_SECONDS)

    async def drawing(self, address: dict[str, str], token: str) -> Drawing | None:
        """Give the chart; None when there is none, or not soon enough."""
        project, measure = address.get("project"), address.get("measure")
        if not project or not measure:
            return None
        path = f"/projects/{quote(project, safe='')}/measures/{quote(measure, safe='')}/chart"
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._client.get(path, headers={"Authorization": f"Bearer {token}"})
            drawing = Drawing.model_validate_json(answer.content) if answer.is_success else None
        except (TimeoutError, httpx.HTTPError, ValidationError) as error:
            _log.info("The page goes on without its chart: %r", error)
            return None
        return drawing if drawing and _is_still(drawing.svg) else None


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
