"""Package, knowledge and estimate in; findings, criteria, access and the readings of coherence out. Pure functions."""

from workbench.checks.access import analyse
from workbench.checks.context import Context
from workbench.checks.doors import doors
from workbench.checks.engine import check
from workbench.checks.interactions import interactions

__all__ = ["Context", "analyse", "check", "doors", "interactions"]
