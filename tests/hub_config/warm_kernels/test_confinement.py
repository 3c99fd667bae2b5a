"""Confined kernels, all of one user: what they cannot do, and that their work goes on."""

import http.server
import json
import logging
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub_config.warm_kernels import WarmProcess
from hub_config.warm_kernels.landlock import landlock_version
from hub_config.warm_kernels.system_call_numbers import AARCH64, X86_64

from .conftest import PRELOAD, Kernel, StartKernel, until

pytestmark = pytest.mark.skipif(landlock_version() < 6, reason="needs Landlock, version 6")

HERE = str(Path(__file__).parent)


@pytest.fixture(params=[True, False], ids=["bare", "full"])
def bare(request: pytest.FixtureRequest) -> bool:
    """Run the tests here for both sorts of kernels."""
    return bool(request.param)


@pytest.fixture
def allowed() -> dict[str, Any]:
    """Say what the kernels of a test may do."""
    return {"readable": [HERE], "memory_mb": 700, "processor_seconds": 60}


@pytest.fixture
def confinement(
    allowed: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """Confine the kernels of a test."""
    monkeypatch.setenv("WARM_KERNELS_CONFINEMENT", json.dumps(allowed))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return allowed


@pytest.fixture(params=["forked", "ordinary"])
async def kernel(
    request: pytest.FixtureRequest,
    confinement: dict[str, Any],
    warm: WarmProcess,
    start_kernel: StartKernel,
) -> Kernel:
    """Give a confined kernel, forked or not."""
    if request.param == "forked":
        kernel = await start_kernel()
        assert kernel.is_forked
    else:
        kernel = await start_kernel(preload=())
        assert not kernel.is_forked
    return kernel


async def _read(kernel: Kernel, path: object) -> str:
    return await kernel.run(f"print(open({str(path)!r}, 'rb').read(100))")


async def test_files_that_are_not_named_cannot_be_read_or_listed(
    kernel: Kernel, tmp_path: Path
) -> None:
    secret = tmp_path / "data" / "secret"
    secret.parent.mkdir()
    secret.write_text("secret")

    assert await _read(kernel, secret) == "PermissionError"
    assert await kernel.run(f"import os; os.listdir({str(secret.parent)!r})") == "PermissionError"
    assert await kernel.run(f"open({str(secret)!r}, 'w')") == "PermissionError"
    assert await kernel.run(f"os.rename({str(secret)!r}, 'mine')") == "PermissionError"
    assert "test_files" in await kernel.run(f"print(open({__file__!r}).read())")
    assert await kernel.run(f"open({__file__!r}, 'a')") == "PermissionError"
    assert secret.read_text() == "secret"


async def test_memory_and_environment_of_other_processes_are_closed(kernel: Kernel) -> None:
    for pid in (os.getpid(), await kernel.run("import os; print(os.getppid())")):
        for name in ("environ", "mem", "maps", "cmdline", "fd/0"):
            assert await _read(kernel, f"/proc/{pid}/{name}") == "PermissionError"
        trace = f"import ctypes; print(ctypes.CDLL(None).ptrace(16, {pid}, 0, 0))"
        assert await kernel.run(trace) == "-1"


async def test_kernel_reaches_nothing_of_another(
    warm: WarmProcess, start_kernel: StartKernel, confinement: dict[str, Any]
) -> None:
    mine, other = await start_kernel(), await start_kernel()
    assert mine.is_forked
    assert other.is_forked
    mark = await other.run("import tempfile; f = open(tempfile.mkstemp()[1], 'w'); print(f.name)")

    for name in ("environ", "mem", "maps", "fd", "net/unix"):
        assert await _read(mine, f"/proc/{other.pid}/{name}") == "PermissionError"
    assert await _read(mine, mark) == "PermissionError"
    assert await _read(mine, other.manager.connection_file) == "PermissionError"
    assert await mine.run(f"import os; os.kill({other.pid}, 9)") == "PermissionError"
    assert await mine.run(f"os.kill({warm.pid}, 9)") == "PermissionError"
    folder = os.path.dirname(other.manager.ip)
    assert await mine.run(f"os.listdir({folder!r})") == "PermissionError"
    assert await other.run("print('well')") == "well"


# Each thread has filters of its own, so one that was there before is asked as well.
_CONNECT = """
import asyncio, ctypes, socket, threading

def reach(address):
    kinds = (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM)
    for kind in kinds:
        yield lambda: socket.socket(socket.AF_UNIX, kind).connect(address)
        yield lambda: socket.socketpair(type=kind)[0].sendto(b"x", address)
    name = b"\\1\\0" + address.encode() + b"\\0"
    for file in range(512):
        yield lambda: connect(file, name)

def connect(file, name):
    if ctypes.CDLL(None).connect(file, name, len(name)):
        raise OSError

def attempt(addresses, told, done):
    for reaching in (one for address in addresses for one in reach(address)):
        try:
            reaching()
            told.append("reached")
        except OSError:
            told.append("refused")
    done.set()

def attempts(addresses):
    for start in (get_ipython().kernel.control_thread.io_loop.add_callback, run_here):
        told, done = [], threading.Event()
        start(attempt, addresses, told, done)
        done.wait(10)
        print(len(told), *{*told})

def run_here(function, *arguments):
    function(*arguments)
"""


async def test_kernel_connects_to_no_socket_of_another_or_of_the_warm_process(
    kernel: Kernel, warm: WarmProcess, start_kernel: StartKernel
) -> None:
    other = await start_kernel()
    addresses = [f"{other.manager.ip}-{port}" for port in other.manager.ports]
    addresses.append(warm.environment()["WARM_KERNELS_ADDRESS"])
    for address in addresses:
        assert Path(address).is_socket()
    await kernel.run(_CONNECT)

    tries = len(addresses) * (2 * 3 + 512)
    assert await kernel.run(f"attempts({addresses!r})") == "\n".join([f"{tries} refused"] * 2)
    assert await kernel.run("asyncio.new_event_loop().close()") == ""  # which needs a pair
    for one in (kernel, other):
        assert await one.run("print('well')") == "well"
        assert await until(one.client.hb_channel.is_beating)


async def test_kernel_deletes_no_socket_of_another(
    kernel: Kernel, start_kernel: StartKernel
) -> None:
    other = await start_kernel()
    address = f"{other.manager.ip}-{other.manager.shell_port}"

    assert await kernel.run(f"import os; os.unlink({address!r})") == "PermissionError"


# What could be done to a file that one may write to: all of it fails, or changes nothing.
_SPOIL = """
import fcntl, mmap, os
for file in (1, 2):
    for spoil in (
        lambda: os.ftruncate(file, 0),
        lambda: os.pwrite(file, b"spoilt", 0),
        lambda: os.lseek(file, 0, 0),
        lambda: os.posix_fallocate(file, 0, 100_000),
        lambda: mmap.mmap(file, 10),
        lambda: open(f"/proc/self/fd/{file}", "r+b").truncate(0),
    ):
        try:
            spoil()
            print("done")
        except (OSError, ValueError):
            pass
    fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) & ~os.O_APPEND)
    os.write(file, b"said\\n")
"""


async def test_kernel_adds_lines_to_the_log_and_cannot_spoil_it(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    tmp_path: Path,
    preload: tuple[str, ...],
) -> None:
    log = tmp_path / "log"
    log.write_text("what others said\n" * 10)
    with log.open("ab") as file:
        kernel = await start_kernel(preload=preload, stdout=file, stderr=file)
    assert kernel.is_forked == bool(preload)

    assert await kernel.run(_SPOIL) == ""
    await kernel.run("os.write(1, b'\\x1b[2Jclear\\n[I 2026-11-25 JupyterHub] lie\\n')")

    assert await until(lambda: "lie" in log.read_text())
    name = f"Kernel {kernel.manager.provisioner.kernel_id}: "  # type: ignore[union-attr]
    lines = log.read_text().splitlines()
    said = lines[10:]
    assert lines[:10] == ["what others said"] * 10
    assert all(line.startswith(name) for line in said)
    assert said.count(f"{name}said") == 2
    assert f"{name}\N{REPLACEMENT CHARACTER}[2Jclear" in said


async def test_why_a_kernel_crashed_is_in_the_log(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    tmp_path: Path,
    preload: tuple[str, ...],
) -> None:
    log = tmp_path / "log"
    with log.open("ab") as file:
        kernel = await start_kernel(preload=preload, stdout=file, stderr=file)

    kernel.client.execute("import faulthandler as f, sys; f.enable(sys.__stderr__); f._sigsegv()")

    assert await until(lambda: kernel.process.poll() is not None)
    assert await until(lambda: "Fatal Python error: Segmentation fault" in log.read_text())


async def test_kernel_that_prints_without_end_does_not_fill_the_log(
    start_kernel: StartKernel, warm: WarmProcess, confinement: dict[str, Any], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with log.open("ab") as file:
        kernel = await start_kernel(stdout=file, stderr=file)
        other = await start_kernel(stdout=file, stderr=file)

    endless = "import os\nwhile True: os.write(1, b'and so on, and so on\\n' * 100)"
    assert await kernel.run(endless) == "BrokenPipeError"

    await other.run("import os; os.write(1, b'still heard\\n')")
    assert await until(lambda: "still heard" in log.read_text())
    assert "prints too much" in log.read_text()
    assert log.stat().st_size < 1_000_000
    assert await kernel.run("print('well')") == "well"


@pytest.fixture(params=[PRELOAD, ()], ids=["forked", "ordinary"])
def preload(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Say what to load before, for a kernel that is to be forked; nothing, for one that is not."""
    return tuple(request.param)


@pytest.mark.parametrize("transport", ["ipc", "tcp"])
async def test_kernel_listens_nowhere_else(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    preload: tuple[str, ...],
    transport: str,
) -> None:
    kernel = await start_kernel(preload=preload, transport=transport)
    assert kernel.is_forked == bool(preload)

    assert await kernel.run("import socket as s; s.socket().listen()") == "OSError"
    assert await kernel.run("s.create_server(('127.0.0.1', 0))") == "PermissionError"
    assert await until(kernel.client.hb_channel.is_beating)


async def test_another_program_is_confined_by_tcp_alone(
    start_kernel: StartKernel, confinement: dict[str, Any], tmp_path: Path, monkeypatch: Any
) -> None:
    here = tmp_path / "kernels" / "own"
    here.mkdir(parents=True)
    run = "from ipykernel.kernelapp import launch_new_instance as run; run()"
    program = {"argv": [sys.executable, "-c", run, "-f", "{connection_file}"]}
    (here / "kernel.json").write_text(json.dumps({**program, "display_name": "Own"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    (tmp_path / "secret").write_text("secret")

    with pytest.raises(ValueError, match="only be confined with the transport “tcp”"):
        await start_kernel(kernel_name="own")
    kernel = await start_kernel(kernel_name="own", transport="tcp")

    assert await _read(kernel, tmp_path / "secret") == "PermissionError"
    assert await kernel.run("import socket as s; s.socket(s.AF_UNIX)") == "OSError"


async def test_who_only_knows_where_the_key_is_gets_no_kernel(warm: WarmProcess) -> None:
    address = Path(warm.environment()["WARM_KERNELS_ADDRESS"])
    request = {"arguments": [], "environment": {}, "folder": "/", "confinement": ""}
    key = os.open(address.with_name("key"), os.O_PATH)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(str(address))
        socket.send_fds(connection, [json.dumps(request).encode()], [key, 1, 2])
        answer = connection.recv(1000)
    os.close(key)

    assert b"pid" not in answer
    assert warm.is_ready


async def test_only_the_named_port_can_be_reached(
    warm: WarmProcess,
    start_kernel: StartKernel,
    served: int,
    allowed: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    confinement: dict[str, Any],
) -> None:
    allowed["ports"] = [served]
    monkeypatch.setenv("WARM_KERNELS_CONFINEMENT", json.dumps(allowed))
    kernel = await start_kernel()
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        there = elsewhere.getsockname()[1]

        get = "import httpx; print(httpx.get('http://localhost:{}/').text)"
        assert await kernel.run(get.format(served)) == "hello"
        assert await kernel.run(get.format(there)) == "ConnectError"
        for kind in ("AF_INET, s.SOCK_DGRAM", "AF_NETLINK, s.SOCK_DGRAM", "AF_INET, 1, 262"):
            assert await kernel.run(f"import socket as s; s.socket(s.{kind})") == "OSError"
        early = f"s.socket().sendto(b'x', s.MSG_FASTOPEN, ('127.0.0.1', {there}))"
        assert await kernel.run(early) == "OSError"
        assert await kernel.run("s.create_server(('127.0.0.1', 0))") == "PermissionError"
        assert await kernel.run("s.socket().listen()") == "OSError"  # at a port of Linux's choice


@pytest.fixture
def served() -> Iterator[int]:
    """Serve “hello” at a port."""

    class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Hello) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


async def test_kernel_starts_no_process_whose_limits_would_be_its_own(kernel: Kernel) -> None:
    assert await kernel.run("import os; os.fork()") == "OSError"
    assert await kernel.run("import subprocess; subprocess.run(['/usr/bin/id'])") == "OSError"
    thread = "import threading; t = threading.Thread(target=print, args=['ran']); t.start()"
    assert "Error" not in await kernel.run(f"{thread}; t.join()")


async def test_what_all_processes_of_a_user_or_the_system_share_is_closed(kernel: Kernel) -> None:
    calls = (
        *("shmget(1, 1, 0o1600)", "shmat(0, 0, 0)", "msgget(1, 0o1600)", "semget(1, 1, 0o1600)"),
        *("syscall(numbers['userfaultfd'], 0)",),
        *("syscall(numbers['add_key'], b'user', b'name', b'x', 1, -4)",),
        *("syscall(numbers['keyctl'], 0, -4, 0)",),
    )
    numbers = {"x86_64": X86_64, "aarch64": AARCH64}[platform.machine()]
    await kernel.run(f"import ctypes; c = ctypes.CDLL(None); numbers = {numbers!r}")

    for call in calls:
        assert await kernel.run(f"print(c.{call})") == "-1", call


async def test_names_in_folders_cannot_be_watched(kernel: Kernel) -> None:
    watch = "import ctypes; c = ctypes.CDLL(None); print(c.inotify_init(), c.fanotify_init(0, 0))"

    assert await kernel.run(watch) == "-1 -1"


async def test_files_mode_owner_times_and_attributes_cannot_be_changed(
    kernel: Kernel, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    before = secret.stat()

    for call in (f"chmod({str(secret)!r}, 0o777)", f"utime({str(secret)!r})"):
        assert await kernel.run(f"import os; os.{call}") == ""  # without a word, for shutil's sake
    for call in (f"chown({str(secret)!r}, -1, -1)", f"setxattr({str(secret)!r}, 'user.x', b'x')"):
        assert await kernel.run(f"os.{call}") == "OSError"
    assert secret.stat() == before


async def test_limits_and_turns_of_other_processes_cannot_be_changed(kernel: Kernel) -> None:
    pid = os.getpid()

    assert await kernel.run(f"import resource as r; r.prlimit({pid}, r.RLIMIT_CPU)") == "OSError"
    assert await kernel.run("print(r.getrlimit(r.RLIMIT_CORE))") == "(0, 0)"
    assert await kernel.run(f"import os; os.setpriority(0, {pid}, 0)") == "OSError"
    assert await kernel.run(f"os.sched_setaffinity({pid}, [0])") == "OSError"
    idle = f"os.sched_setscheduler({pid}, os.SCHED_IDLE, os.sched_param(0))"
    assert await kernel.run(idle) == "OSError"


async def test_kernel_of_root_has_lost_roots_powers(kernel: Kernel) -> None:
    held = "print(*[l for l in open('/proc/self/status') if l.startswith('CapPrm')])"
    assert int((await kernel.run(held)).split()[1], 16) in {0, 2}
    assert await kernel.run("import os; os.chroot('/')") == "PermissionError"


_AS_ANYBODY = """
import os, signal, socket, sys
from hub_config.warm_kernels.system_call_filter import refuse_unix_sockets
from hub_config.warm_kernels.confinement import Confinement, confine

folder, anybody = sys.argv[1], int(sys.argv[2])
os.setgroups([])
os.setgid(anybody)
os.setuid(anybody)
neighbour = os.fork()
if neighbour == 0:
    os.close(1)
    os.close(2)
    signal.alarm(60)
    signal.pause()
readable = (f"{folder}/open", f"{folder}/shut/inside")
confine(Confinement(readable=readable, memory_mb=500))
refuse_unix_sockets()
for attempt in (
    lambda: print(open(f"{folder}/open").read()),
    lambda: socket.socketpair(),
    lambda: open(f"{folder}/secret"),
    lambda: open(f"/proc/{neighbour}/environ"),
    lambda: os.kill(neighbour, signal.SIGKILL),
    lambda: os.setuid(0),
    lambda: os.fork(),
    lambda: socket.socket(socket.AF_UNIX),
    lambda: bytearray(600_000_000),
):
    try:
        attempt()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
print(neighbour)
"""
_ANYBODY = 23456


@pytest.mark.skipif(os.getuid() != 0, reason="the other tests were of an ordinary user already")
def test_processes_of_an_ordinary_user_are_confined_as_those_of_root() -> None:
    with tempfile.TemporaryDirectory() as folder:  # unlike pytest's, where others may enter
        os.chmod(folder, 0o755)
        for name in ("open", "secret"):
            (Path(folder) / name).write_text(name)
            (Path(folder) / name).chmod(0o644)
        (Path(folder) / "shut").mkdir(mode=0o700)

        ran = subprocess.run(
            [sys.executable, "-c", _AS_ANYBODY, folder, str(_ANYBODY)],
            capture_output=True,
            text=True,
            timeout=30,
        )

    *said, neighbour = ran.stdout.split()
    os.kill(int(neighbour), signal.SIGKILL)
    refused = [*["PermissionError"] * 4, *["OSError"] * 2, "MemoryError"]
    assert said == ["open", *refused], ran.stderr


async def test_more_memory_than_allowed_is_refused_and_the_kernel_goes_on(kernel: Kernel) -> None:
    assert await kernel.run("much = bytearray(800_000_000)") == "MemoryError"
    assert await kernel.run("import mmap; much = mmap.mmap(-1, 800_000_000)") == "OSError"
    assert await kernel.run("import os; os.memfd_create('much')") == "OSError"
    assert await kernel.run("some = bytearray(100_000_000); print(len(some))") == "100000000"


async def test_kernel_that_spins_ends_and_the_log_says_why(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    allowed: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("WARM_KERNELS_CONFINEMENT", json.dumps({**allowed, "processor_seconds": 1}))
    kernel = await start_kernel()
    logger = logging.getLogger("traitlets")
    monkeypatch.setattr(logger, "propagate", True)

    kernel.client.execute("while True: pass")

    assert await until(lambda: kernel.process.poll() is not None, seconds=60)
    assert kernel.process.returncode == -signal.SIGXCPU
    with caplog.at_level("WARNING"):
        assert not await kernel.manager.is_alive()
    assert "used all its processor time" in caplog.text


async def test_kernel_with_very_many_threads_is_ended_when_its_manager_looks(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(logging.getLogger("traitlets"), "propagate", True)
    begin = "for _ in range({}): threading.Thread(target=done.wait, daemon=True).start()"
    await kernel.run("import threading; threading.stack_size(1 << 15); done = threading.Event()")
    await kernel.run(begin.format(100))
    assert await kernel.manager.is_alive()

    await kernel.run(begin.format(150))
    with caplog.at_level("WARNING"):
        await kernel.manager.is_alive()

    assert "has too many threads" in caplog.text
    assert await until(lambda: kernel.process.poll() is not None)


async def test_folder_of_its_own_is_for_temporary_files_and_goes_with_the_kernel(
    kernel: Kernel,
) -> None:
    write = "import tempfile; f = tempfile.NamedTemporaryFile(); f.write(b'x'); print(f.name)"
    name = await kernel.run(write)
    assert "/kernel-" in name
    assert await kernel.run("import os; print(os.environ['HOME'] in f.name)") == "True"

    await kernel.manager.shutdown_kernel()

    assert not Path(name).parent.exists()


async def test_folder_named_for_writing_can_be_written(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    allowed: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "output").mkdir()
    allowed["writable"] = [str(tmp_path / "output")]
    monkeypatch.setenv("WARM_KERNELS_CONFINEMENT", json.dumps(allowed))
    kernel = await start_kernel(transport="tcp")  # as papermill starts them

    said = await kernel.run(
        f"print(open({str(tmp_path / 'output' / 'poster')!r}, 'w').write('ok'))"
    )

    assert kernel.is_forked
    assert said == "2"


async def test_restarted_kernel_is_confined_as_before(kernel: Kernel, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")

    await kernel.manager.restart_kernel(now=True)
    await kernel.reconnect()

    assert await _read(kernel, tmp_path / "secret") == "PermissionError"
    assert "/kernel-" in await kernel.run("import tempfile; print(tempfile.mkstemp()[1])")
    assert await until(kernel.client.hb_channel.is_beating)


async def test_system_without_landlock_is_named_in_the_log_once(
    warm: WarmProcess,
    start_kernel: StartKernel,
    confinement: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from hub_config.warm_kernels import provisioner

    provisioner._say_what_is_missing.cache_clear()
    monkeypatch.setattr(provisioner, "landlock_version", lambda: 0)
    monkeypatch.setattr(logging.getLogger("traitlets"), "propagate", True)

    with caplog.at_level("WARNING"):
        for _ in range(2):
            kernel = await start_kernel()
    provisioner._say_what_is_missing.cache_clear()

    assert caplog.text.count("This system has no Landlock") == 1
    assert await kernel.run("print(6 * 7)") == "42"
