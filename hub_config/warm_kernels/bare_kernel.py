"""A kernel for programs: made in the warm process, given its sockets after the fork.

What an ordinary kernel does before it listens (configuration, the shell, its magics) touches some
fifteen megabytes of the warm process's memory, of which it then has copies. Done before the fork,
they are shared. So that it can be, this kernel reads no configuration of anybody's; and it leaves
out what programs do not use: history, start-up files, the debugger, subshells.
"""

import asyncio
import os
import sys
import uuid
from pathlib import Path
from typing import Any

import zmq
from ipykernel.control import ControlThread
from ipykernel.heartbeat import Heartbeat
from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from IPython.core.application import BaseIPythonApplication
from jupyter_client.localinterfaces import localhost
from traitlets import Bool, Type
from zmq.eventloop.zmqstream import ZMQStream

__all__ = ["BareKernel", "BareKernelApp"]


class BareKernel(IPythonKernel):
    """An IPython kernel without a debugger."""

    def start(self) -> None:
        """Start the kernel."""
        Kernel.start(self)  # IPythonKernel's own only adds the debugger, or a warning about it

    def _process_children(self) -> list[Any]:
        """Find what to end with the kernel; a confined one cannot look, and has no programs."""
        try:
            return list(super()._process_children())
        except PermissionError:
            return []


class BareKernelApp(IPKernelApp):
    """The kernel's program in two halves: `prepare` before the fork, `listen` after it."""

    kernel_class = Type(BareKernel)
    control_port: int
    iopub_port: int
    hb_port: int
    # What a library prints past Python goes to the log, and needs no thread that listens for it.
    capture_fd_output = Bool(False)

    def prepare(self, folder: Path) -> None:
        """Do all that needs no socket and no thread. `folder` is for what IPython writes."""
        folder.mkdir()
        self.ipython_dir = str(folder)
        self.config.HistoryManager.enabled = False
        BaseIPythonApplication.initialize(self, [])
        self.init_pdb()
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.init_path()
        self.init_shell()
        localhost()  # looks once for this machine's addresses, which a confined kernel cannot
        asyncio.run(self._rehearse())

    async def _rehearse(self) -> None:
        """Run an empty cell without sockets: what Python does only once is done then."""
        session = self.session
        content = {"code": "pass", "silent": False, "store_history": False}
        parts = session.serialize(session.msg("execute_request", content))
        await self.kernel.dispatch_shell([zmq.Message(part) for part in parts])
        session.digest_history.clear()
        self.shell.execution_count = 1

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Read no configuration: it would be somebody's whom the kernel is not for."""

    def listen(self, connection_file: str) -> None:
        """Become the kernel of this connection file."""
        self.connection_file = connection_file
        self.session.session = str(uuid.uuid4())
        self.session.pid = os.getpid()
        self.shell.init_environment()
        self.shell.starting_dir = os.getcwd()
        self.init_gui_pylab()
        self.init_connection_file()
        self.init_sockets()
        self.init_heartbeat()
        self.write_connection_file()
        self.log_connection_info()
        self.init_io()
        self.init_signal()
        self.init_kernel()

    def init_control(self, context: "zmq.Context[Any]") -> None:
        """Open the control channel, as ever but without the debugger's sockets and subshells."""
        self.control_socket = context.socket(zmq.ROUTER)
        self.control_socket.linger = 1000
        self.control_socket.router_handover = 1
        self._apply_curve_server_options(self.control_socket)
        self.control_port = self._bind_socket(self.control_socket, self.control_port)
        self.control_thread = ControlThread(daemon=True)

    def init_iopub(self, context: "zmq.Context[Any]") -> None:
        """Open the channel for output, as ever but without a port for subprocesses' output."""
        self.iopub_socket = context.socket(zmq.XPUB)
        self.iopub_socket.linger = 1000
        self._apply_curve_server_options(self.iopub_socket)
        self.iopub_port = self._bind_socket(self.iopub_socket, self.iopub_port)
        self.iopub_thread = IOPubThread(self.iopub_socket, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_heartbeat(self) -> None:
        """Start the heart beating; in the kernel's one context, which saves two threads."""
        address = (self.transport, self.ip, self.hb_port)
        keys = {
            "curve_publickey": self.curve_publickey,
            "curve_secretkey": self.curve_secretkey,
        }
        self.heartbeat = Heartbeat(self.context, address, **keys)
        self.hb_port = self.heartbeat.port
        self.heartbeat.start()

    def init_kernel(self) -> None:
        """Join the kernel, which is there already, to the sockets."""
        kernel, shell = self.kernel, self.shell
        kernel.ident = str(uuid.uuid4())
        kernel.shell_stream = ZMQStream(self.shell_socket)
        kernel.control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        kernel.control_thread = self.control_thread
        kernel.iopub_thread = self.iopub_thread
        kernel.iopub_socket = self.iopub_socket
        kernel.stdin_socket = self.stdin_socket
        kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
        kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self.displayhook.get_execution_count = lambda: kernel.execution_count
        shell.displayhook.topic = kernel._topic("execute_result")
        shell.displayhook.pub_socket = shell.display_pub.pub_socket = self.iopub_socket
        self.control_thread.start()

    def close(self) -> None:
        """Close the sockets in order; the heart stops with their context."""
        self.heartbeat = None  # else its context, which is ours, were ended first
        super().close()
