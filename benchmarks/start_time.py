"""What `rfc3987-syntax` costs at every start of a Jupyter process.

Run with a folder that holds the package, which the lock file leaves out:

    .venv/bin/uv pip install --no-config --target /tmp/rfc3987 rfc3987-syntax==1.1.0
    .venv/bin/python benchmarks/start_time.py /tmp/rfc3987
"""

import os
import statistics
import subprocess
import sys
import time

_RUNS = 7


def seconds(statement: str, extra_path: str = "") -> float:
    """Time a fresh interpreter that runs `statement`; the median of several runs."""
    times = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", statement],
            check=True,
            env={**os.environ, "PYTHONPATH": extra_path},
        )
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print one line for each statement: with, without, and their ratio."""
    folder = sys.argv[1]
    print(f"{'import':<32}{'with':>8}{'without':>9}{'ratio':>7}")
    for module in ("jupyter_server.serverapp", "jupyterhub.app", "voila.app"):
        with_it = seconds(f"import {module}", folder)
        without = seconds(f"import {module}")
        print(f"{module:<32}{with_it:>7.2f}s{without:>8.2f}s{with_it / without:>7.1f}")


if __name__ == "__main__":
    main()
