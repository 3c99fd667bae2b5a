"""The warm process: what happens when it cannot start, ends, is out of date, or loses its owner."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from hub_config.warm_kernels import WarmProcess, keep_warm
from hub_config.warm_kernels.kernel_request import KernelRequest, send_request

from .conftest import PRELOAD, StartKernel, is_alive, until


@pytest.fixture
def spare() -> Iterator[WarmProcess]:
    """Keep a warm process that the test may treat as it likes."""
    process = keep_warm(["colorsys"])
    assert process.wait_until_ready()
    yield process
    process.stop()


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder where modules of the test are found."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


async def test_kernels_start_the_ordinary_way_where_the_warm_process_cannot(
    start_kernel: StartKernel, capfd: pytest.CaptureFixture[str]
) -> None:
    process = keep_warm(["no_such_module"])
    assert not process.wait_until_ready()

    kernel = await start_kernel(preload=("no_such_module",))

    assert not kernel.is_forked
    assert await kernel.run("print(6 * 7)") == "42"
    assert "No module named 'no_such_module'" in capfd.readouterr().err
    process.stop()


def test_start_that_failed_is_not_tried_again_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    process = WarmProcess(["no_such_module_either"])
    process.wait_until_ready()

    for _ in range(20):
        process.start()

    assert capfd.readouterr().err.count("ModuleNotFoundError") == 1
    process.stop()


def test_module_that_starts_threads_is_refused_by_name(
    modules: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (modules / "starts_threads.py").write_text(
        "import threading as t, time\nt.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    )
    process = WarmProcess(["starts_threads"])

    assert not process.wait_until_ready()

    assert "“starts_threads” starts threads" in capfd.readouterr().err
    process.stop()


async def test_when_the_warm_process_is_killed_kernels_live_on_and_the_next_ones_work(
    spare: WarmProcess, start_kernel: StartKernel
) -> None:
    first = await start_kernel(preload=("colorsys",))
    assert first.is_forked
    assert spare.pid is not None

    os.kill(spare.pid, signal.SIGKILL)
    second = await start_kernel(preload=("colorsys",))
    is_warm_again = spare.wait_until_ready()
    third = await start_kernel(preload=("colorsys",))

    assert is_warm_again
    assert [first.is_forked, second.is_forked, third.is_forked] == [True, False, True]
    for kernel in (first, second, third):
        assert await kernel.run("print('here')") == "here"
    await first.manager.shutdown_kernel()
    assert not is_alive(first.pid)


async def test_kernel_whose_warm_process_has_died_is_found_dead_too(
    spare: WarmProcess, start_kernel: StartKernel
) -> None:
    kernel = await start_kernel(preload=("colorsys",))
    assert spare.pid is not None
    os.kill(spare.pid, signal.SIGKILL)
    assert await kernel.manager.is_alive()

    os.kill(kernel.pid, signal.SIGKILL)

    assert await until(lambda: kernel.process.poll() is not None)
    assert kernel.process.returncode == 255


async def test_change_of_the_code_renews_the_warm_process(
    start_kernel: StartKernel, modules: Path
) -> None:
    module = modules / "changing.py"
    module.write_text("value = 'old'")
    process = keep_warm(["changing"])
    assert process.wait_until_ready()
    show = "import changing; print(changing.value)"
    first = await start_kernel(preload=("changing",))
    assert await first.run(show) == "old"
    old_pid = process.pid
    assert old_pid is not None

    module.write_text("value = 'changed'")
    second = await start_kernel(preload=("changing",))
    assert process.wait_until_ready()
    third = await start_kernel(preload=("changing",))

    assert [first.is_forked, second.is_forked, third.is_forked] == [True, False, True]
    assert await second.run(show) == "changed"
    assert await third.run(show) == "changed"
    assert is_alive(old_pid)
    first.client.execute("import os; os._exit(5)")
    assert await until(lambda: first.process.poll() is not None)
    assert first.process.returncode == 5
    assert await until(lambda: not is_alive(old_pid))
    process.stop()


@pytest.mark.parametrize("change", [{"PYTHONPATH": "/elsewhere"}, {"OMP_NUM_THREADS": "2"}])
async def test_what_a_running_interpreter_cannot_take_on_starts_the_ordinary_way(
    warm: WarmProcess, start_kernel: StartKernel, change: dict[str, str]
) -> None:
    kernel = await start_kernel(env={**os.environ, **change})

    name, value = next(iter(change.items()))
    assert not kernel.is_forked
    assert await kernel.run(f"import os; print(os.environ[{name!r}])") == value


async def test_other_systems_than_linux_start_kernels_the_ordinary_way(
    warm: WarmProcess, start_kernel: StartKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub_config.warm_kernels.provisioner.is_supported", lambda: False)

    kernel = await start_kernel()

    assert not kernel.is_forked
    assert await kernel.run("print(6 * 7)") == "42"


async def test_warm_process_that_hangs_costs_two_seconds_and_no_second_kernel(
    spare: WarmProcess, start_kernel: StartKernel
) -> None:
    assert spare.pid is not None
    os.kill(spare.pid, signal.SIGSTOP)
    began = time.monotonic()

    kernel = await start_kernel(preload=("colorsys",))

    assert not kernel.is_forked
    assert time.monotonic() - began < 6
    os.kill(spare.pid, signal.SIGCONT)
    await asyncio.sleep(0.5)
    assert psutil.Process(spare.pid).children() == []


async def test_nothing_is_left_when_the_manager_is_killed(tmp_path: Path) -> None:
    manager = tmp_path / "manager.py"
    manager.write_text(
        f"""
