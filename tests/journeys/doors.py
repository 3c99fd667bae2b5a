"""Every address of the apps service, by the pattern that the service has for it."""

__all__ = ["CLOSED", "OPEN"]

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"

CLOSED = {
    "": "",
    "room": "room",
    "(?:voila/)?render/(.*)": "render/start.ipynb",
    "voila/api/shutdown/(.*)": "voila/api/shutdown/{kernel}",
    f"api/kernels/{_KERNEL}": "api/kernels/{kernel}",
    f"api/kernels/{_KERNEL}/channels": "api/kernels/{kernel}/channels",
}
"""Nothing behind these without a sign-in."""

OPEN = {
    "voila/static/(.*)": "voila/static/voila.js",
    "front/([^/]+)/([^/]+)": "front/none/page.js",
    "voila/api/themes/(.*)": "voila/api/themes/@jupyterlab/theme-light-extension/index.css",
    "voila/labextensions/(.*)": "voila/labextensions/",
    "logout": "logout",
    "oauth_callback": "oauth_callback",
}
"""What the pages are made of, which is public, and the way to sign in and out."""
