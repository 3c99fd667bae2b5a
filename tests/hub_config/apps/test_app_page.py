"""The page of an app in a real browser: light, at once, and it mends its own line."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from gallery.settings import Settings
from gallery.store.passes import PASS_LASTS
from qi_lib.client import Hub
from qi_lib.model import now
from tests.gallery.conftest import NIA
from tests.journeys.conftest import IPAD
from tests.serving import Served, hubs, served_gallery
from tests.serving_apps import ROOT, Relay, ServedApps, served_apps

pytestmark = pytest.mark.journey

TELLING = """
import ipywidgets, os
from qi_lib.client import connect

connect().start_project(
    title="What a kernel holds",
    problem=os.environ["QIHUB_TOKEN"],
    place=" ".join(name for name, value in os.environ.items() if value == "nia"),
)
ipywidgets.Label("Told")
"""
STOCK = """
import bqplot.pyplot, ipywidgets
from IPython.display import display

figure = bqplot.pyplot.figure()
bqplot.pyplot.plot([1, 2, 3], [2, 1, 3])
slider = ipywidgets.IntSlider(value=3, description="Months")
said = ipywidgets.Label()
slider.observe(lambda change: setattr(said, "value", f"{change.new} months"), "value")
display(ipywidgets.VBox([slider, said, figure]))
"""
ANYWIDGET = '''
import anywidget, traitlets
from anywidget.experimental import command

class Echo(anywidget.AnyWidget):
    _esm = """
    const initialize = ({ model }) => { model.set("greeting", "hello"); model.save_changes(); };
    const render = ({ model, el, experimental }) => {
      const add = (tag, text) => {
        const one = Object.assign(document.createElement(tag), { textContent: text });
        el.append(one);
        return one;
      };
      const said = add("p", "");
      const show = () => {
        const { buffer, byteOffset, byteLength } = model.get("data");
        const bytes = [...new Uint8Array(buffer, byteOffset, byteLength)];
        said.textContent = bytes.join() + model.get("answer");
      };
      model.on("change:data", show);
      model.on("change:answer", show);
      show();
      add("button", "Send").addEventListener("click", () => {
        model.set("given", { inner: [new Uint8Array([7, 8])] });
        model.save_changes();
      });
      add("button", "Ask").addEventListener("click", async () => {
        const five = { buffers: [new Uint8Array([5])] };
        const [answer, [six]] = await experimental.invoke("double", 21, five);
        add("p", `${answer} and ${six.getUint8(0)}`);
      });
    };
    export default { initialize, render };
    """
    _css = "p { color: rgb(1, 2, 3); }"
    data = traitlets.Bytes(b"\\x01\\x02\\x03").tag(sync=True)
    given = traitlets.Dict().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    greeting = traitlets.Unicode().tag(sync=True)

    @traitlets.observe("given")
    def _given(self, change):
        self.answer = f"{self.greeting} {bytes(change.new['inner'][0]).hex()}"
        self.data = b"\\x04\\x05\\x06"

    @command
    def double(self, msg, buffers):
        return 2 * msg, [bytes([buffers[0][0] + 1])]

Echo()
'''


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real gallery service."""
    with served_gallery(Settings(data_folder=tmp_path_factory.mktemp("data"))) as running:
        yield running


@pytest.fixture(scope="module")
def nia(served: Served) -> Iterator[Hub]:
    """The hub as Nia sees it."""
    with hubs(served) as make:
        yield make(NIA)


@pytest.fixture(scope="module")
def apps(
    served: Served, nia: Hub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedApps]:
    """The apps service with some notebooks of fellows beside ours."""
    folder = tmp_path_factory.mktemp("notebooks")
    for file in (ROOT / "notebooks" / "apps").iterdir():
        (folder / file.name).write_text(file.read_text())
    for name, code in (
        ("stock", STOCK),
        ("echo", ANYWIDGET),
        ("telling", TELLING),
        ("broken", "1 / 0"),
    ):
        _write(folder / f"{name}.ipynb", code, kernel="python3")
    _write(folder / "nowhere.ipynb", "1", kernel="no-such-kernel")
    with served_apps(served, NIA, notebooks=folder) as running:
        yield running


