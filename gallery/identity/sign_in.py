"""Sign-in through JupyterHub: tokens for programs, OAuth and a cookie for pages."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from jupyterhub.httpclient import JupyterHubHTTPClient
from jupyterhub.services.auth import HubOAuth
from tornado.httputil import url_concat
from tornado.web import HTTPError, create_signed_value, decode_signed_value

from gallery.errors import HubUnavailable, NotAllowed, NotSignedIn
from gallery.identity.people import Person
from gallery.settings import Settings

__all__ = ["CSRF_FIELD", "CSRF_HEADER", "OUR_PATHS", "HubIdentity", "hub_identity"]

# Where the service's pages are. The cookie goes there and nowhere else: under /user/ and
# /services/apps/ people's own code runs, and a cookie on "/" would be handed to it.
OUR_PATHS = tuple(
    f"/{name}"
    for name in (
        *("home", "gallery", "projects", "tv", "screens", "p", "join", "api", "start"),
        "services/gallery",
    )
)
CSRF_HEADER = "X-QIHub-CSRF"
CSRF_FIELD = "csrf"

_ACCESS = "access:services!service=gallery"
_HERE = "/services/gallery"
_SESSION = "qihub-session"
_SESSION_DAYS = 14
_CACHE_SECONDS = 20
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOT_OURS = ("/user/", "/services/apps/")


def hub_identity(settings: Settings) -> "HubIdentity":
    """Ask the hub that started this service, as its environment says."""
    hub = HubOAuth(cache_max_age=_CACHE_SECONDS, access_scopes={_ACCESS})
    secret = _kept_secret(settings.data_folder / "gallery-cookie-secret")
    return HubIdentity(hub, secret=secret, is_https=settings.public_url.startswith("https://"))


class HubIdentity:
    """Recognise people by what the hub says of their token."""

    def __init__(self, hub: HubOAuth, *, secret: str, is_https: bool) -> None:
        self._hub = hub
        self._secret = secret
        self._is_https = is_https

    async def person(self, request: Request) -> Person | None:
        """Recognise the person behind a request; None when nobody is signed in."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme:
            person = None
            if scheme.lower() in ("token", "bearer"):
                person = await self._ask(token.strip(), session="")
            if person is None:
                raise NotSignedIn("This token is not valid here, or not any more. Sign in again.")
            return person
        cookie = self._session(request)
        if not cookie or not await self._comes_from_our_page(request, cookie):
            return None
        return await self._ask(cookie, session=request.cookies.get("jupyterhub-session-id", ""))

    def csrf_token(self, request: Request) -> str:
        """Give the token that our own pages send with a change; it belongs to the session."""
        cookie = self._session(request)
        return self._csrf_of(cookie) if cookie else ""

    async def close(self) -> None:
        """Close the connections to the hub."""
        await JupyterHubHTTPClient.loop_instance().close()

    def routes(self) -> APIRouter:
        """Give the addresses for signing in and out."""
        router = APIRouter(prefix=_HERE, include_in_schema=False)
        router.add_api_route("/sign-in", self._begin, methods=["GET"])
        router.add_api_route("/oauth_callback", self._finish, methods=["GET"])
        router.add_api_route("/sign-out", self._sign_out, methods=["GET"])
        return router

    async def _begin(self, next: str = "/home") -> RedirectResponse:
        """Send the reader to the hub."""
        verifier, challenge, method = self._hub.generate_pkce_code_challenge()
        state = self._hub.generate_state(_local(next), code_verifier=verifier)
        asked = {"state": state, "code_challenge": challenge, "code_challenge_method": method}
        response = RedirectResponse(url_concat(self._hub.login_url, asked), 303)
        self._set(response, _state_cookie(state), state, _HERE, seconds=600)
        return response

    async def _finish(
        self, request: Request, code: str = "", state: str = "", error: str = ""
    ) -> RedirectResponse:
        """Take the reader back from the hub, with a session."""
        if error or not code:
            raise NotAllowed("The hub did not let you in. Ask the people who run it.")
        ours = self._signed(request, _state_cookie(state))
        verifier = self._hub.get_code_verifier(state)
        if not ours or not hmac.compare_digest(ours, state) or not verifier:
            # An old tab, a restart in between, or somebody else's sign-in: begin again.
            return RedirectResponse(f"{_HERE}/sign-in", 303)
        target = _local(self._hub.get_next_url(state))
        self._hub.clear_oauth_state(state)
        try:
            token = await self._hub.token_for_code(code, code_verifier=verifier, sync=False)
        except HTTPError as problem:
            raise HubUnavailable("The hub did not finish the sign-in. Try again.") from problem
        response = RedirectResponse(target, 303)
        for path in OUR_PATHS:
            self._set(response, _SESSION, token, path, seconds=_SESSION_DAYS * 24 * 3600)
        response.delete_cookie(_state_cookie(state), path=_HERE)
        return response

    async def _sign_out(self) -> RedirectResponse:
        """Forget the session here, then at the hub."""
        self._hub.cache.clear()
        response = RedirectResponse("/hub/logout", 303)
        for path in OUR_PATHS:
            response.delete_cookie(_SESSION, path=path)
        return response

    async def _ask(self, token: str, *, session: str) -> Person | None:
        try:
            user = await self._hub.user_for_token(token, session_id=session, sync=False)
        except HTTPError as problem:
            raise HubUnavailable("The hub does not answer. Try again in a minute.") from problem
        if not user or not self._hub.check_scopes(self._hub.access_scopes, user):
            return None
        return Person.from_hub(user)

    async def _comes_from_our_page(self, request: Request, cookie: str) -> bool:
        """Tell whether the cookie may speak for the person in this request.

        Code in team servers and apps runs on the same origin, so the browser would send the cookie
        with its requests too: a change, and a read by a script, must carry our pages' token.
        """
        changes = request.method not in _SAFE
        # What a page shows, such as an image, has a destination; what a script asks for has none.
        by_script = request.headers.get("sec-fetch-dest") == "empty"
        if not changes and not by_script:
            return True
        if not _is_foreign(request) and await self._has_csrf_token(request, cookie):
            return True
        if changes:
            raise NotAllowed(
                "This change did not come from a page of the hub, or that page is out of date. "
                "Load it again, then try once more."
            )
        return False

    async def _has_csrf_token(self, request: Request, cookie: str) -> bool:
        sent = request.headers.get(CSRF_HEADER, "")
        if not sent and request.headers.get("content-type", "").startswith(_FORMS):
            sent = str((await request.form()).get(CSRF_FIELD, ""))
        return hmac.compare_digest(sent.encode(), self._csrf_of(cookie).encode())

    def _csrf_of(self, cookie: str) -> str:
        return hmac.new(self._secret.encode(), f"csrf {cookie}".encode(), "sha256").hexdigest()

    def _session(self, request: Request) -> str:
        return self._signed(request, _SESSION)

    def _signed(self, request: Request, name: str) -> str:
        kept = decode_signed_value(
            self._secret, name, request.cookies.get(name), max_age_days=_SESSION_DAYS
        )
        return kept.decode("ascii", "replace") if kept else ""

    def _set(
        self, response: RedirectResponse, name: str, value: str, path: str, *, seconds: int
    ) -> None:
        response.set_cookie(
            name,
            create_signed_value(self._secret, name, value).decode(),
            max_age=seconds,
            path=path,
            secure=self._is_https,
            httponly=True,
            samesite="lax",
        )


def _is_foreign(request: Request) -> bool:
    """Tell whether the browser says that another site, a team's server or an app sent this."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return True
    return urlsplit(request.headers.get("referer", "")).path.startswith(_NOT_OURS)


def _local(target: str) -> str:
    """Keep an address only when it stays on this site."""
    parts = urlsplit(target)
    is_local = not parts.scheme and not parts.netloc and target.startswith("/")
    is_clean = not target.startswith("//") and target.isprintable() and "\\" not in target
    return target if is_local and is_clean else "/home"


def _state_cookie(state: str) -> str:
    # A name for each sign-in, so that two tabs may be under way at once.
    return f"qihub-sign-in-{hashlib.sha256(state.encode()).hexdigest()[:12]}"


def _kept_secret(path: Path) -> str:
    """Read the secret that signs cookies; made once, so that a restart signs nobody out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret
