"""Kernels from one warm process share what was loaded there, and nothing else."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from hub_config.warm_kernels import WarmProcess, keep_warm

from .conftest import StartKernel

_FILES = """
import os
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        continue
    if int(name) > 2 and target.startswith(("socket", "pipe", "/")):
        print(target)
"""


def _open_in(pid: int) -> set[str]:
    """List sockets and pipes; these have numbers of their own in the whole system."""
    targets = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            targets.add(str(file.readlink()) if int(file.name) > 2 else "")
    return {target for target in targets if target.startswith(("socket", "pipe"))}


@pytest.fixture(params=[False, True], ids=["full", "bare"])
def bare(request: pytest.FixtureRequest) -> bool:
    """Run every test here for both sorts of kernels."""
    return bool(request.param)


async def test_kernel_sees_the_environment_of_its_request_alone(
    warm: WarmProcess, start_kernel: StartKernel, least_environment: dict[str, str]
) -> None:
    kernel = await start_kernel(env={**least_environment, "MINE": "1"})
    start = await kernel.run("import os; print(sorted(os.environ))")

    assert kernel.is_forked
    # The first is jupyter_client's; the others ipykernel sets in every kernel, forked or not.
    added = {"JPY_PARENT_PID", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GIT_PAGER", "PAGER"}
    added |= {"TERM", "MPLBACKEND", "PYDEVD_USE_FRAME_EVAL"}
    assert set(eval(start)) - added == {*least_environment, "MINE"}


def test_warm_process_holds_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    process = keep_warm(["json"])
    try:
        assert process.wait_until_ready()
        assert process.pid is not None

        assert "secret" not in Path(f"/proc/{process.pid}/environ").read_text()
    finally:
        process.stop()


async def test_random_numbers_differ_between_kernels(
    warm: WarmProcess, start_kernel: StartKernel
) -> None:
    code = """
import random, tempfile, multiprocessing, numpy
print(random.random())
print(numpy.random.random())
print(tempfile.mktemp())
print(multiprocessing.current_process().authkey.hex())
"""
    first = (await (await start_kernel()).run(code)).split()
    second = (await (await start_kernel()).run(code)).split()

    assert len(first) == 4
    assert not set(first) & set(second)


async def test_no_socket_or_pipe_is_shared(warm: WarmProcess, start_kernel: StartKernel) -> None:
    first = await start_kernel()
    second = await start_kernel()
    assert warm.pid is not None

    groups = [_open_in(pid) for pid in (first.pid, second.pid, warm.pid, os.getpid())]

    assert all(groups)
    assert not groups[0] & groups[1]
    assert not (groups[0] | groups[1]) & (groups[2] | groups[3])


async def test_file_that_a_module_holds_open_does_not_reach_the_kernel(
    start_kernel: StartKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: bool
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "holds_a_file.py").write_text(f"held = open({str(tmp_path / 'secret.txt')!r})")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    process = keep_warm(["holds_a_file"], bare=bare)
    try:
        assert process.wait_until_ready()
        kernel = await start_kernel(preload=("holds_a_file",))

        files = await kernel.run(_FILES)
        read = await kernel.run("import holds_a_file; print(repr(holds_a_file.held.read()))")

        assert kernel.is_forked
        assert "secret.txt" not in files
        assert read == "''"
    finally:
        process.stop()


async def test_signals_and_session_are_as_in_an_ordinary_kernel(
    warm: WarmProcess, start_kernel: StartKernel
) -> None:
    code = """
import os
print(os.getsid(0) == os.getpid() == os.getpgrp())
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(*(status[name].strip() for name in ("SigBlk", "SigCgt", "SigIgn")))
"""
    forked = await start_kernel()
    ordinary = await start_kernel(preload=())

    assert forked.is_forked
    assert not ordinary.is_forked
    assert _but_inherited(await forked.run(code)) == _but_inherited(await ordinary.run(code))


def _but_inherited(said: str) -> list[str | int]:
    """Leave out the signals that whoever runs the tests ignores, as nohup does.

    An ordinary kernel inherits them; a forked one starts with none.
    """
    *same, ignored = said.split()
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return [*same, int(ignored, 16) & ~int(status["SigIgn"], 16)]


async def test_search_path_arguments_and_folder_are_as_in_an_ordinary_kernel(
    warm: WarmProcess, start_kernel: StartKernel, tmp_path: Path
) -> None:
    code = "import os, sys; print(sys.path, len(sys.argv), os.getcwd())"
    forked = await start_kernel(cwd=str(tmp_path))
    ordinary = await start_kernel(preload=(), cwd=str(tmp_path))

    assert str(tmp_path) in await forked.run("import os; print(os.getcwd())")
    assert (await forked.run(code)) == (await ordinary.run(code))


def test_warm_process_has_one_thread_and_runs_alone(warm: WarmProcess) -> None:
    assert psutil.Process(warm.pid).num_threads() == 1


def test_its_folder_is_private(warm: WarmProcess) -> None:
    address = Path(warm.environment()["WARM_KERNELS_ADDRESS"])

    assert address.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as somebody else")
def test_another_user_gets_no_kernel(tmp_path: Path) -> None:
    process = keep_warm(["base64"])
    try:
        assert process.wait_until_ready()
        address = Path(process.environment()["WARM_KERNELS_ADDRESS"])
        # As if the folder had been opened to all by mistake.
        address.parent.chmod(0o755)
        address.chmod(0o666)
        code = """
import contextlib, json, os, socket, sys
os.setuid(65534)
connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
connection.settimeout(5)
connection.connect(sys.argv[1])
print(connection.recv(1000).decode())  # it does not wait for the question
request = {"arguments": [], "environment": {}, "folder": "/"}
with contextlib.suppress(OSError):
    socket.send_fds(connection, [json.dumps(request).encode()], [1, 2])
    print(connection.recv(1000).decode())
"""
        answer = subprocess.run(
            [sys.executable, "-c", code, str(address)],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    finally:
        process.stop()

    assert "another user" in answer.stdout
    assert "pid" not in answer.stdout
