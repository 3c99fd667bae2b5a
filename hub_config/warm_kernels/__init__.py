"""Kernels that are forked from a warm process, in which the slow imports are done already."""

from .provisioner import WarmProvisioner
from .warm_process import WarmProcess, keep_warm

__all__ = ["WarmProcess", "WarmProvisioner", "keep_warm"]
