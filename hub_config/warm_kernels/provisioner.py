"""A provisioner for jupyter_client: kernels from the warm process, or else the ordinary way."""

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, List, Unicode

from .forked_kernel import ForkedKernel, NotWarm, fork_kernel
from .request import KernelRequest
from .warm_process import ADDRESS_VARIABLE, is_supported, keep_warm

__all__ = ["WarmProvisioner"]

_LAUNCHER = [sys.executable, "-m", "ipykernel_launcher"]
# In kernel specifications that `ipykernel install` writes; it concerns the debugger alone.
_FOR_DEBUGGER = "-Xfrozen_modules=off"
# Other ways to start a process (a pipe, another user, …) stay with subprocess.
_UNDERSTOOD = {"env", "cwd", "stdout", "stderr", "independent", "extra_arguments", "kernel_id"}


class WarmProvisioner(LocalProvisioner):
    """Fork Python kernels from the warm process; start all others as `LocalProvisioner` does.

    The warm process is the one named in `WARM_KERNELS_ADDRESS`, or else this program's own with the
    modules in `preload`. With neither, every kernel starts the ordinary way.
    """

    preload = List(
        Unicode(), help="Modules to load in the warm process, such as pandas. Empty: none is kept."
    ).tag(config=True)

    bare = Bool(
        help="Kernels for programs: smaller, sooner ready, without history, debugger and start-up "
        "files, blind to anybody's IPython configuration."
    ).tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel."""
        try:
            kernel = self._fork(cmd, kwargs)
        except NotWarm as reason:
            self.log.info("Kernel not forked from the warm process: %s.", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        await kernel.listening()
        return self.connection_info

    def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> ForkedKernel:
        request = _request(cmd, kwargs)
        files = {
            name: _file_number(kwargs[name])
            for name in ("stdout", "stderr")
            if kwargs.get(name) is not None
        }
        if address := os.environ.get(ADDRESS_VARIABLE):
            return fork_kernel(Path(address), request, **files)
        if self.preload:
            return keep_warm(self.preload, bare=self.bare).fork(request, **files)
        raise NotWarm("there is none")

    def _finalize_env(self, env: dict[str, str]) -> None:
        """Keep from kernels where the warm process is; that is for their managers."""
        super()._finalize_env(env)
        env.pop(ADDRESS_VARIABLE, None)


def _request(cmd: list[str], kwargs: dict[str, Any]) -> KernelRequest:
    """Describe the kernel; raises `NotWarm` for what only an ordinary start can do."""
    if not is_supported():
        raise NotWarm("this operating system has no process file descriptors")
    cmd = [word for word in cmd if word != _FOR_DEBUGGER]
    if cmd[:3] != _LAUNCHER:
        raise NotWarm(f"it is started by another program than {' '.join(_LAUNCHER)}")
    if unusual := {name for name in kwargs if name not in _UNDERSTOOD}:
        raise NotWarm(f"it is started with {', '.join(sorted(unusual))}")
    if kwargs.get("independent"):
        raise NotWarm("it shall outlive its manager")
    folder = os.path.abspath(kwargs.get("cwd") or ".")
    if not os.access(folder, os.X_OK):
        raise NotWarm(f"there is no folder {folder}")
    environment = {**(kwargs.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())}
    return KernelRequest(tuple(cmd[3:]), environment, folder)


def _file_number(file: Any) -> int:  # whatever subprocess takes
    number = file if isinstance(file, int) else file.fileno()
    if number < 0:
        raise NotWarm("its output goes to a pipe")
    return number
