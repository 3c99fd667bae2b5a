"""Passes as the apps service fetches, renews and ends them."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from gallery.settings import Settings
from hub_config.apps.kernel_passes import KernelPasses
from hub_config.apps.waiting_room import Visit
from qi_lib.model import now
from tests.gallery.conftest import FAY, NIA
from tests.serving import Served, served_gallery


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The real gallery service, where Nia and Fay are signed in."""
    with served_gallery(Settings(data_folder=tmp_path)) as running:
        running.identity.people |= {person.name: person for person in (NIA, FAY)}
        yield running


@pytest.fixture
async def passes(served: Served) -> AsyncIterator[KernelPasses]:
    """What the apps service does about passes."""
    async with httpx.AsyncClient(base_url=served.url) as client:
        yield KernelPasses(client)


def _visit(viewer: str, key: str = "") -> Visit:
    return Visit(viewer, "chart.ipynb", token=viewer, began=0, last_used=0, key=key)


async def test_each_visit_gets_a_pass_of_its_own_that_ends_with_it(
    served: Served, passes: KernelPasses
) -> None:
    one, another = _visit("nia"), _visit("nia")
    for visit in (one, another):
        await passes.fetch(visit)
    assert one.key != another.key
    assert one.key not in repr(one)

    await passes.end(one)

    holders = [served.store.passes.holder(visit.key, at=now()) for visit in (one, another)]
    assert holders == ["", "nia"]


async def test_passes_are_renewed_but_for_those_whose_viewer_has_signed_out(
    served: Served, passes: KernelPasses
) -> None:
    long_ago = now() - dt.timedelta(minutes=9)
    soon = now() + dt.timedelta(minutes=2)
    visits = [
        _visit(name, served.store.passes.issue(name, at=long_ago)[0]) for name in ("fay", "nia")
    ]
    without = _visit("nia")
    del served.identity.people["fay"]

    await passes.renew([without, *visits])

    holders = {visit.viewer: served.store.passes.holder(visit.key, at=soon) for visit in visits}
    assert holders == {"nia": "nia", "fay": ""}


async def test_viewer_who_has_signed_out_gets_no_pass(passes: KernelPasses) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        await passes.fetch(_visit("tom"))


async def test_project_store_that_is_away_stops_neither_renewals_nor_ends() -> None:
    visit = _visit("nia", "pass-x")

    async with httpx.AsyncClient(base_url="http://127.0.0.1:9/api") as nobody:
        await KernelPasses(nobody).renew([visit])
        await KernelPasses(nobody).end(visit)

    assert visit.key == "pass-x"
