"""A provisioner for jupyter_client: kernels from the warm process, or else the ordinary way."""

import contextlib
import functools
import json
import logging
import os
import signal
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo, port_names
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, Dict, List, Unicode

from .confined_kernel import LAUNCHER, command_for
from .confinement import Confinement
from .forked_kernel import ForkedKernel, NotWarm, fork_kernel
from .kernel_output import kernel_output
from .kernel_request import KernelRequest
from .landlock import NEWEST_USED, landlock_version
from .warm_process import ADDRESS_VARIABLE, CONFINEMENT_VARIABLE, is_supported, keep_warm

__all__ = ["WarmProvisioner"]

# In kernel specifications that `ipykernel install` writes; it concerns the debugger alone.
_FOR_DEBUGGER = "-Xfrozen_modules=off"
_NEEDS_TCP = (
    "Another program than ipykernel can only be confined with the transport “tcp”: once it is "
    "started, nobody can take Unix sockets from it, other kernels' included."
)
_MOST_THREADS = 200
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

    confinement = Dict(
        help="What kernels may do besides what Python needs: “readable” and “writable” files and "
        "folders, “ports” to connect to, “memory_mb”, “processor_seconds”. Each gets a folder of "
        "its own for temporary files. Empty: they are not confined."
    ).tag(config=True)

    _private: tempfile.TemporaryDirectory[str] | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel."""
        confinement = self._confine(cmd, kwargs)
        with contextlib.ExitStack() as pipes:
            if confinement:
                self._pipe_output(kwargs, pipes)
            return await self._launch(cmd, kwargs, confinement)

    async def _launch(
        self, cmd: list[str], kwargs: dict[str, Any], confinement: str
    ) -> KernelConnectionInfo:
        try:
            kernel = self._fork(cmd, kwargs, confinement)
        except NotWarm as reason:
            self.log.info("Kernel not forked from the warm process: %s.", reason)
            if confinement:
                cmd = command_for(confinement, _plain(cmd))
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        await kernel.listening()
        return self.connection_info

    async def poll(self) -> int | None:
        """Find out whether the kernel has ended, and log it when it was for a limit.

        Managers ask every few seconds. No limit of Linux is for the threads of one process alone.
        """
        code: int | None = await super().poll()
        if code is None and self._private is not None and _threads_of(self.pid) > _MOST_THREADS:
            self.log.warning("Kernel %s has too many threads, and is ended.", self.pid)
            await self.kill()
        if code == -signal.SIGXCPU and self.process is not None:
            self.log.warning("Kernel %s used all its processor time, and was ended.", self.pid)
        return code

    async def cleanup(self, restart: bool = False) -> None:
        """Delete the kernel's own folder."""
        await super().cleanup(restart=restart)
        if self._private is not None and not restart:
            self._private.cleanup()
            self._private = None

    def _confine(self, cmd: list[str], kwargs: dict[str, Any]) -> str:
        """Write down the confinement, for a kernel that is to have one, and make its folder."""
        wanted = self.confinement or json.loads(os.environ.get(CONFINEMENT_VARIABLE, "{}"))
        if not wanted:
            return ""
        _say_what_is_missing(self.log)
        if self.parent.transport == "ipc":
            if _plain(cmd)[:3] != LAUNCHER:
                raise ValueError(_NEEDS_TCP)
            _remove_sockets(self.parent)
        if self._private is None:
            self._private = tempfile.TemporaryDirectory(
                prefix="kernel-", ignore_cleanup_errors=True
            )
        own = self._private.name
        kwargs["env"] = {**(kwargs.get("env") or os.environ), "HOME": own, "TMPDIR": own}
        folder = kwargs.get("cwd") or os.getcwd()
        return _confinement(self.parent, wanted, own=own, folder=str(folder)).as_json()

    def _pipe_output(self, kwargs: dict[str, Any], pipes: contextlib.ExitStack) -> None:
        """Let the kernel print into pipes, which stay open here until it is started."""
        for name, number in (("stdout", 1), ("stderr", 2)):
            file = number if kwargs.get(name) is None else kwargs[name]
            if isinstance(file, int) and file < 0:
                continue  # a pipe already, or nowhere
            goes_to = file if isinstance(file, int) else file.fileno()
            kwargs[name] = kernel_output.pipe_to(goes_to, f"Kernel {self.kernel_id}")
            pipes.callback(os.close, kwargs[name])

    def _fork(self, cmd: list[str], kwargs: dict[str, Any], confinement: str) -> ForkedKernel:
        request = _request(cmd, kwargs, confinement)
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
        """Keep from kernels what is for their managers."""
        super()._finalize_env(env)
        env.pop(ADDRESS_VARIABLE, None)
        env.pop(CONFINEMENT_VARIABLE, None)


