"""How much memory is to be had, also in a container."""

from pathlib import Path

import psutil
import pytest

from hub_config.apps import room_in_memory
from hub_config.apps.room_in_memory import (
    KERNEL_BYTES,
    RESERVE_BYTES,
    available_bytes,
    room_for_kernels,
)


def _container(folder: Path, most: str) -> Path:
    (folder / "memory.max").write_text(f"{most}\n")
    (folder / "memory.current").write_text("700000\n")
    (folder / "memory.stat").write_text("anon 500000\ninactive_file 150000\nactive_file 50000\n")
    return folder


def test_without_a_container_the_machine_counts(tmp_path: Path) -> None:
    total = psutil.virtual_memory().total

    assert 0 < available_bytes(tmp_path) <= total
    assert 0 < available_bytes(_container(tmp_path, "max")) <= total


def test_a_containers_limit_counts_and_files_that_were_read_do_not(tmp_path: Path) -> None:
    assert available_bytes(_container(tmp_path, "1000000")) == 450_000


def test_room_is_what_memory_allows_beside_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    available = RESERVE_BYTES + 10 * KERNEL_BYTES + 1
    monkeypatch.setattr(room_in_memory, "available_bytes", lambda: available)

    assert room_for_kernels(0) == 10
    assert room_for_kernels(4) == 6
    assert room_for_kernels(40) == 0
