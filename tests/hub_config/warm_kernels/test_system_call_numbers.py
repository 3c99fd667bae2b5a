"""The numbers of system calls are those of Linux's own headers, where these are installed."""

import re

import pytest

from hub_config.warm_kernels.system_call_numbers import AARCH64, X86_64
from tests.from_debian import header as header_of

_NUMBERS = {"x86_64": X86_64, "aarch64": AARCH64}
# Younger than many a distribution's header.
_YOUNG = {"fchmodat2", "setxattrat", "removexattrat", "file_setattr"}


@pytest.mark.parametrize("architecture", _NUMBERS)
def test_numbers_are_those_of_the_header(architecture: str) -> None:
    numbers = _NUMBERS[architecture]
    file = header_of(architecture)
    if file is None:
        pytest.skip(f"Linux's header for {architecture} is not installed: linux-libc-dev")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", file.read_text())
    header = {call: int(number) for call, number in found}

    assert header.keys() >= numbers.keys() - _YOUNG
    assert {call: header.get(call, number) for call, number in numbers.items()} == numbers


def test_calls_that_one_architecture_lacks_are_old_ones_it_has_others_for() -> None:
    lacking = {"fork", "vfork", "chmod", "chown", "lchown", "inotify_init"}

    assert X86_64.keys() - AARCH64.keys() == lacking | {"utime", "utimes", "futimesat"}
    assert AARCH64.keys() <= X86_64.keys()
