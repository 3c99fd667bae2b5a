"""Run the cells of an app's notebook, and gather what the page needs to draw their widgets."""

import base64
import logging
from dataclasses import dataclass, field
from queue import Empty
from typing import Any

__all__ = ["KernelEnded", "NotebookOutput", "run_cells"]

_VIEW = "application/vnd.jupyter.widget-view+json"
# An anywidget has a layout too, which nobody needs to draw it.
_LIGHT = {"anywidget", "@jupyter-widgets/base"}
_HEARD_SECONDS = 0.5
_LOOK_SECONDS = 2

_log = logging.getLogger(__name__)

Message = dict[str, Any]  # Any: messages of the Jupyter protocol, of many shapes


class KernelEnded(Exception):
    """The kernel ended while it ran the notebook."""


@dataclass(slots=True)
class NotebookOutput:
    """What the cells showed: outputs with widgets, and every message about widgets, in order."""

    outputs: list[Message] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    modules: set[str] = field(default_factory=set)

    @property
    def views(self) -> list[str]:
        """The models that are shown."""
        return [str(output["data"][_VIEW]["model_id"]) for output in self.outputs]

    @property
    def is_light(self) -> bool:
        """Tell whether every widget brings its own front end, so that ours is enough."""
        return self.modules <= _LIGHT


async def run_cells(kernel: Any, cells: list[str]) -> NotebookOutput:
    """Run cells one after the other, up to the first that fails; that one is logged."""
    client = kernel.client()
    client.start_channels(stdin=False, hb=False, control=False)
    shown = NotebookOutput()
    try:
        await _until_heard(kernel, client)
        for code in cells:
            asked = client.execute(code, store_history=False, allow_stdin=False)
            if not await _run(kernel, client, asked, shown):
                break
    finally:
        client.stop_channels()
    return shown


async def _until_heard(kernel: Any, client: Any) -> None:
    """Wait until what the kernel says arrives here; else its first words would be lost."""
    while True:
        client.kernel_info()  # it says on every line that it is busy with this
        try:
            await client.get_iopub_msg(timeout=_HEARD_SECONDS)
        except Empty:
            await _require_alive(kernel)
        else:
            return


async def _run(kernel: Any, client: Any, asked: str, shown: NotebookOutput) -> bool:
    is_well = True
    while True:
        try:
            message = await client.get_iopub_msg(timeout=_LOOK_SECONDS)
        except Empty:
            await _require_alive(kernel)
            continue
        if message["parent_header"].get("msg_id") != asked:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            return is_well
        if kind == "error":
            is_well = False
            _log.error("A cell of an app failed:\n%s", "\n".join(content["traceback"]))
        _gather(message, shown)


def _gather(message: Message, shown: NotebookOutput) -> None:
    kind, content = message["msg_type"], message["content"]
    if kind in ("display_data", "execute_result") and _VIEW in content["data"]:
        shown.outputs.append({"output_type": kind, "execution_count": None, **content})
    if kind in ("comm_open", "comm_msg", "comm_close"):
        state = content.get("data", {}).get("state", {})
        if kind == "comm_open" and "_model_module" in state:
            shown.modules.add(state["_model_module"])
        buffers = [base64.b64encode(buffer).decode() for buffer in message["buffers"]]
        about = {"type": kind, "id": message["header"]["msg_id"], "parent": None}
        shown.messages.append({**about, "content": content, "buffers": buffers})


async def _require_alive(kernel: Any) -> None:
    if not await kernel.is_alive():
        raise KernelEnded("The kernel ended while it ran the notebook.")
