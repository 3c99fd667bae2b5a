"""Nobody reaches what is another's: not the kernel of an app, not the notebooks of a team."""

import base64
import json
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.journeys.apps import open_app
from tests.journeys.conftest import RunningHub
from tests.journeys.doors import CLOSED, OPEN
from tests.journeys.keys import key_of, program_of
from tests.journeys.viewers import service_of, signed_in

pytestmark = pytest.mark.journey

APPS = "/services/apps/"
HERON = "home-before-lunch-on-heron-ward"  # Grace leads it; Tom is a member, Priya is not
LARCH = "fewer-falls-at-larch-house"  # Grace is a member
REFUSED = {401, 403, 404, 405}
V1 = "v1.kernel.websocket.jupyter.org"
A_MINUTE = 60


@dataclass(frozen=True)
class App:
    """An app that somebody has open."""

    page: Page
    kernel: str

    def works(self) -> bool:
        """Go to another of its screens and back."""
        self.page.get_by_role("button", name=re.compile("How this chart is drawn")).tap()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("How this chart is drawn")
        self.page.get_by_role("button", name="Back to the chart").tap()
        expect(self.page.get_by_text("What the chart says")).to_be_visible()
        return True


@pytest.fixture(scope="module")
def graces(visitor: Callable[..., Page]) -> App:
    """Grace's chart app."""
    page = visitor("grace")
    open_app(page, "chart", project=HERON, measure="ydqigmppx3")
    config = page.locator("#jupyter-config-data").text_content()
    return App(page, json.loads(config or "")["kernelId"])


@pytest.fixture(scope="module", params=["tom", None], ids=["colleague", "stranger"])
def other(request: pytest.FixtureRequest, visitor: Callable[..., Page]) -> Page:
    """The page of somebody else, who has been in the apps as well."""
    page = visitor(request.param)
    page.goto(f"{APPS}render/start.ipynb")
    return page


# The apps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "api/kernels",
        "api/kernels/{kernel}",
        "api/kernels/{kernel}/channels",
        "api/contents",
        "api/sessions",
        "api/terminals",
        "voila/api/contents",
        "voila/files/",
        "voila/files/start.ipynb",
        "voila/tree",
        "voila/tree/",
        "voila/render/../../hub_config/keys.py",
        "voila/query/{kernel}",
        "voila/execution/{kernel}",
        "voila/static/../../../../../../../etc/passwd",
        "voila/templates/qihub/index.html.j2",
        "voila/templates/qihub/static/%2e%2e/index.html.j2",
    ],
)
def test_others_read_nothing_of_a_running_app(graces: App, other: Page, address: str) -> None:
    answer = other.request.get(f"{APPS}{address.format(kernel=graces.kernel)}", max_redirects=0)

    assert _is_refused(answer.status, answer.headers.get("location", ""))


@pytest.mark.parametrize("address", CLOSED.values())
def test_nothing_answers_a_stranger(hub: RunningHub, graces: App, address: str) -> None:
    url = f"{hub.url}{APPS}{address.format(kernel=graces.kernel)}"

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        answer = httpx.request(method, url)
        assert _is_refused(answer.status_code, answer.headers.get("location", "")), method
        assert graces.kernel not in answer.text
    assert graces.works()


@pytest.mark.parametrize("path", ["%ff%fe.ipynb", "none.ipynb"])
def test_a_path_that_is_no_text_answers_a_stranger_as_any_other(hub: RunningHub, path: str) -> None:
    service = service_of(hub)
    assert service
    # The proxy in front of it does not pass such a path on.
    url = f"{service.environ()['JUPYTERHUB_SERVICE_URL'].rstrip('/')}{APPS}render/{path}"
    before = len(hub.log)

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        answer = httpx.request(method, url)
        assert _is_refused(answer.status_code, answer.headers.get("location", "")), method
        assert "Traceback" not in answer.text
    assert "Traceback" not in hub.log[before:]


@pytest.mark.parametrize("address", OPEN.values())
def test_what_is_open_to_strangers_has_nothing_of_anybody(
    hub: RunningHub, graces: App, address: str
) -> None:
    answer = httpx.get(f"{hub.url}{APPS}{address}")

    assert answer.status_code in {200, 302, 400, 404}
    assert "service-apps" not in answer.cookies
    for secret in ("grace", graces.kernel, "QIHUB_TOKEN"):
        assert secret not in answer.text