def _confinement(
    manager: Any,  # a KernelManager, of which mypy knows nothing
    wanted: dict[str, Any],
    *,
    own: str,
    folder: str,
) -> Confinement:
    is_ipc = manager.transport == "ipc"
    return Confinement(
        readable=(folder, *wanted.get("readable", ())),
        writable=(own, manager.connection_file, *wanted.get("writable", ())),
        socket_folders=(os.path.dirname(manager.ip),) if is_ipc else (),
        ports=tuple(wanted.get("ports", ())),
        own_ports=() if is_ipc else tuple(getattr(manager, name) for name in port_names),
        memory_mb=wanted.get("memory_mb", 0),
        processor_seconds=wanted.get("processor_seconds", 0),
    )


def _remove_sockets(manager: Any) -> None:
    """Remove a kernel's old sockets before it is started again, as it may not do so itself."""
    for name in port_names:
        Path(f"{manager.ip}-{getattr(manager, name)}").unlink(missing_ok=True)


def _threads_of(pid: int | None) -> int:
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:  # ended this moment; or not on Linux
        return 0


@functools.cache
def _say_what_is_missing(log: logging.Logger) -> None:
    """Say once when this system cannot confine kernels, or only in part."""
    version = landlock_version()
    if not version:
        log.warning(
            "This system has no Landlock (Linux 5.13 and newer, when it is enabled): kernels can "
            "read the files and the memory of all that runs as the same user."
        )
    elif version < NEWEST_USED:
        log.warning(
            "This system's Landlock is version %d; kernels' confinement uses %d. Connections "
            "(before 4) or signals (before 6) are not confined.",
            version,
            NEWEST_USED,
        )


def _request(cmd: list[str], kwargs: dict[str, Any], confinement: str) -> KernelRequest:
    """Describe the kernel; raises `NotWarm` for what only an ordinary start can do."""
    if not is_supported():
        raise NotWarm("this operating system has no process file descriptors")
    cmd = _plain(cmd)
    if cmd[:3] != LAUNCHER:
        raise NotWarm(f"it is started by another program than {' '.join(LAUNCHER)}")
    if unusual := {name for name in kwargs if name not in _UNDERSTOOD}:
        raise NotWarm(f"it is started with {', '.join(sorted(unusual))}")
    if kwargs.get("independent"):
        raise NotWarm("it shall outlive its manager")
    folder = os.path.abspath(kwargs.get("cwd") or ".")
    if not os.access(folder, os.X_OK):
        raise NotWarm(f"there is no folder {folder}")
    environment = {**(kwargs.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())}
    return KernelRequest(tuple(cmd[3:]), environment, folder, confinement)


def _plain(cmd: list[str]) -> list[str]:
    return [word for word in cmd if word != _FOR_DEBUGGER]


def _file_number(file: Any) -> int:  # whatever subprocess takes
    number = file if isinstance(file, int) else file.fileno()
    if number < 0:
        raise NotWarm("its output goes to a pipe")
    return number
