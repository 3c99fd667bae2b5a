"""A person's key for programs, with which tests ask the API what is really there."""

from typing import Protocol

import httpx

__all__ = ["AnyHub", "key_of", "program_of"]


class AnyHub(Protocol):
    """A hub that runs somewhere, its first accounts with one password."""

    @property
    def url(self) -> str:
        """Where it is."""

    @property
    def password(self) -> str:
        """What its first accounts sign in with."""


def key_of(hub: AnyHub, name: str) -> str:
    """Make a key as JupyterHub lets a program do that knows the password."""
    sign_in = {"username": name, "password": hub.password}
    answer = httpx.post(f"{hub.url}/hub/api/users/{name}/tokens", json={"auth": sign_in})
    return str(answer.raise_for_status().json()["token"])


def program_of(hub: AnyHub, name: str) -> httpx.Client:
    """Speak to the hub in a person's name; whoever asks for it closes it."""
    key = {"Authorization": f"token {key_of(hub, name)}"}
    return httpx.Client(base_url=hub.url, headers=key, timeout=30)
