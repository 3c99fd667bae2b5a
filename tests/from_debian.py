"""What the tests need of Debian's: where it is, and how it comes here.

As a program, which `make test` runs first, it installs what is missing where it may (as root, or by
a sudo that asks for no password), and otherwise says how. Where all is there it does nothing.
"""

import glob
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Need", "chromium", "header", "install", "main", "postgres", "webkit"]


@dataclass(frozen=True)
class Need:
    """Something that some tests need, and the packages that it comes in."""

    tests: str
    packages: tuple[str, ...]
    find: Callable[[], object]


def chromium() -> str | None:
    """Find the browser: the one that QIHUB_CHROMIUM names, or Debian's."""
    return shutil.which(os.environ.get("QIHUB_CHROMIUM", "chromium"))


def webkit() -> tuple[str, str] | None:
    """Find the iPad's engine, its browser and its driver, if there is a screen for them too."""
    browsers = glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")
    driver = shutil.which("WebKitWebDriver")
    return (browsers[0], driver) if browsers and driver and shutil.which("Xvfb") else None


def postgres() -> Path | None:
    """Find the folder of the programs that make and start a PostgreSQL."""
    for place in [os.environ.get("PATH", ""), *glob.glob("/usr/lib/postgresql/*/bin")]:
        found = shutil.which("initdb", path=place)
        if found and shutil.which("pg_ctl", path=str(Path(found).resolve().parent)):
            return Path(found).resolve().parent
    return None


def header(architecture: str) -> Path | None:
    """Find Linux's own list of an architecture's system calls; aarch64 takes the general one."""
    name, places = "unistd_64.h", ["include/x86_64-linux-gnu/asm", "x86_64-linux-gnu/include/asm"]
    if architecture == "aarch64":
        name, places = "unistd.h", ["include/asm-generic"]
    return next((file for p in places if (file := Path("/usr", p, name)).exists()), None)


_HEADERS = ["linux-libc-dev"]
if platform.machine() != "x86_64":
    _HEADERS.append("linux-libc-dev-amd64-cross")
_BROWSER = Need("tests in a browser", ("chromium",), chromium)
_NEEDS = (
    _BROWSER,
    Need("journeys in the iPad's engine", ("webkit2gtk-driver", "xvfb"), webkit),
    Need("tests of the store on PostgreSQL", ("postgresql",), postgres),
    Need(
        "tests of the numbers of system calls",
        tuple(_HEADERS),
        lambda: header("x86_64") and header("aarch64"),
    ),
)


def install(needs: Sequence[Need], as_root: Sequence[str]) -> None:
    """Install the packages; they come need by need, so that none keeps another away."""
    with tempfile.TemporaryDirectory() as folder:
        # Debian's PostgreSQL would start a server at once, which nobody asked for.
        Path(folder, "createcluster.conf").write_text("start_conf = 'manual'\n")
        environment = ["env", "DEBIAN_FRONTEND=noninteractive", f"PGSYSCONFDIR={folder}"]
        for arguments in (["update"], *(["install", "-y", *need.packages] for need in needs)):
            command = [*as_root, *environment, "apt-get", "-qq", *arguments]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode != 0:
                print(done.stderr, file=sys.stderr)


def main() -> int:
    """Install what is missing or say how; only without a browser can the tests not begin."""
    named = os.environ.get("QIHUB_CHROMIUM")
    if named and not chromium():
        print(f"QIHUB_CHROMIUM names {named}, which is no program here.", file=sys.stderr)
        return 1
    missing = [need for need in _NEEDS if not need.find()]
    as_root = _as_root() if missing else None
    if as_root is not None:
        packages = " ".join(package for need in missing for package in need.packages)
        print(f"Installing for the tests, once: {packages} …", flush=True)
        install(missing, as_root)
    missing = [need for need in missing if not need.find()]
    for need in missing:
        how = f"sudo apt-get install {' '.join(need.packages)}"
        print(f"The {need.tests} lack what they need. Get it with: {how}", file=sys.stderr)
    if _BROWSER in missing:
        print("Or name a browser: QIHUB_CHROMIUM=/path/to/chromium make test", file=sys.stderr)
    return int(_BROWSER in missing)


def _as_root() -> list[str] | None:
    """Say what goes before a command to run it as root, if we may."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run([*sudo, "true"], check=False, stderr=subprocess.DEVNULL)
    return sudo if asked.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