def test_others_do_not_end_or_stir_a_running_app(graces: App, other: Page) -> None:
    tries = [
        ("POST", f"voila/api/shutdown/{graces.kernel}"),
        ("DELETE", f"api/kernels/{graces.kernel}"),
        ("POST", f"api/kernels/{graces.kernel}/restart"),
        ("POST", f"api/kernels/{graces.kernel}/interrupt"),
        ("POST", "api/kernels"),
    ]

    for method, address in tries:
        answer = other.request.fetch(
            f"{APPS}{address}", method=method, headers=_xsrf(other), max_redirects=0
        )
        assert _is_refused(answer.status, answer.headers.get("location", "")), address
    assert graces.works()


def test_others_do_not_open_the_line_to_a_kernel(hub: RunningHub, graces: App, other: Page) -> None:
    with pytest.raises(InvalidStatus) as refusal, _line(hub, other, graces.kernel):
        pass

    assert refusal.value.response.status_code == 403
    assert graces.works()


@pytest.mark.parametrize("origin", ["https://example.org", "http://localhost:1", "null"])
def test_another_site_does_not_open_the_line_in_a_viewers_name(
    hub: RunningHub, origin: str
) -> None:
    with signed_in(hub, "grace") as grace:
        kernel = grace.open()
        with pytest.raises(InvalidStatus) as refusal, grace.line(kernel, Origin=origin):
            pass
        assert refusal.value.response.status_code == 403
        with grace.line(kernel, Origin=hub.url) as own:
            assert own.recv(timeout=20)
        grace.close(kernel)


def test_another_site_does_not_end_an_app_in_a_viewers_name(hub: RunningHub) -> None:
    with signed_in(hub, "grace") as grace:
        kernel = grace.open()
        tries = [("POST", f"voila/api/shutdown/{kernel}"), ("DELETE", f"api/kernels/{kernel}")]
        for method, address in tries:
            from_there = {"Origin": "https://example.org", "Sec-Fetch-Site": "cross-site"}
            for headers in ({}, from_there, from_there | {"X-XSRFToken": "2|guess"}):
                answer = grace.client.request(method, f"{APPS}{address}", headers=headers)
                assert answer.status_code == 403, (method, headers)
        assert grace.client.get(f"{APPS}api/kernels/{kernel}").is_success
        assert grace.close(kernel).status_code == 204


@pytest.mark.parametrize("channel", ["shell", "control"])
@pytest.mark.parametrize("protocol", [None, V1], ids=["json", "v1"])
def test_code_sent_to_ones_own_kernel_is_not_run(
    hub: RunningHub, graces: App, tmp_path: Path, channel: str, protocol: str | None
) -> None:
    trace = tmp_path / "ran"
    code = {"code": f"open({str(trace)!r}, 'w')", "silent": False, "user_expressions": {}}

    with _line(hub, graces.page, graces.kernel, protocol) as line:
        line.send(_message(channel, "execute_request", code, protocol))
        # What is asked after it is answered, so the code would have had its turn.
        line.send(_message("shell", "kernel_info_request", {}, protocol))
        answers = _kinds_until(line, "kernel_info_reply")

    assert graces.works()
    assert "execute_reply" not in answers
    assert not trace.exists()


def test_no_kernel_of_the_apps_holds_a_key_of_the_service(hub: RunningHub, graces: App) -> None:
    (service,) = (
        process
        for process in psutil.Process(hub.process.pid).children(recursive=True)
        if "hub_config.apps.service" in process.cmdline()
    )
    own = service.environ()["JUPYTERHUB_API_TOKEN"]
    kernels = [process.environ() for process in service.children(recursive=True)]

    assert kernels
    for environment in kernels:
        assert [name for name in environment if name.startswith("JUPYTERHUB")] == []
        assert own not in environment.values()


