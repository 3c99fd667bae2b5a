"""Modules of JavaScript, joined into one script: each keeps a scope of its own."""

import re
from graphlib import TopologicalSorter

__all__ = ["one_script"]

_IMPORT = re.compile(r'^import\s*(?:([\w$]+)|\{([^}]*)\})\s*from\s*"([^"]+)";?', re.M)
_NAMED = re.compile(r"^export (?=(?:async )?(?:const|class|function) (\w+))", re.M)
_LIST = re.compile(r"\bexport\s*\{([^}]*)\};?")
_DEFAULT = re.compile(r"\bexport default ")
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b(?!\()", re.M)
_RENAMED = re.compile(r"([\w$]+) as ([\w$]+)")


def one_script(modules: dict[str, str], first: str) -> str:
    """Join modules, each after those that it imports, into a script that exports what `first` does.

    A widget's script is one text, and a page asks for few files; so what the browser would put
    together from many is put together here. It needs no parser, since an import here is a line of
    its own that names what it takes. Whatever else is an import or an export is an error.
    """
    imports = {
        name: {found[3] for found in _IMPORT.finditer(text)} for name, text in modules.items()
    }
    order = list(TopologicalSorter(imports).static_order())
    places = {name: f"module{number}" for number, name in enumerate(order)}
    scopes = [f"const {places[name]} = {_scope(modules[name], places)};" for name in order]
    return "\n".join([*scopes, f"export default {places[first]}.default;\n"])


def _scope(text: str, places: dict[str, str]) -> str:
    exported = _NAMED.findall(text)
    for names in _LIST.findall(text):
        exported += _renamed(names, r"\2: \1")
    if _DEFAULT.search(text):
        exported.append("default: $default")
    text = _IMPORT.sub(lambda found: _take(found, places), text)
    text = _DEFAULT.sub("const $default = ", _LIST.sub("", _NAMED.sub("", text)))
    if left := _LEFT_OVER.search(text):
        line = text[left.start() :].strip().splitlines()[0]
        raise ValueError(f"This is no import or export that can be joined: {line}")
    return f"(() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})()"


def _take(found: re.Match[str], places: dict[str, str]) -> str:
    whole, names, module = found.groups()
    taken = [f"default: {whole}"] if whole else _renamed(names, r"\1: \2")
    return f"const {{ {', '.join(taken)} }} = {places[module]};"


def _renamed(names: str, order: str) -> list[str]:
    return [_RENAMED.sub(order, one.strip()) for one in names.split(",") if one.strip()]
