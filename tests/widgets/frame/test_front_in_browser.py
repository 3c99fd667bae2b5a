"""The front end by itself in a real browser: what it makes of the screens that a tool shows."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import IPAD
from widgets.frame.displays import Sheet, SheetColumn, SheetRow
from widgets.frame.front_end import front_files
from widgets.frame.screen import (
    Actions,
    Button,
    Check,
    Checklist,
    Files,
    Group,
    Note,
    Part,
    Screen,
    Text,
)

pytestmark = pytest.mark.journey

SITE = "http://front.test/"
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A tool</title>
<link rel="stylesheet" href="/frame.css"></head><body class="jp-Notebook"><div id="live"></div>
<script type="module">
  import widget from "/frame.js";
  const state = { scope: "nia:tool", outbox: "nia:tool", title: "A tool", home: "/home",
    plain: false, waits: [] };
  const acts = {};
  const sent = [];
  const page = { state: "up", watch() {}, check() {} };
  const model = { get: (name) => state[name], on: (name, act) => (acts[name] = act), off() {},
    send: (message) => sent.push(message), widget_manager: { connection: page } };
  const el = document.getElementById("live");
  window.taps = () => sent.filter(({ type }) => type === "act").map(({ name }) => name);
  window.sent = () => sent.map(({ type }) => type);
  window.hear = (message) => acts["msg:custom"](message);
  window.finish = (name) => {
    const { id } = sent.findLast((one) => one.name === name);
    acts["msg:custom"]({ type: "done", id, retry: false, used: [] });
  };
  window.show = (screen) => {
    state.screen = screen;
    if (el.dataset.live === undefined)
      widget.render({ model, el, signal: new AbortController().signal });
    else acts["change:screen"]();
  };
</script></body></html>"""

