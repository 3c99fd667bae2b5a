"""What a warm process saves: kernels forked from it against kernels started the ordinary way.

    .venv/bin/python benchmarks/warm_kernels.py

Both are measured in turn, in one run; the ratios say more than the seconds, which other work on the
machine changes.
"""

import asyncio
import os
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path

from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from hub_config.warm_kernels import WarmProvisioner, keep_warm
from hub_config.warm_kernels.forked_kernel import ForkedKernel

_PRELOAD = ("pandas", "bqplot", "ipywidgets")
_CELL = "import bqplot, ipywidgets, pandas\nprint(pandas.DataFrame({'x': range(36)}).describe())"
_RUNS = 7
_AT_ONCE = 8


@dataclass
class Figures:
    """What was measured of one kind of kernel."""

    first_cell_seconds: list[float] = field(default_factory=list)
    at_once_seconds: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def _proportional_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


async def _start(folder: str, number: int, *, forked: bool) -> AsyncKernelManager:
    config = Config()
    config.WarmProvisioner.preload = list(_PRELOAD)
    factory = KernelProvisionerFactory.instance()
    factory.default_provisioner_name = "warm-kernels" if forked else "local-provisioner"
    file = str(Path(folder) / f"{number}.json")
    manager = AsyncKernelManager(transport="ipc", config=config, connection_file=file)
    await manager.start_kernel()
    if isinstance(manager.provisioner.process, ForkedKernel) is not forked:
        raise RuntimeError("this kernel was not started as it should be")
    return manager


async def _first_cell(manager: AsyncKernelManager) -> AsyncKernelClient:
    client = manager.client()
    client.start_channels()
    request = client.execute(_CELL)
    while True:
        reply = await client.get_shell_msg(timeout=60)
        if reply["parent_header"]["msg_id"] == request:
            break
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"the cell failed: {reply['content']}")
    return client


async def _measure(figures: Figures, count: int, *, forked: bool) -> None:
    async def one(number: int) -> tuple[AsyncKernelManager, AsyncKernelClient]:
        manager = await _start(folder, number, forked=forked)
        return manager, await _first_cell(manager)

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        kernels = await asyncio.gather(*(one(number) for number in range(count)))
        seconds = time.perf_counter() - began
        if count == 1:
            figures.first_cell_seconds.append(seconds)
        else:
            figures.at_once_seconds.append(seconds)
            figures.memory_mb += [_proportional_mb(m.provisioner.pid) for m, _ in kernels]
        for manager, client in kernels:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)


def _line(what: str, ordinary: list[float], forked: list[float], unit: str) -> str:
    before, after = statistics.median(ordinary), statistics.median(forked)
    return f"{what:<38}{before:>8.2f} {unit:<3}{after:>8.2f} {unit:<3}{before / after:>7.1f}"


async def _run() -> None:
    entry = f"{WarmProvisioner.__module__}:{WarmProvisioner.__name__}"
    group = KernelProvisionerFactory.GROUP_NAME
    KernelProvisionerFactory.provisioners["warm-kernels"] = EntryPoint("warm-kernels", entry, group)
    warm = keep_warm(_PRELOAD)
    began = time.perf_counter()
    if not warm.wait_until_ready():
        raise SystemExit("The warm process did not start.")
    ready = time.perf_counter() - began
    ordinary, forked = Figures(), Figures()
    for count in [1] * _RUNS + [_AT_ONCE] * 3:
        await _measure(ordinary, count, forked=False)
        await _measure(forked, count, forked=True)

    print(f"{'':<38}{'ordinary':>12}{'forked':>12}{'ratio':>7}")
    print(_line("start to first cell", ordinary.first_cell_seconds, forked.first_cell_seconds, "s"))
    at_once = f"{_AT_ONCE} at once, until the last has run"
    print(_line(at_once, ordinary.at_once_seconds, forked.at_once_seconds, "s"))
    print(_line(f"memory of one of {_AT_ONCE} (PSS)", ordinary.memory_mb, forked.memory_mb, "MB"))
    print(f"The warm process: ready after {ready:.2f} s, {_proportional_mb(warm.pid or 0):.0f} MB.")
    print(f"{os.cpu_count()} processors; medians of {_RUNS}, and of 3 times {_AT_ONCE}.")
    warm.stop()


if __name__ == "__main__":
    asyncio.run(_run())
