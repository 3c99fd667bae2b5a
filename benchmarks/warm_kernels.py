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
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path

from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from hub_config.warm_kernels import WarmProvisioner, keep_warm
from hub_config.warm_kernels.forked_kernel import ForkedKernel

_PRELOAD = ("pandas", "widgets.warm_up:warm_up")
# What My chart does when it is opened, without its questions to the project store.
_CELL = """
from widgets.chart.tool import ChartTool
from widgets.frame.frame import ToolFrame
from widgets.warm_up import sample_hub
display(ToolFrame(ChartTool(sample_hub), {}))
"""
_RUNS = 7
_AT_ONCE = (8, 30)
_KINDS = ("ordinary", "forked", "bare")


@dataclass
class Figures:
    """What was measured of one kind of kernel."""

    first_cell_seconds: list[float] = field(default_factory=list)
    at_once_seconds: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory_mb: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))


def _proportional_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


async def _start(folder: str, number: int, *, kind: str) -> AsyncKernelManager:
    config = Config()
    config.WarmProvisioner.preload = list(_PRELOAD)
    config.WarmProvisioner.bare = kind == "bare"
    is_forked = kind != "ordinary"
    factory = KernelProvisionerFactory.instance()
    factory.default_provisioner_name = "warm-kernels" if is_forked else "local-provisioner"
    file = str(Path(folder) / f"{number}.json")
    manager = AsyncKernelManager(transport="ipc", config=config, connection_file=file)
    await manager.start_kernel()
    if isinstance(manager.provisioner.process, ForkedKernel) is not is_forked:
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


async def _measure(figures: Figures, count: int, *, kind: str) -> None:
    async def one(number: int) -> tuple[AsyncKernelManager, AsyncKernelClient]:
        manager = await _start(folder, number, kind=kind)
        return manager, await _first_cell(manager)

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        kernels = await asyncio.gather(*(one(number) for number in range(count)))
        seconds = time.perf_counter() - began
        if count == 1:
            figures.first_cell_seconds.append(seconds)
        else:
            figures.at_once_seconds[count].append(seconds)
            figures.memory_mb[count] += [_proportional_mb(m.provisioner.pid) for m, _ in kernels]
        for manager, client in kernels:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)


def _line(what: str, values: list[list[float]], unit: str) -> str:
    middle = [statistics.median(one) for one in values]
    cells = "".join(f"{one:>8.2f} {unit:<3}" for one in middle)
    return f"{what:<38}{cells}{middle[0] / middle[-1]:>7.1f}"


async def _run() -> None:
    entry = f"{WarmProvisioner.__module__}:{WarmProvisioner.__name__}"
    group = KernelProvisionerFactory.GROUP_NAME
    KernelProvisionerFactory.provisioners["warm-kernels"] = EntryPoint("warm-kernels", entry, group)
    for bare in (False, True):
        if not keep_warm(_PRELOAD, bare=bare).wait_until_ready():
            raise SystemExit("The warm process did not start.")
    figures = {kind: Figures() for kind in _KINDS}
    for count in [1] * _RUNS + [number for number in _AT_ONCE for _ in range(3)]:
        for kind in _KINDS:
            await _measure(figures[kind], count, kind=kind)
    found = list(figures.values())

    print(f"{'':<38}" + "".join(f"{kind:>12}" for kind in _KINDS) + f"{'ratio':>7}")
    print(_line("start to first cell", [one.first_cell_seconds for one in found], "s"))
    for count in _AT_ONCE:
        at_once = [one.at_once_seconds[count] for one in found]
        print(_line(f"{count} at once, until the last has run", at_once, "s"))
        memory = [one.memory_mb[count] for one in found]
        print(_line(f"memory of one of {count} (PSS)", memory, "MB"))
    print(f"{os.cpu_count()} processors; medians of {_RUNS}, and of 3 times {_AT_ONCE}.")
    for bare in (False, True):
        keep_warm(_PRELOAD, bare=bare).stop()


if __name__ == "__main__":
    asyncio.run(_run())
