"""What can go wrong when a hub is run, in words for whoever runs it."""

__all__ = ["AlreadyRunning", "HubDidNotStart", "PortTaken", "RunError"]


class RunError(Exception):
    """The base of every error of running a hub."""


class AlreadyRunning(RunError):
    """A hub holds this data folder already."""


class PortTaken(RunError):
    """Another program listens where the hub should."""


class HubDidNotStart(RunError):
    """JupyterHub ended or did not answer; its log says why."""