Show = Callable[..., None]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the front end."""
    files = {"": ("text/html", PAGE), "frame.js": ("text/javascript", front_files()["frame.js"])}
    files["frame.css"] = ("text/css", front_files()["frame.css"])

    def answer(route: Route) -> None:
        kind, body = files[route.request.url.removeprefix(SITE)]
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    context = browser.new_context(viewport=IPAD, has_touch=True, locale="en-GB")
    context.route(f"{SITE}**", answer)
    page = context.new_page()
    page.goto(SITE)
    page.wait_for_function("'show' in window")
    yield page
    context.close()


@pytest.fixture
def show(page: Page) -> Show:
    """Show one screen after another, as the kernel does."""

    def show_parts(*parts: Part) -> None:
        screen = Screen(key="only", question="What helps?", parts=parts)
        page.evaluate("screen => show(screen)", screen.as_data())

    return show_parts


def test_caret_stays_where_it_is_when_somebody_elses_change_arrives(page: Page, show: Show) -> None:
    place = Text(name="place", label="Which ward?")
    show(place)
    box = page.get_by_label("Which ward?")
    box.type("Heron by night")
    box.evaluate("box => box.setSelectionRange(5, 5)")

    show(Note(name="news", text="Somebody joined."), place)
    box.press("s")

    expect(page.get_by_text("Somebody joined.")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("Herons by night")


def test_fields_keep_names_of_their_own_when_others_come_before_them(
    page: Page, show: Show
) -> None:
    old = [Text(name=f"old{number}", label=f"Old {number}") for number in range(3)]
    show(*old)
    show(*[Text(name=f"new{number}", label=f"New {number}") for number in range(3)], *old)

    for box in page.get_by_role("textbox").all():
        name = box.get_attribute("id")
        assert name
        expect(page.locator(f"[id='{name}']")).to_have_count(1)
    expect(page.get_by_label("Old 2")).to_have_id(page.get_by_label("Old 2").get_attribute("id"))


def test_box_for_one_line_grows_with_its_words_and_takes_no_second_line(
    page: Page, show: Show
) -> None:
    show(Text(name="cause", label="Cause", submits="add"))
    box = page.get_by_label("Cause")
    before = box.evaluate("box => box.offsetHeight")

    box.press("Enter")
    box.evaluate(
        "box => { box.focus(); document.execCommand('insertText', false, 'Dark\\nhall'); }"
    )
    expect(box).to_have_value("Dark hall")
    assert box.evaluate("box => box.offsetHeight") == before
    assert page.evaluate("taps()") == ["add"]

    box.fill("Nobody on the night shift knows where the mats are kept, because the list is old")
    assert box.evaluate("box => box.offsetHeight") > before
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") == 0

    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.activeElement.offsetHeight > 120")
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") == 0


def test_group_goes_by_the_name_that_it_has_now(page: Page, show: Show) -> None:
    parts = (Text(name="cause", label="A cause"),)
    show(Group(name="bone", label="The bone “People”", parts=parts))

    show(Group(name="bone", label="The bone “Staff”", parts=parts))

    expect(page.get_by_role("group", name="The bone “Staff”")).to_be_visible()


def test_line_of_a_checklist_can_be_filled_in_from_when_it_is_a_gap(page: Page, show: Show) -> None:
    found = Check(label="By when", text="In May", is_found=True)
    show(Checklist(name="aim", label="Parts of the aim", checks=(found,)))
    expect(page.get_by_role("button", name="By when")).to_have_count(0)

    fill = Text(name="due", label="By when?")
    gap = Check(label="By when", text="No date yet", is_found=False, fill=fill)
    show(Checklist(name="aim", label="Parts of the aim", checks=(gap,)))
    page.get_by_role("button", name="By when").tap()

    expect(page.get_by_label("By when?")).to_be_focused()


def test_what_is_gone_hands_the_focus_to_the_question(page: Page, show: Show) -> None:
    show(Text(name="place", label="Which ward?"))
    page.get_by_label("Which ward?").focus()

    show(Note(name="done", text="That is all."))

    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_tap_on_something_else_waits_for_the_one_that_is_on_its_way(page: Page, show: Show) -> None:
    show(
        Actions(
            name="do",
            label="Do",
            buttons=(Button(label="Skip", act="skip"), Button(label="Add", act="add")),
        )
    )
    skip, add = page.get_by_role("button", name="Skip"), page.get_by_role("button", name="Add")
    skip.tap()

    skip.tap()
    add.tap()

    assert page.evaluate("taps()") == ["skip"]
    page.evaluate("finish('skip')")
    assert page.evaluate("taps()") == ["skip", "add"]


def test_tap_that_waits_is_dropped_where_the_screen_became_another(page: Page, show: Show) -> None:
    on, other = Button(label="Next", act="next"), Button(label="Undo", act="undo")
    show(Actions(name="do", label="Do", buttons=(on, other)))
    page.get_by_role("button", name="Next").tap()
    page.get_by_role("button", name="Undo").tap()

    page.evaluate("screen => show(screen)", Screen(key="later", question="And then?").as_data())
    page.evaluate("finish('next')")

    assert page.evaluate("taps()") == ["next"]


def test_bar_says_how_far_a_file_is_until_it_is_read(page: Page, show: Show) -> None:
    show(Files(name="file", label="Choose a file"))
    bar = page.get_by_role("progressbar", name="Read so far")
    expect(bar).to_be_hidden()

    file = {"name": "falls.csv", "mimeType": "text/csv", "buffer": b"Month,Falls"}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]

    expect(page.get_by_text("Reading “falls.csv”…")).to_be_visible()
    page.wait_for_function("sent().includes('file')")
    page.evaluate("hear({ type: 'file', name: 'file', share: 0.7 })")
    expect(bar).to_have_attribute("value", "0.7")
    page.evaluate("hear({ type: 'file', name: 'file', share: 1 })")
    expect(bar).to_be_hidden()


def test_columns_of_a_sheet_say_what_they_are_taken_for(page: Page, show: Show) -> None:
    columns = (
        SheetColumn(letter="A", mark="When", is_used=True),
        SheetColumn(letter="B", mark="Left out"),
    )
    above = SheetRow(number=1, cells=("Falls on Heron", ""), is_above=True)
    heading = SheetRow(number=2, cells=("Month", "Target"), is_heading=True)
    rows = (above, heading, SheetRow(number=3, cells=("Apr-24", "5")))

    show(Sheet(name="sheet", label="The first rows of your sheet", columns=columns, rows=rows))

    table = page.get_by_role("table", name="The first rows of your sheet")
    expect(table.get_by_role("columnheader")).to_have_text(["AWhen", "BLeft out"])
    expect(table.get_by_role("row", name="3 Apr-24 5")).to_be_visible()
    expect(table.locator("td.is-used")).to_have_text(["Month", "Apr-24"])
