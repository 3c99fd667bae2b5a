"""Kernels for the tests, forked or started the ordinary way."""

import asyncio
import contextlib
import itertools
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from hub_config.warm_kernels import WarmProcess, WarmProvisioner, keep_warm
from hub_config.warm_kernels.forked_kernel import ForkedKernel

PRELOAD = ("numpy", "ipywidgets")


class Kernel:
    """A kernel, its manager and a client of it."""

    def __init__(self, manager: AsyncKernelManager, client: AsyncKernelClient) -> None:
        self.manager = manager
        self.client = client

    @property
    def pid(self) -> int:
        """The process's id."""
        return int(self.manager.provisioner.pid)  # type: ignore[union-attr,attr-defined]

    @property
    def process(self) -> Any:
        """What stands for the process."""
        return self.manager.provisioner.process  # type: ignore[union-attr,attr-defined]

    @property
    def is_forked(self) -> bool:
        """Whether it comes from a warm process."""
        return isinstance(self.process, ForkedKernel)

    async def run(self, code: str) -> str:
        """Run a cell and return what it prints, or the name of the error."""
        request = self.client.execute(code)
        printed: list[str] = []
        while True:
            message = await self.client.get_iopub_msg(timeout=20)
            content = message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if content.get("execution_state") == "idle":
                return "".join(printed).strip()
            printed.append(content.get("text") or content.get("ename") or "")

    async def reconnect(self) -> None:
        """Connect anew, as after a restart.

        The channels before may have connected to the new kernel by themselves, and have had the
        one welcome that it gives.
        """
        self.client.stop_channels()
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=20)

    async def connected(self) -> None:
        """Wait until the kernel knows us; `wait_for_ready` takes a fifth of a second longer."""
        while (await self.client.get_iopub_msg(timeout=20))["msg_type"] != "iopub_welcome":
            pass


StartKernel = Callable[..., Awaitable[Kernel]]


async def until(condition: Callable[[], bool], seconds: float = 8) -> bool:
    """Wait until something is so, and tell whether it became so."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    return condition()


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be reaped does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint(
        "warm-kernels",
        f"{WarmProvisioner.__module__}:{WarmProvisioner.__name__}",
        KernelProvisionerFactory.GROUP_NAME,
    )
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setitem(factory.provisioners, "warm-kernels", entry)
    monkeypatch.setattr(factory, "default_provisioner_name", "warm-kernels")


@pytest.fixture
def bare() -> bool:
    """Say which sort of forked kernel a test is about; modules whose tests are for both ask so."""
    return False


@pytest.fixture(scope="session")
def _kept_warm() -> Iterator[Callable[[bool], WarmProcess]]:
    used: set[WarmProcess] = set()

    def keep(bare: bool) -> WarmProcess:
        process = keep_warm(PRELOAD, bare=bare)
        assert process.wait_until_ready()
        used.add(process)
        return process

    yield keep
    for process in used:
        process.stop()


@pytest.fixture
def warm(_kept_warm: Callable[[bool], WarmProcess], bare: bool) -> WarmProcess:
    """Keep one warm process of each sort for all tests that leave it as it is."""
    return _kept_warm(bare)


@pytest.fixture
async def start_kernel(tmp_path: Path, bare: bool) -> AsyncIterator[StartKernel]:
    """Start kernels; whatever still runs after the test is ended."""
    kernels: list[Kernel] = []
    numbers = itertools.count()

    async def start(
        *,
        preload: tuple[str, ...] = PRELOAD,
        transport: str = "ipc",
        kernel_name: str = "python3",
        **how: Any,
    ) -> Kernel:
        config = Config()
        config.WarmProvisioner.preload = list(preload)
        config.WarmProvisioner.bare = bare
        file = str(tmp_path / f"kernel-{next(numbers)}.json")
        manager = AsyncKernelManager(
            transport=transport, kernel_name=kernel_name, config=config, connection_file=file
        )
        await manager.start_kernel(**how)
        client = manager.client()
        client.start_channels()
        kernel = Kernel(manager, client)
        kernels.append(kernel)
        await kernel.connected()
        return kernel

    yield start
    for kernel in kernels:
        kernel.client.stop_channels()
        with contextlib.suppress(RuntimeError):
            await kernel.manager.shutdown_kernel(now=True)
        kernel.manager.context.term()


@pytest.fixture
def least_environment() -> dict[str, str]:
    """Give the least that a kernel needs of an environment."""
    needed = {"PATH", "HOME", *(name for name in os.environ if name.startswith(("PYTHON", "LD_")))}
    return {name: os.environ[name] for name in needed}
