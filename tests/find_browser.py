"""Make sure that the tests have a browser: Debian's chromium, installed when we may."""

import os
import shutil
import subprocess
import sys

HOW = (
    "The browser tests need Chromium. Install it with: sudo apt-get install chromium\n"
    "or name another one: QIHUB_CHROMIUM=/path/to/chromium make test"
)


def main() -> int:
    """Find or install the browser; returns the exit code."""
    named = os.environ.get("QIHUB_CHROMIUM")
    if shutil.which(named or "chromium"):
        return 0
    if named or os.geteuid() != 0 or not shutil.which("apt-get"):
        print(HOW, file=sys.stderr)
        return 1
    print("Installing Debian's chromium for the browser tests …")
    for command in (["update"], ["install", "-y", "chromium"]):
        subprocess.run(
            ["apt-get", "-qq", *command],
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    if not shutil.which("chromium"):
        print(HOW, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
