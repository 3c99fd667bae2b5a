"""Forked kernels are to their managers what ordinary ones are."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from hub_config.warm_kernels import WarmProcess

from .conftest import StartKernel, is_alive, until

pytestmark = pytest.mark.usefixtures("warm")


@pytest.fixture(params=[False, True], ids=["full", "bare"])
def bare(request: pytest.FixtureRequest) -> bool:
    """Run every test here for both sorts of kernels."""
    return bool(request.param)


@pytest.mark.parametrize("transport", ["ipc", "tcp"])
async def test_kernel_is_forked_and_runs_code(
    warm: WarmProcess, start_kernel: StartKernel, transport: str
) -> None:
    kernel = await start_kernel(transport=transport)

    assert kernel.is_forked
    assert await kernel.run("import os; print(6 * 7, os.getppid())") == f"42 {warm.pid}"


async def test_cell_that_sleeps_is_interrupted(start_kernel: StartKernel, tmp_path: Path) -> None:
    kernel = await start_kernel(cwd=str(tmp_path))
    cell = asyncio.create_task(kernel.run("import time; open('on', 'w'); time.sleep(60)"))
    assert await until((tmp_path / "on").exists)

    await kernel.manager.interrupt_kernel()

    assert "KeyboardInterrupt" in await asyncio.wait_for(cell, 5)
    assert await kernel.run("print('still here')") == "still here"


async def test_restart_gives_a_new_process_without_the_old_names(
    start_kernel: StartKernel,
) -> None:
    kernel = await start_kernel()
    await kernel.run("mine = 1")
    before = kernel.pid

    await kernel.manager.restart_kernel(now=True)
    await kernel.reconnect()

    assert kernel.is_forked
    assert kernel.pid != before
    assert not is_alive(before)
    assert await kernel.run("print('mine' in globals())") == "False"


async def test_shutdown_lets_the_kernel_finish_and_ends_it(start_kernel: StartKernel) -> None:
    kernel = await start_kernel()
    pid = kernel.pid
    await kernel.run("import atexit; atexit.register(open, 'finished', 'w')")
    folder = await kernel.run(
        "import os, tempfile; os.chdir(tempfile.mkdtemp()); print(os.getcwd())"
    )

    await kernel.manager.shutdown_kernel()

    assert not is_alive(pid)
    assert os.listdir(folder) == ["finished"]


async def test_killed_kernel_is_found_dead(start_kernel: StartKernel) -> None:
    kernel = await start_kernel()
    assert await kernel.manager.is_alive()

    os.kill(kernel.pid, signal.SIGKILL)

    assert await until(lambda: kernel.process.poll() is not None)
    assert not await kernel.manager.is_alive()
    assert kernel.process.returncode == -signal.SIGKILL


async def test_exit_code_reaches_the_manager(start_kernel: StartKernel) -> None:
    kernel = await start_kernel()

    kernel.client.execute("import os; os._exit(7)")

    assert await until(lambda: kernel.process.poll() is not None)
    assert kernel.process.wait() == 7


async def test_programs_that_a_cell_started_end_with_a_killed_kernel(
    start_kernel: StartKernel,
) -> None:
    kernel = await start_kernel()
    child = int(await kernel.run("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))

    await kernel.manager.shutdown_kernel(now=True)

    assert await until(lambda: not is_alive(child))


async def test_eight_start_at_once(start_kernel: StartKernel) -> None:
    kernels = await asyncio.gather(*(start_kernel() for _ in range(8)))

    answers = await asyncio.gather(*(k.run("import os; print(os.getpid())") for k in kernels))

    assert all(kernel.is_forked for kernel in kernels)
    assert {int(answer) for answer in answers} == {kernel.pid for kernel in kernels}
    assert len(set(answers)) == 8


async def test_widgets_answer_a_page_that_asks_for_them(start_kernel: StartKernel) -> None:
    kernel = await start_kernel()

    targets = await kernel.run(
        "import ipywidgets; print(sorted(get_ipython().kernel.comm_manager.targets))"
    )

    assert targets == "['jupyter.widget', 'jupyter.widget.control']"


@pytest.mark.parametrize("bare", [False], indirect=True)
async def test_debugger_answers(start_kernel: StartKernel) -> None:
    kernel = await start_kernel()
    dap = {"type": "request", "seq": 1, "command": "initialize", "arguments": {"adapterID": "x"}}

    kernel.client.control_channel.send(kernel.client.session.msg("debug_request", dap))
    reply = await kernel.client.get_control_msg(timeout=10)

    assert reply["content"]["success"]
