"""Kernels that are forked from a warm process, in which the slow imports are done already."""

from .provisioner import WarmProvisioner
from .warm_process import WarmProcess, warm_process

__all__ = ["WarmProcess", "WarmProvisioner", "warm_process"]