import os, sys, time
from importlib.metadata import EntryPoint
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config
from hub_config.warm_kernels import keep_warm

group = KernelProvisionerFactory.GROUP_NAME
KernelProvisionerFactory.provisioners["warm-kernels"] = EntryPoint(
    "warm-kernels", "hub_config.warm_kernels:WarmProvisioner", group
)
preload = {list(PRELOAD)!r}
warm = keep_warm(preload)
assert warm.wait_until_ready()
config = Config()
config.WarmProvisioner.preload = preload
manager = KernelManager(transport="ipc", config=config)
manager.start_kernel()
print(warm.pid, manager.provisioner.pid, warm.environment()["WARM_KERNELS_ADDRESS"], flush=True)
time.sleep(60)
"""
    )
    process = subprocess.Popen(
        [sys.executable, str(manager)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "warm-kernels"},
        cwd=tmp_path,
    )
    assert process.stdout is not None
    template, kernel, address = process.stdout.readline().split()
    assert is_alive(int(template))
    assert is_alive(int(kernel))
    assert psutil.Process(int(kernel)).ppid() == int(template)

    process.kill()
    process.communicate()

    assert await until(lambda: not is_alive(int(kernel)))
    assert await until(lambda: not is_alive(int(template)))
    assert not Path(address).parent.exists()


async def test_program_that_we_start_forks_its_kernels_from_our_warm_process(
    warm: WarmProcess, start_kernel: StartKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in warm.environment().items():
        monkeypatch.setenv(name, value)

    kernel = await start_kernel(preload=())

    assert await kernel.run("import os; print(os.getppid())") == str(warm.pid)
    assert await kernel.run("print('WARM_KERNELS_ADDRESS' in os.environ)") == "False"


def test_kernel_whose_manager_has_given_up_is_not_started(spare: WarmProcess) -> None:
    address = Path(spare.environment()["WARM_KERNELS_ADDRESS"])
    with _connection(address) as connection:
        send_request(connection, address, KernelRequest((), dict(os.environ), "/"), (1, 2))
        pid = json.loads(connection.recv(100))["pid"]
        assert is_alive(pid)

    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not is_alive(pid)


def test_silent_connections_hold_nobody_up_and_are_closed(spare: WarmProcess) -> None:
    address = Path(spare.environment()["WARM_KERNELS_ADDRESS"])
    with contextlib.ExitStack() as closing:
        silent = [closing.enter_context(_connection(address)) for _ in range(300)]
        began = time.monotonic()
        asking = closing.enter_context(_connection(address))
        send_request(asking, address, KernelRequest((), dict(os.environ), "/"), (1, 2))
        assert "pid" in json.loads(asking.recv(100))
        assert time.monotonic() - began < 1

        for connection in silent:
            assert connection.recv(1) == b""
        assert time.monotonic() - began < 5
    assert spare.is_ready


def _connection(address: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(str(address))  # before there is a timeout, with which it would not wait
    connection.settimeout(5)
    return connection


def test_stop_ends_it_and_removes_its_folder() -> None:
    process = WarmProcess(["this"])
    assert process.wait_until_ready()
    pid, address = process.pid, Path(process.environment()["WARM_KERNELS_ADDRESS"])
    assert pid is not None

    process.stop()

    assert not is_alive(pid)
    assert not address.parent.exists()


@pytest.mark.parametrize(
    ("options", "is_forked"), [(["-Xfrozen_modules=off"], True), (["-O"], False)]
)
async def test_only_options_that_do_not_matter_are_passed_over(
    warm: WarmProcess,
    start_kernel: StartKernel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    is_forked: bool,
) -> None:
    command = [sys.executable, *options, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    specification = tmp_path / "kernels" / "special" / "kernel.json"
    specification.parent.mkdir(parents=True)
    specification.write_text(
        json.dumps({"argv": command, "display_name": "Special", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    kernel = await start_kernel(kernel_name="special")

    assert kernel.is_forked is is_forked
    assert await kernel.run("print(6 * 7)") == "42"
