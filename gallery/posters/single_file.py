"""A poster as one file that opens in any browser, without the hub."""

from pathlib import Path

from markupsafe import escape

__all__ = ["single_file_poster"]

_STYLES = Path(__file__).parents[1] / "pages" / "static"
_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{styles}
</style>
</head>
<body class="wide"><main>
{poster}
</main></body>
</html>
"""


def single_file_poster(fragment: str, title: str) -> str:
    """Put the styles into the page itself; letters without the hub's fonts are the browser's."""
    styles = "\n".join((_STYLES / name).read_text() for name in ("qihub.css", "poster.css"))
    return _PAGE.format(title=escape(title), styles=styles, poster=fragment)
