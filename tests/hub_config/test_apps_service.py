"""What the apps service answers to, and what counts as somebody using an app."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import LoggingConfigurable

from hub_config import apps_identity, apps_kernels, apps_service
from hub_config.apps_limits import AppsLimits
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
        **AppsLimits(idle_seconds=600, most_viewers=7).as_environment(),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for module in (apps_identity, apps_service):
        monkeypatch.setattr(module, "PREFIX", PREFIX)
    app = apps_service.Apps()
    apps_service.configure(app)
    app.connection_dir = str(tmp_path)
    app.settings_of_test = app.init_settings()
    yield app
    app.kernel_manager.context.term()


def test_every_address_it_answers_to_is_known_and_tried_as_a_stranger(service: Any) -> None:
    patterns = {handler[0].removeprefix(PREFIX) for handler in service.init_handlers()}

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
    again = apps_service.Apps()
    apps_service.configure(again)

    assert AppsLimits.read({}).most_viewers == 0
    assert service.house._limits == AppsLimits(idle_seconds=600, most_viewers=7)
    assert service.cookie_secret == again.cookie_secret
    assert b"secret" not in service.cookie_secret


# Who does something -----------------------------------------------------------------------------


def _v1(kind: str, content: object) -> bytes:
    frames = [
        b"shell",
        *(json.dumps(one).encode() for one in ({"msg_type": kind}, {}, {}, content)),
    ]
    starts = [8 * (len(frames) + 2)]
    for frame in frames:
        starts.append(starts[-1] + len(frame))
    return b"".join(n.to_bytes(8, "little") for n in (len(starts), *starts)) + b"".join(frames)


def _text(kind: str, content: object) -> str:
    return json.dumps({"header": {"msg_type": kind}, "content": content})


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
    ],
)
def test_what_a_page_asks_by_itself_is_no_use(
    monkeypatch: pytest.MonkeyPatch, kind: str, content: object, is_use: bool, is_v1: bool
) -> None:
    used: list[str] = []

    class Line(apps_kernels.ViewerLine):
        subprotocol = "v1.kernel.websocket.jupyter.org" if is_v1 else None
        kernel_id = "kernel"
        multi_kernel_manager = type("Kernels", (), {"used": staticmethod(used.append)})

        def __init__(self) -> None:
            LoggingConfigurable.__init__(self)

    line = Line()
    line.channels = {}  # what follows has nowhere to go

    line.handle_incoming_message((_v1 if is_v1 else _text)(kind, content))

    assert bool(used) is is_use
