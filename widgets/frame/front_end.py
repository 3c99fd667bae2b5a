"""The script and the style of the frame: carried by the widget, or kept by the browser."""

from pathlib import Path

__all__ = ["FRONT", "FRONT_VARIABLE", "front_addresses"]

FRONT_VARIABLE = "QIHUB_FRONT_URL"
"""Where a page has these files already, its kernel finds their folder's address under this name."""

_FOLDER = Path(__file__).parent / "front"
_SCRIPTS = (
    "drafts.js",
    "outbox.js",
    "line.js",
    "parts.js",
    "tried.js",
    "inputs.js",
    "chart.js",
    "diagram.js",
    "plain.js",
    "keyboard.js",
    "announce.js",
    "data.js",
    "acts.js",
    "frame.js",
)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_STYLES = ("frame.css", "plain.css")

FRONT = {
    "frame.js": "\n".join(map(_read, _SCRIPTS)),
    "frame.css": "\n".join(map(_read, _STYLES)),
}


def front_addresses(folder: str) -> dict[str, str]:
    """Give script and style as short ones that load the files of a folder; none without one.

    Every host of anywidgets runs a script that is given as text, but not all of them know an
    address without a host's name, and a kernel does not know the name that a browser uses.
    """
    if not folder:
        return {}
    script = (
        f"const at = new URL({f'{folder}frame.js'!r}, location.origin);\n"
        "export default (await import(at.href)).default;"
    )
    return {"_esm": script, "_css": f'@import "{folder}frame.css";'}
