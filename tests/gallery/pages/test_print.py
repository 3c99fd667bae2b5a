"""What a tool's page says on paper."""

import datetime as dt

import pytest

from gallery.store import Store
from qi_lib.tools import TOOLS
from tests.gallery.conftest import ADA, AppClient
from tests.gallery.pages.conftest import FALLS


@pytest.mark.parametrize("kind", TOOLS)
async def test_paper_says_what_it_is_whose_and_from_when(
    kind: str, app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(ADA).get(f"/projects/{FALLS}/tools/{kind}")).text

    assert TOOLS[kind].name in page
    assert "Fewer falls at Larch House" in page
    on_paper = page.split('class="only-print meta">')[1].split("</p>")[0]
    assert on_paper.startswith("As it was on ")
    assert str(dt.date.today().year) in on_paper
    assert "Edith Marlow" in on_paper