@pytest.mark.parametrize("is_pass", [True, False], ids=["pass", "token"])
def test_what_an_app_acts_with_opens_the_project_store_alone(
    hub: RunningHub, graces: App, is_pass: bool
) -> None:
    token = _token_of_apps(hub, graces.page)
    key = _pass_by(hub, token) if is_pass else token

    me = httpx.get(f"{hub.url}/api/me", headers=key).json()
    assert (me["name"], me["display_name"]) == ("grace", "Grace Oduya")
    assert httpx.get(f"{hub.url}/hub/api/users", headers=key).status_code == 403
    server = f"{hub.url}/hub/api/users/team-{HERON}/server"
    assert httpx.post(server, headers=key).status_code in (403, 404)
    assert httpx.post(f"{hub.url}/hub/api/users/grace/tokens", headers=key).status_code == 403
    assert httpx.get(f"{hub.url}/user/team-{HERON}/api/contents", headers=key).status_code != 200


def test_a_pass_opens_less_than_the_token_it_was_given_for(hub: RunningHub, graces: App) -> None:
    token = _token_of_apps(hub, graces.page)
    key = _pass_by(hub, token)
    project = f"{hub.url}/api/projects/{HERON}"
    team = httpx.get(project, headers=key).json()["team"]

    assert httpx.get(f"{project}/workspace", headers=key).status_code == 403
    assert httpx.post(f"{project}/publish", headers=key).status_code == 403
    assert httpx.put(f"{project}/team", headers=key, json=team).status_code == 403
    assert httpx.post(f"{hub.url}/api/pass", headers=key).status_code == 403
    assert httpx.get(f"{hub.url}{APPS}render/start.ipynb", headers=key).status_code != 200
    assert httpx.get(f"{hub.url}/home", headers=key).status_code != 200


def test_what_an_app_acts_with_is_good_until_its_owner_signs_out(
    hub: RunningHub, person: Callable[..., Page]
) -> None:
    page = person("priya")
    open_app(page, "start")
    token = _token_of_apps(hub, page)
    key = _pass_by(hub, token)
    held = {"key": key["Authorization"].removeprefix("token ")}
    assert httpx.put(f"{hub.url}/api/pass", headers=token, json=held).is_success
    scopes = httpx.get(f"{hub.url}/hub/api/user", headers=token).json()["scopes"]
    assert sorted(scopes) == [
        "access:services!service=apps",
        "access:services!service=gallery",
        "read:users:groups!user=priya",
        "read:users:name!user=priya",
    ]

    page.goto("/hub/logout")

    assert httpx.get(f"{hub.url}/hub/api/user", headers=token).status_code == 403
    deadline = time.monotonic() + A_MINUTE  # for a moment the service goes by what it heard last
    while httpx.put(f"{hub.url}/api/pass", headers=token, json=held).status_code != 401:
        assert time.monotonic() < deadline
        time.sleep(1)
    answer = page.request.get(f"{APPS}render/start.ipynb", max_redirects=0)
    assert _is_refused(answer.status, answer.headers.get("location", ""))


def _pass_by(hub: RunningHub, token: dict[str, str]) -> dict[str, str]:
    """Get a pass as the apps service does for a kernel."""
    made = httpx.post(f"{hub.url}/api/pass", headers=token).raise_for_status().json()
    return {"Authorization": f"token {made['key']}"}


def _token_of_apps(hub: RunningHub, page: Page) -> dict[str, str]:
    """Read the token out of the cookie, as only whoever holds the browser can."""
    cookies = page.context.cookies(f"{hub.url}{APPS}")
    signed = next(one["value"] for one in cookies if one["name"] == "service-apps")
    # Tornado signs its cookies, and does not hide what is in them: "2|…|…|name|length:value|…".
    value = signed.strip('"').split("|")[4].partition(":")[2]
    return {"Authorization": f"token {base64.b64decode(value).decode()}"}


def _is_refused(status: int, location: str) -> bool:
    return status in REFUSED or (status == 302 and "/hub/" in location)


def _xsrf(page: Page) -> dict[str, str]:
    cookies = page.context.cookies(f"{page.url.split('/services/')[0]}{APPS}")
    tokens = [one["value"] for one in cookies if one["name"] == "_xsrf"]
    return {"X-XSRFToken": tokens[-1]} if tokens else {}


def _line(
    hub: RunningHub, page: Page, kernel: str, protocol: str | None = None
) -> ClientConnection:
    address = f"{hub.url}{APPS}api/kernels/{kernel}/channels"
    cookies = [f"{one['name']}={one['value']}" for one in page.context.cookies(address)]
    return connect(
        address.replace("http", "ws", 1),
        additional_headers={"Cookie": "; ".join(cookies)},
        subprotocols=[protocol] if protocol else None,  # type: ignore[list-item]
    )


