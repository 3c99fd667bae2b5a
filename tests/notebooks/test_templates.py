"""Every template, run from top to bottom against a real service with a team's own token."""

import re

import nbformat

from tests.notebooks.conftest import FALLS, IDEA, NAMES, TEMPLATES, Ran, Service


def test_running_every_template_changes_nothing(service: Service, ran: Ran) -> None:
    by_kind = {kind: len(service.store.documents.all(FALLS, kind)) for kind in ("measure", "cycle")}

    assert by_kind == {"measure": 3, "cycle": 3}
    bundle = service.store.bundles.get(FALLS)
    assert bundle
    assert bundle.revision == service.revision > 0


def test_every_template_runs_for_a_project_that_is_only_an_idea(ran: Ran) -> None:
    assert sorted(ran[IDEA]) == [
        "Charter.ipynb",
        "Measures and chart.ipynb",
        "PDSA log.ipynb",
        "Start here.ipynb",
    ]


def test_the_first_notebook_shows_the_project_and_who_is_in_the_team(ran: Ran) -> None:
    shown = ran[FALLS]["Start here.ipynb"]

    assert "Fewer falls at Larch House" in shown
    assert "Edith Marlow (lead)" in shown
    assert "(/services/apps/render/chart.ipynb?project=fewer-falls-at-larch-house)" in shown


def test_the_charter_shows_the_aim_and_names_the_parts_that_are_missing(ran: Ran) -> None:
    shown = ran[IDEA]["Charter.ipynb"]

    assert "Help people sleep through the night on Fulmar Ward." in shown
    assert re.search(r"how much\s+… still to write", shown)


def test_the_chart_notebook_draws_the_chart_of_the_teams_own_numbers(ran: Ran) -> None:
    shown = ran[FALLS]["Measures and chart.ipynb"]

    assert "<svg" in shown
    # The mean of the 16 months before the tea round, added up by hand from the data file: 150/16.
    assert "9.375" in shown


def test_the_chart_notebook_says_so_when_there_are_no_numbers(ran: Ran) -> None:
    assert "No numbers yet" in ran[IDEA]["Measures and chart.ipynb"]


def test_the_log_shows_every_cycle_with_what_was_predicted(ran: Ran) -> None:
    shown = ran[FALLS]["PDSA log.ipynb"]

    assert "PDSA 1: A pressure mat by every bed" in shown
    assert "Staff arrive before the person stands in eight of ten alarms." in shown
    assert "abandon" in shown


def test_a_template_is_short_says_what_it_is_for_and_holds_no_results() -> None:
    for name in NAMES:
        notebook = nbformat.read(TEMPLATES / name, as_version=4)
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]

        assert notebook.cells[0].source.startswith("# ")
        assert max(len(source.splitlines()) for source in code) <= 30, name
        assert not any(cell.get("outputs") for cell in notebook.cells)


def test_the_charter_is_shown_on_its_page_with_its_approval(ran: Ran) -> None:
    shown = ran[FALLS]["Charter.ipynb"]

    assert "<title id=\"charter-title\">Charter: Fewer falls at Larch House</title>" in shown
    assert "Waiting for approval by Ruth Winterbourne." in shown
    assert "There is no sponsor yet." in ran[IDEA]["Charter.ipynb"]
