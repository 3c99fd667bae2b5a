"""What the apps service answers to, and what counts as somebody using an app."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from traitlets.config import LoggingConfigurable

from hub_config.apps import kernels, viewer_identity
from hub_config.apps import service as apps_service
from hub_config.apps.apps_settings import AppsSettings
from hub_config.apps.undecodable_addresses import NotFoundHandler
from tests.journeys.doors import CLOSED, OPEN

PREFIX = "/services/apps/"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """The service as JupyterHub would start it, without a port."""
    environment = {
        "JUPYTERHUB_API_TOKEN": "secret",
        "JUPYTERHUB_CLIENT_ID": "service-apps",
        "JUPYTERHUB_API_URL": "http://127.0.0.1:1/hub/api",
        "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:1",
        "JUPYTERHUB_SERVICE_PREFIX": PREFIX,
        "JUPYTER_PATH": str(Path(apps_service.__file__).parent),
        "QIHUB_API_URL": "http://localhost:1/api",
        **AppsSettings(idle_seconds=600, most_viewers=7).as_environment(),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for module in (viewer_identity, apps_service):
        monkeypatch.setattr(module, "PREFIX", PREFIX)
    app = apps_service.AppsService()
    apps_service.configure(app)
    app.connection_dir = str(tmp_path)
    app.settings_of_test = app.init_settings()
    yield app
    app.kernel_manager.context.term()


def test_every_address_it_answers_to_is_known_and_tried_as_a_stranger(service: Any) -> None:
    undecodable, *handlers = service.init_handlers()
    patterns = {handler[0].removeprefix(PREFIX) for handler in handlers}

    assert undecodable[1] is NotFoundHandler
    assert patterns == CLOSED.keys() | OPEN.keys()


def test_every_answer_keeps_other_pages_out(service: Any) -> None:
    headers = service.settings_of_test["headers"]

    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_kernels_take_no_message_that_runs_code(service: Any) -> None:
    allowed = service.kernel_manager.allowed_message_types

    assert "execute_request" not in allowed
    assert not [kind for kind in allowed if kind.startswith(("debug", "inspect", "complete"))]


def test_it_learns_its_limits_and_stays_the_same_to_who_is_signed_in(service: Any) -> None:
    again = apps_service.AppsService()
    apps_service.configure(again)

    assert AppsSettings.read({}).most_viewers == 0
    assert service.waiting_room._limits == AppsSettings(idle_seconds=600, most_viewers=7)
    assert service.cookie_secret == again.cookie_secret
    assert b"secret" not in service.cookie_secret


_ASKED = ("kernel_info_request", "comm_info_request")


# Who does something -----------------------------------------------------------------------------


def _said(type_: str) -> dict[str, Any]:
    return {"comm_id": "x", "data": {"method": "custom", "content": {"type": type_, "id": "1"}}}


@pytest.mark.parametrize("is_v1", [True, False], ids=["v1", "json"])
@pytest.mark.parametrize(
    ("kind", "content", "is_use"),
    [
        ("comm_msg", _said("change"), True),
        ("comm_msg", _said("act"), True),
        ("comm_msg", {"comm_id": "x", "data": {"method": "update", "state": {}}}, True),
        ("comm_msg", _said("ping"), False),
        ("kernel_info_request", {}, False),
        ("comm_info_request", {"target_name": "jupyter.widget"}, False),
        ("execute_request", {"code": "1"}, None),
    ],
)
def test_what_a_page_asks_by_itself_is_no_use(
    line: Any, kind: str, content: object, is_use: bool | None, is_v1: bool
) -> None:
    line.subprotocol = "v1.kernel.websocket.jupyter.org" if is_v1 else None
    header = {"msg_type": kind, "msg_id": "one"}
    whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    parts = [json.dumps(one).encode() for one in whole.values()]

    line.handle_incoming_message(
        serialize_msg_to_ws_v1(parts, "shell") if is_v1 else json.dumps(whole)
    )

    assert line.sent == ([] if is_use is None else [("the shell", parts)])
    assert bool(line.used) is bool(is_use)


def test_what_is_no_message_ends_the_line_and_is_logged_once(
    line: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        line.handle_incoming_message("{nothing")

    assert line.closed == [(1007, "not a message")]
    (said,) = caplog.records
    assert said.getMessage() == "A page sent what is no message to kernel kernel."
    assert said.exc_info is None


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A line between a page and a kernel of which only what is said is kept."""
    used: list[str] = []
    sent: list[tuple[str, list[bytes]]] = []
    closed: list[tuple[int, str]] = []

    class Line(kernels.ViewerWebSocket):
        subprotocol = None
        kernel_id = "kernel"
        session = SimpleNamespace(send_raw=lambda *what: sent.append(what))
        multi_kernel_manager = SimpleNamespace(
            used=used.append, allowed_message_types=["comm_msg", *_ASKED]
        )
        websocket_handler = SimpleNamespace(close=lambda *why: closed.append(why))

        def __init__(self) -> None:
            LoggingConfigurable.__init__(self)

    monkeypatch.setattr(logging.getLogger("traitlets"), "propagate", True)
    line = Line()
    line.channels = {"shell": "the shell"}
    line.used, line.sent, line.closed = used, sent, closed
    return line
