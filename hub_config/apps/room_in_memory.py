"""How many more kernels this machine has memory for."""

from pathlib import Path

import psutil

__all__ = ["available_bytes", "room_for_kernels"]

_MEGABYTE = 1_000_000
# Measured, see docs/topic/apps-service.md: what a forked kernel with an app and a chart takes of
# its own, and half as much again for what it may do later.
KERNEL_BYTES = 30 * _MEGABYTE
# For the hub itself, the teams' servers, and a page of the operating system's own.
RESERVE_BYTES = 500 * _MEGABYTE
_CONTAINER = Path("/sys/fs/cgroup")


def room_for_kernels(settling: int) -> int:
    """Count the kernels that fit, besides those that have not taken their memory yet."""
    return max(0, (available_bytes() - RESERVE_BYTES) // KERNEL_BYTES - settling)


def available_bytes(container: Path = _CONTAINER) -> int:
    """Give the memory that can be had: the machine's, or what is left to this container."""
    available = int(psutil.virtual_memory().available)
    try:
        most = (container / "memory.max").read_text().strip()
        used = int((container / "memory.current").read_text())
        lines = (container / "memory.stat").read_text().splitlines()
    except OSError:
        return available
    if most == "max":
        return available
    files = next(int(line.split()[1]) for line in lines if line.startswith("inactive_file "))
    return min(available, int(most) - used + files)  # what was read from disk can be dropped