def _write(file: Path, code: str, *, kernel: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    notebook.metadata["kernelspec"] = {"name": kernel, "language": "python", "display_name": "-"}
    nbformat.write(notebook, file)


@pytest.fixture
def relay(apps: ServedApps) -> Iterator[Relay]:
    """A way to the apps that can be cut."""
    relay = Relay(apps.port)
    yield relay
    relay.close()


@pytest.fixture
def ipad(browser: Browser) -> Iterator[Page]:
    """A page on an iPad."""
    context = browser.new_context(viewport=IPAD, has_touch=True, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def _through(relay: Relay, apps: ServedApps, path: str) -> str:
    return f"{apps.url.replace(str(apps.port), str(relay.port))}/render/{path}"


# The first paint --------------------------------------------------------------------------------


def test_chart_is_on_the_page_though_no_kernel_ever_is(apps: ServedApps, nia: Hub) -> None:
    project = nia.start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", unit="falls", direction="down")
    for month, value in enumerate((9, 8, 9, 7, 8, 9, 8), start=1):
        falls.add(when=f"2025-{month:02}-01", value=value)
    falls.drawing()  # the first chart of a service takes longer: it loads what draws

    page = httpx.get(
        f"{apps.url}/render/nowhere.ipynb?project={project.slug}&measure={falls.id}", timeout=60
    ).text

    shown, _, rest = page.partition('<div id="live"')
    assert "</svg>" in shown
    assert "Falls, Fewer falls</p>" in shown
    assert 'qihub.push(["failed"])' in rest
    assert "kernelId" not in page


@pytest.mark.parametrize("notebook", ["nowhere", "broken"])
def test_app_that_does_not_open_says_so_and_offers_another_try(
    apps: ServedApps, ipad: Page, notebook: str
) -> None:
    ipad.goto(f"{apps.url}/render/{notebook}.ipynb")

    expect(ipad.get_by_role("status")).to_contain_text("This did not open")
    expect(ipad.get_by_role("button", name="Carry on")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        *("none.ipynb", "../../pyproject.toml", "%2e%2e/%2e%2e/hub_config/keys.py", ""),
        *("%00.ipynb", "%ff%fe.ipynb", f"{'a' * 300}.ipynb"),
    ],
)
def test_only_notebooks_of_the_folder_are_pages(apps: ServedApps, path: str) -> None:
    assert httpx.get(f"{apps.url}/render/{path}").status_code == 404


def test_page_that_is_not_there_says_so(apps: ServedApps) -> None:
    assert "There is nothing here" in httpx.get(f"{apps.url}/render/none.ipynb").text


# The line ---------------------------------------------------------------------------------------


def test_words_typed_while_there_is_no_connection_are_saved_when_it_is_back(
    apps: ServedApps, relay: Relay, ipad: Page, nia: Hub
) -> None:
    project = nia.start_project(title="Fewer falls", problem="Residents fall")
    ipad.goto(_through(relay, apps, f"start.ipynb?project={project.slug}"))
    place = ipad.get_by_label("Which ward, team or home?")
    place.fill("Willow")
    expect(ipad.locator(".qi-sign")).to_have_text("✓Saved")

    relay.cut()
    place.fill("Willow, by the garden")
    bar = ipad.get_by_role("alert").filter(has_text="No connection just now")
    expect(bar).to_be_visible()
    expect(ipad.locator(".qi-sign")).to_contain_text("Not saved, kept on this")
    relay.mend()

    expect(ipad.locator(".qi-sign")).to_have_text("✓Saved")
    expect(bar).to_be_hidden()
    expect(place).to_have_value("Willow, by the garden")
    assert nia.project(project.slug).record.place == "Willow, by the garden"


def test_button_pressed_on_a_line_that_has_just_died_does_its_work_once(
    apps: ServedApps, relay: Relay, ipad: Page, nia: Hub
) -> None:
    project = nia.start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", unit="falls")
    ipad.goto(_through(relay, apps, f"chart.ipynb?project={project.slug}&measure={falls.id}"))
    ipad.get_by_label("Falls", exact=True).fill("7")

    relay.cut(for_good=False)
    ipad.get_by_role("button", name="Add this number").tap()

    expect(ipad.get_by_text("The number so far")).to_be_visible()
    assert [one.value for one in falls.observations] == [7]


def test_page_whose_kernel_has_gone_meanwhile_opens_again_with_what_was_typed(
    apps: ServedApps, relay: Relay, ipad: Page, nia: Hub
) -> None:
    project = nia.start_project(title="Fewer falls", problem="Residents fall")
    ipad.goto(_through(relay, apps, f"start.ipynb?project={project.slug}"))
    place = ipad.get_by_label("Which ward, team or home?")
    config = json.loads(ipad.locator("#jupyter-config-data").text_content() or "")

    relay.cut()
    place.fill("Willow")
    _end_kernel(apps, config["kernelId"])
    relay.mend()

    expect(ipad.locator(".qi-sign")).to_have_text("✓Saved", timeout=60_000)
    expect(place).to_have_value("Willow")
    assert nia.project(project.slug).record.place == "Willow"


def _end_kernel(apps: ServedApps, kernel: str) -> None:
    with httpx.Client(timeout=30) as client:
        client.get(f"{apps.url}/render/none.ipynb")
        client.get(f"{apps.url}/api/kernels/{kernel}").raise_for_status()
        token = client.cookies.get("_xsrf") or ""
        client.post(
            f"{apps.url}/voila/api/shutdown/{kernel}", headers={"X-XSRFToken": token}
        ).raise_for_status()


# The pass ---------------------------------------------------------------------------------------


def test_kernel_holds_a_pass_that_ends_with_it_and_not_the_viewers_token(
    apps: ServedApps, served: Served, nia: Hub
) -> None:
    page = httpx.get(f"{apps.url}/render/telling.ipynb", timeout=60).text

    (told,) = (one for one in nia.projects(mine=True) if one.record.title == "What a kernel holds")
    key = told.record.problem
    assert key.startswith("pass-")
    assert served.store.passes.holder(key, at=now()) == NIA.name
    assert _me(served, key) == 200
    assert told.record.place == ""  # here, the viewer's name is their token
    past_its_first_life = now() + PASS_LASTS
    _wait_until(lambda: bool(served.store.passes.holder(key, at=past_its_first_life)))

    _end_kernel(apps, _kernel_in(page))

    _wait_until(lambda: _me(served, key) == 401)
    assert served.store.passes.renew(key, NIA.name, at=now()) is None


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _me(served: Served, key: str) -> int:
    return httpx.get(f"{served.url}/me", headers={"Authorization": f"Bearer {key}"}).status_code


def _kernel_in(page: str) -> str:
    found = re.search(r'"kernelId": "([^"]+)"', page)
    assert found
    return found[1]


# Widgets of all kinds ---------------------------------------------------------------------------


def test_notebook_of_stock_widgets_is_drawn_by_voilas_own_front_end(
    apps: ServedApps, ipad: Page
) -> None:
    ipad.goto(f"{apps.url}/render/stock.ipynb")

    expect(ipad.locator(".bqplot svg").first).to_be_visible(timeout=60_000)
    expect(ipad.locator("#first")).to_have_count(0)
    slider = ipad.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    expect(ipad.get_by_text("4 months")).to_be_visible()


def test_any_anywidget_works_with_bytes_commands_and_a_style_of_its_own(
    apps: ServedApps, ipad: Page
) -> None:
    asked: list[str] = []
    ipad.on("request", lambda request: asked.append(request.url))
    ipad.goto(f"{apps.url}/render/echo.ipynb")
    said = ipad.get_by_text("1,2,3")
    expect(said).to_have_css("color", "rgb(1, 2, 3)")

    ipad.get_by_role("button", name="Send").tap()
    expect(ipad.get_by_text("4,5,6hello 0708")).to_be_visible()
    ipad.get_by_role("button", name="Ask").tap()
    expect(ipad.get_by_text("42 and 6")).to_be_visible()

    assert [url for url in asked if "voila.js" in url] == []
