"""What is particular to bare kernels. All that they share with others is in the other tests."""

import os
from pathlib import Path

import pytest

from hub_config.warm_kernels import WarmProcess, keep_warm

from .conftest import StartKernel


@pytest.fixture
def bare() -> bool:
    """Make the kernels of these tests bare ones."""
    return True


async def test_kernel_is_blind_to_what_somebody_has_configured(
    warm: WarmProcess, start_kernel: StartKernel, tmp_path: Path
) -> None:
    profile = tmp_path / ".ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup" / "begin.py").write_text("started = 1")
    configuration = "c.InteractiveShellApp.exec_lines = ['configured = 1']"
    (profile / "ipython_kernel_config.py").write_text(configuration)
    (tmp_path / "ipython_kernel_config.py").write_text(configuration)

    kernel = await start_kernel(env={**os.environ, "HOME": str(tmp_path)}, cwd=str(tmp_path))

    assert kernel.is_forked
    assert await kernel.run("print({'started', 'configured'} & {*globals()})") == "set()"


async def test_kernel_keeps_no_history(warm: WarmProcess, start_kernel: StartKernel) -> None:
    kernel = await start_kernel()
    await kernel.run("a = 1")

    assert await kernel.run("import os; print(get_ipython().history_manager.enabled)") == "False"
    assert "sqlite" not in " ".join(
        os.readlink(f) for f in Path(f"/proc/{kernel.pid}/fd").iterdir()
    )


async def test_kernel_says_that_it_has_no_debugger(
    warm: WarmProcess, start_kernel: StartKernel
) -> None:
    kernel = await start_kernel()

    kernel.client.kernel_info()
    while (reply := await kernel.client.get_shell_msg(timeout=10))["msg_type"] != (
        "kernel_info_reply"
    ):
        pass

    assert "debugger" not in reply["content"].get("supported_features", [])
    assert not reply["content"].get("debugger")


async def test_kernels_have_names_of_their_own(
    warm: WarmProcess, start_kernel: StartKernel
) -> None:
    code = "k = get_ipython().kernel; print(k.ident, k.session.session)"
    first = (await (await start_kernel()).run(code)).split()
    second = (await (await start_kernel()).run(code)).split()

    assert not set(first) & set(second)


async def test_first_cell_has_the_number_one(warm: WarmProcess, start_kernel: StartKernel) -> None:
    kernel = await start_kernel()

    request = kernel.client.execute("6 * 7")
    while (reply := await kernel.client.get_shell_msg(timeout=10))["parent_header"].get(
        "msg_id"
    ) != request:
        pass

    assert reply["content"]["execution_count"] == 1


@pytest.mark.parametrize(
    ("argument", "is_forked"),
    [("--HistoryManager.hist_file=:memory:", True), ("--IPKernelApp.exec_lines=x=1", False)],
)
async def test_argument_that_it_has_no_use_for_starts_an_ordinary_kernel(
    warm: WarmProcess,
    start_kernel: StartKernel,
    argument: str,
    is_forked: bool,
) -> None:
    kernel = await start_kernel(extra_arguments=[argument])

    assert kernel.is_forked is is_forked
    assert await kernel.run("print(6 * 7)") == "42"


async def test_function_given_with_its_module_is_called_before_the_fork(
    start_kernel: StartKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rehearsed.py").write_text(
        "import os\ncalled_in = []\ndef rehearse():\n    called_in.append(os.getpid())"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    process = keep_warm(["rehearsed:rehearse"], bare=True)
    try:
        assert process.wait_until_ready()
        kernel = await start_kernel(preload=("rehearsed:rehearse",))

        said = await kernel.run("import rehearsed; print(rehearsed.called_in)")

        assert said == str([process.pid])
    finally:
        process.stop()


async def test_kernel_owns_less_memory_than_a_full_one(
    warm: WarmProcess, start_kernel: StartKernel
) -> None:
    kernel = await start_kernel()
    await kernel.run("print(6 * 7)")

    lines = Path(f"/proc/{kernel.pid}/smaps_rollup").read_text().splitlines()
    owned_kb = next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty"))

    assert owned_kb < 15_000  # 10 MB when this was written, 22 MB of a full one
    assert len(list(Path(f"/proc/{kernel.pid}/task").iterdir())) <= 7
