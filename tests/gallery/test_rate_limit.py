"""Nobody has something costly done again and again."""

import pytest

from gallery.errors import TooOften
from gallery.rate_limit import RateLimit


def test_allowance_is_each_persons_own_and_comes_back_after_an_hour() -> None:
    clock = [0.0]
    allowance = RateLimit(2, clock=lambda: clock[0])
    allowance.take("nia")
    clock[0] = 1800
    allowance.take("nia")
    allowance.take("fay")

    with pytest.raises(TooOften, match="2 times within an hour"):
        allowance.take("nia")
    clock[0] = 3600
    allowance.take("nia")
    with pytest.raises(TooOften):
        allowance.take("nia")
