"""Package, knowledge and estimate in; findings, criteria and access out. Pure functions."""

from workbench.checks.access import analyse
from workbench.checks.context import Context
from workbench.checks.engine import check

__all__ = ["Context", "analyse", "check"]