def _message(
    channel: str, kind: str, content: dict[str, object], protocol: str | None
) -> str | bytes:
    # A kernel takes no message twice, so each has an id of its own.
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "test", "username": "test"}
    header |= {"version": "5.3", "date": "2026-01-01T00:00:00Z"}
    if not protocol:
        parts = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        return json.dumps({**parts, "channel": channel, "buffers": []})
    frames = [channel.encode(), *(json.dumps(one).encode() for one in (header, {}, {}, content))]
    starts = [8 * (len(frames) + 2)]
    for frame in frames:
        starts.append(starts[-1] + len(frame))
    return b"".join(n.to_bytes(8, "little") for n in (len(starts), *starts)) + b"".join(frames)


def _kinds_until(line: ClientConnection, last: str) -> list[str]:
    kinds: list[str] = []
    deadline = time.monotonic() + 20
    while last not in kinds and time.monotonic() < deadline:
        message = line.recv(timeout=20)
        text = message if isinstance(message, str) else message.decode(errors="ignore")
        found = re.search(r'"msg_type": ?"(\w+)", ?"(?:username|session|date|version)', text)
        kinds.extend(found.groups() if found else ())
    assert last in kinds
    return kinds


# Teams ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def team_server(hub: RunningHub) -> str:
    """The running workspace of the team on Heron Ward."""
    with program_of(hub, "grace") as grace:
        state = grace.post(f"/api/projects/{HERON}/workspace").json()
        deadline = time.monotonic() + A_MINUTE
        while state["status"] != "ready" and time.monotonic() < deadline:
            time.sleep(0.3)
            state = grace.get(f"/api/projects/{HERON}/workspace").json()
    assert state["status"] == "ready"
    return f"/user/team-{HERON}"


def test_a_team_server_opens_to_the_team_alone(hub: RunningHub, team_server: str) -> None:
    seen = {}
    for name in ("grace", "tom", "david", "priya", "edith", "ruth"):
        with program_of(hub, name) as program:
            seen[name] = program.get(f"{team_server}/api/contents").status_code

    assert [name for name, status in seen.items() if status == 200] == ["grace", "tom", "david"]
    assert {seen["priya"], seen["edith"], seen["ruth"]} == {403}


def test_a_stranger_at_a_team_server_is_sent_to_sign_in(hub: RunningHub, team_server: str) -> None:
    page = httpx.get(f"{hub.url}{team_server}/lab")
    api = httpx.get(f"{hub.url}{team_server}/api/contents")

    assert page.status_code == 302
    assert "/hub/" in page.headers["location"]
    assert api.status_code == 403


def test_a_teams_own_project_is_not_there_for_others(hub: RunningHub) -> None:
    with program_of(hub, "grace") as grace:
        project = {"title": "Quiet please", "visibility": "team"}
        slug = grace.post("/api/projects", json=project).json()["project"]["slug"]
        measure = {"name": "Woken at night"}
        added = grace.post(f"/api/projects/{slug}/measures", json=measure).json()["measure"]

    addresses = [
        f"/api/projects/{slug}",
        f"/api/projects/{slug}/history",
        f"/api/projects/{slug}/measures/{added['id']}/observations",
        f"/api/projects/{slug}/documents",
        f"/api/projects/{slug}/workspace",
        f"/api/projects/{slug}/poster",
    ]
    with program_of(hub, "tom") as tom:
        assert {tom.get(address).status_code for address in addresses} == {404}
        assert tom.post(f"/api/projects/{slug}/workspace").status_code == 404
        assert tom.post(f"/api/projects/{slug}/publish").status_code == 404
        assert "Quiet please" not in tom.get("/api/projects").text
    stranger = {httpx.get(f"{hub.url}{address}").status_code for address in addresses}
    assert stranger <= {401, 404}


