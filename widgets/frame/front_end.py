"""The script and the style of the frame: carried by the widget, or kept by the browser."""

from functools import cache
from pathlib import Path

from widgets.frame.one_script import one_script

__all__ = ["FRONT_VARIABLE", "front_end", "front_files"]

FRONT_VARIABLE = "QIHUB_FRONT_URL"
"""Where a page has these files already, its kernel finds their folder's address under this name."""

_FOLDER = Path(__file__).parent / "front"
_PACKAGES = Path(__file__).parents[2] / "node_modules"
_LIBRARIES = {
    "preact": "preact/dist/preact.mjs",
    "preact/hooks": "preact/hooks/dist/hooks.mjs",
    "htm": "htm/dist/htm.mjs",
}
_STYLES = ("frame.css", "plain.css")


def _modules() -> dict[str, str]:
    """Read all modules, by the names under which they import each other."""
    ours = {f"./{file.name}": file for file in sorted(_FOLDER.glob("*.js"))}
    theirs = {name: _PACKAGES / path for name, path in _LIBRARIES.items()}
    return {name: file.read_text(encoding="utf-8") for name, file in (theirs | ours).items()}


@cache
def front_files() -> dict[str, str]:
    """Give the script and the style of the frame, each whole, by the names of their files."""
    style = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _STYLES)
    return {"frame.js": one_script(_modules(), "./frame.js"), "frame.css": style}


def front_end(folder: str) -> dict[str, str]:
    """Give script and style as a widget carries them: whole, or short ones that load a folder's.

    Every host of anywidgets runs a script that is given as text, but not all of them know an
    address without a host's name, and a kernel does not know the name that a browser uses. An
    app's kernel, which has a folder, may not even read the files.
    """
    if not folder:
        return {"_esm": front_files()["frame.js"], "_css": front_files()["frame.css"]}
    script = (
        f"const at = new URL({f'{folder}frame.js'!r}, location.origin);\n"
        "export default (await import(at.href)).default;"
    )
    return {"_esm": script, "_css": f'@import "{folder}frame.css";'}
