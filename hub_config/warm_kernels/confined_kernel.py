"""A confined kernel that starts the ordinary way: a process that confines itself and goes on."""

import os
import sys
from pathlib import Path

from .confinement import Confinement, confine, shut_behind
from .system_call_filter import refuse_unix_sockets

__all__ = ["LAUNCHER", "command_for", "main"]

LAUNCHER = [sys.executable, "-m", "ipykernel_launcher"]


def command_for(confinement: str, command: list[str]) -> list[str]:
    """Give the command that runs this one confined."""
    root = str(Path(__file__).parents[__name__.count(".")])
    run = f"import sys; sys.path[0] = {root!r}; from {__name__} import main; main()"
    return [sys.executable, "-c", run, confinement, *command]


def main() -> None:
    """Run `<confinement as JSON> <program> <argument> …`."""
    del sys.path[0]  # where this package is; kernels have no business there
    confinement, *command = sys.argv[1:]
    if command[:3] == LAUNCHER:
        _run_kernel(confinement, command[2:])
    confine(Confinement.from_json(confinement))
    # Nobody can take them from another program later: it must do with TCP.
    refuse_unix_sockets()
    os.execv(command[0], command)


def _run_kernel(confinement: str, arguments: list[str]) -> None:
    """Be the kernel in this process, as nothing outlives a start of another program."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - takes half a second

    sys.argv = arguments
    confine(Confinement.from_json(confinement))
    kernel = IPKernelApp.instance()
    kernel.initialize()
    shut_behind(kernel)
    kernel.start()
    sys.exit()