def test_the_key_of_a_workspace_opens_its_own_project_and_no_other(
    hub: RunningHub, team_server: str
) -> None:
    names = ("JUPYTERHUB_API_TOKEN", "QIHUB_API_URL", "QIHUB_PROJECT", "JUPYTERHUB_API_URL")
    given = _environment_in_a_notebook(hub, team_server, names)
    key = {"Authorization": f"token {given['JUPYTERHUB_API_TOKEN']}"}
    api, hub_api = given["QIHUB_API_URL"], given["JUPYTERHUB_API_URL"]

    own = httpx.get(f"{api}/projects/{given['QIHUB_PROJECT']}", headers=key)
    assert own.json()["project"]["title"] == "Home before lunch on Heron Ward"
    change = {"based_on": own.json()["version"], "changes": {"scope": "Weekdays only"}}
    changed = httpx.patch(f"{api}/projects/{HERON}", headers=key, json=change)
    assert changed.is_success
    back = {
        "based_on": changed.json()["version"],
        "changes": {"scope": own.json()["project"]["scope"]},
    }
    assert httpx.patch(f"{api}/projects/{HERON}", headers=key, json=back).is_success

    # Larch House is public and Grace is in its team, but this is not Grace.
    assert httpx.get(f"{api}/projects/{LARCH}", headers=key).status_code == 404
    listed = httpx.get(f"{api}/projects", headers=key).json()["projects"]
    assert [one["project"]["slug"] for one in listed] == [HERON]
    assert httpx.post(f"{api}/projects", headers=key, json={"title": "x"}).status_code == 403
    assert httpx.post(f"{api}/projects/{HERON}/publish", headers=key).status_code == 403
    team = httpx.put(f"{api}/projects/{HERON}/team", headers=key, json=[])
    assert team.status_code == 403
    assert httpx.get(f"{hub_api}/users", headers=key).status_code == 403
    assert httpx.get(f"{hub_api}/users/grace", headers=key).status_code in (403, 404)
    assert httpx.get(f"{hub_api}/shares/team-{HERON}/", headers=key).status_code in (403, 404)


def _environment_in_a_notebook(
    hub: RunningHub, team_server: str, names: tuple[str, ...]
) -> dict[str, str]:
    """Print the environment as a member does who is curious: in a cell."""
    key = {"Authorization": f"token {key_of(hub, 'tom')}"}
    kernels = f"{hub.url}{team_server}/api/kernels"
    kernel = httpx.post(kernels, headers=key, timeout=30).raise_for_status().json()["id"]
    code = f"import json, os; print(json.dumps({{n: os.environ[n] for n in {names!r}}}))"
    content = {"code": code, "silent": False, "user_expressions": {}}
    address = f"{kernels}/{kernel}/channels".replace("http", "ws", 1)
    with connect(address, additional_headers=key) as line:
        line.send(_message("shell", "execute_request", content, None))
        while True:
            message = json.loads(line.recv(timeout=30))
            assert message["msg_type"] != "error", message["content"]
            if message["msg_type"] == "stream":
                break
    httpx.delete(f"{kernels}/{kernel}", headers=key, timeout=30)
    printed: dict[str, str] = json.loads(message["content"]["text"])
    return printed


# Accounts ---------------------------------------------------------------------------------------


def test_nobody_signs_up_or_in_as_a_team(hub: RunningHub, person: Callable[..., Page]) -> None:
    password = "four-quiet-words-here"
    for name in (f"team-{HERON}", "team-new", "Team-New", " team-new"):
        with httpx.Client(base_url=hub.url, follow_redirects=True) as client:
            wanted = {"username": name, "signup_password": password}
            wanted |= {"signup_password_confirmation": password}
            client.post("/hub/signup", data={**wanted, "_xsrf": _form_token(client, "signup")})
            sign_in = {"username": name, "password": password}
            token = _form_token(client, "login")
            answer = client.post("/hub/login", data={**sign_in, "_xsrf": token})

            assert "jupyterhub-session-id" not in client.cookies
            assert "Invalid username or password" in answer.text

    admin = person("admin")
    admin.goto("/hub/authorize")
    expect(admin.get_by_text("Nobody is waiting.")).to_be_visible()
    expect(admin.get_by_role("row").filter(has_text="team-")).to_have_count(0)


def _form_token(client: httpx.Client, page: str) -> str:
    found = re.search(r'name="_xsrf" value="([^"]+)"', client.get(f"/hub/{page}").text)
    assert found
    return found[1]
