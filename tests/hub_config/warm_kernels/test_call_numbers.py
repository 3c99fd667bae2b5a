"""The numbers of system calls are those of Linux's own headers, where these are installed."""

import re
from pathlib import Path

import pytest

from hub_config.warm_kernels.call_numbers import AARCH64, X86_64

_INCLUDED = Path("/usr/include")
_HEADERS = {
    "x86_64": (X86_64, "x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": (AARCH64, "asm-generic/unistd.h"),  # which this architecture takes as it is
}
# Younger than many a distribution's header.
_YOUNG = {"fchmodat2", "setxattrat", "removexattrat", "file_setattr"}


@pytest.mark.parametrize("architecture", _HEADERS)
def test_numbers_are_those_of_the_header(architecture: str) -> None:
    numbers, name = _HEADERS[architecture]
    if not (_INCLUDED / name).exists():
        pytest.skip("needs the package linux-libc-dev")
    text = (_INCLUDED / name).read_text()
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)
    header = {call: int(number) for call, number in found}

    assert header.keys() >= numbers.keys() - _YOUNG
    assert {call: header.get(call, number) for call, number in numbers.items()} == numbers


def test_calls_that_one_architecture_lacks_are_old_ones_it_has_others_for() -> None:
    lacking = {"fork", "vfork", "chmod", "chown", "lchown", "inotify_init"}

    assert X86_64.keys() - AARCH64.keys() == lacking | {"utime", "utimes", "futimesat"}
    assert AARCH64.keys() <= X86_64.keys()
