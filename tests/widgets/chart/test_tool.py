"""*My chart*, used against the real service: which project, which measure."""

from gallery.identity.people import Person
from qi_lib.client import Hub, MeasureHandle
from tests.widgets.chart.conftest import TODAY, HubOf, fill
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool


def _open(hub: Hub, **address: str) -> ChartTool:
    tool = ChartTool(lambda: hub, today=TODAY, apps="/apps/")
    tool.open(address)
    return tool


def test_person_without_a_project_is_led_to_start_one(hub_of: HubOf, newcomer: Person) -> None:
    screen = _open(hub_of(newcomer)).screen()

    start, practise = find(screen, "projects").buttons
    assert (start.href, practise.act) == ("/apps/start.ipynb", "practise")


def test_project_and_measure_are_asked_for_only_when_there_are_several(
    hub_of: HubOf, newcomer: Person
) -> None:
    first = hub_of(newcomer).start_project(title="First")
    first.add_measure(name="Falls")
    assert _open(hub_of(newcomer)).screen().question == "Falls"

    second = hub_of(newcomer).start_project(title="Second")
    second.add_measure(name="Bells")
    second.add_measure(name="Sleep")
    tool = _open(hub_of(newcomer))
    assert tool.screen().question == "Which project?"

    screen = press(tool, "pick", second.slug)

    assert [one.label for one in find(screen, "measures").buttons[:2]] == ["Bells", "Sleep"]


def test_measure_is_made_here_with_what_was_answered(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Hand hygiene")
    tool = _open(hub_of(), project=project.slug)
    assert tool.screen().key == "new"

    screen = press(
        tool,
        "create",
        new__name="Done right",
        new__shape="share",
        new__frequency="week",
        new__direction="up",
    )

    record = hub_of().project(project.slug).measures["Done right"].record
    assert (record.frequency, record.direction, record.unit) == ("week", "up", "%")
    assert has(screen, "entry.whole")


def test_falls_out_of_bed_days_are_a_rate_from_the_first_number_on(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Fewer falls")
    tool = _open(hub_of(), project=project.slug)

    press(tool, "create", new__name="Falls", new__shape="rate", new__direction="down")
    press(tool, "add", entry__when="2025-10-01", entry__value="3", entry__whole="640")

    drawing = project.refresh().measures["Falls"].drawing()
    assert "4.7" in drawing.svg
    assert "per 1,000 bed days" in drawing.svg


def test_choosing_a_u_chart_shows_the_rate(hub_of: HubOf) -> None:
    errors = (
        hub_of()
        .start_project(title="Safe doses")
        .add_measure(name="Errors", unit="%", denominator="prescriptions")
    )
    for month, (part, whole) in enumerate(((4, 510), (6, 480), (5, 502)), start=1):
        errors.add(when=f"2025-{month:02}-01", numerator=part, denominator=whole)
    tool = open_chart(hub_of(), errors, today=TODAY)
    assert "per 1,000" not in errors.drawing().svg
    press(tool, "settings")

    type_into(tool, "measure.chart", "u")

    project = hub_of().project(tool.address["project"])
    assert "per 1,000 prescriptions" in project.measures["Errors"].drawing().svg


def test_measure_without_a_name_is_asked_for_one(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Hand hygiene")
    tool = _open(hub_of(), project=project.slug)

    screen = press(tool, "create", new__name="  ")

    assert "Give it a name" in find(screen, "new.name").problem


def test_address_opens_the_same_numbers_again(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    again = _open(hub_of(), **tool.address)

    assert again.screen().question == "Falls"
    assert again.scope == tool.scope


def test_upload_opens_at_once_from_an_address(hub_of: HubOf, falls: MeasureHandle) -> None:
    hub = hub_of()
    slug = next(one.slug for one in hub.projects(mine=True) if falls.id in one.measures)

    assert _open(hub, project=slug, measure=falls.id, at="give").screen().key == "give"


def test_sheet_to_print_is_one_tap_away(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    addresses = [one.href for one in find(tool.screen(), "more").buttons]

    assert f"/projects/{tool.address['project']}/measures/{falls.id}/sheet" in addresses


def test_cycles_of_the_project_are_marked_on_the_chart(hub_of: HubOf, falls: MeasureHandle) -> None:
    fill(falls, 9, 8, 7)
    tool = open_chart(hub_of(), falls, today=TODAY)
    project = hub_of().project(tool.address["project"])
    project.add_cycle(title="Hourly rounds", start="2024-02-01")

    assert "PDSA 1: Hourly rounds" in falls.drawing().svg
