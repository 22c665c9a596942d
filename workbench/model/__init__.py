"""The words of the domain as frozen values. Nothing here reads files, computes or prints."""

from workbench.model.edits import SUBJECTS, Change, Edit, add, apply, find, remove, replace, set_value
from workbench.model.group import Group, Lack
from workbench.model.measure import Conflict, Cost, Measure, Need, Provision, Standard, Term
from workbench.model.package import (
    Acceptance,
    Assumption,
    FinancingLine,
    Law,
    Override,
    Package,
    Scenario,
    Treaty,
)
from workbench.model.paths import Path, Shape
from workbench.model.table import Decision, Series, Table

__all__ = [
    "SUBJECTS",
    "Acceptance",
    "Assumption",
    "Change",
    "Conflict",
    "Cost",
    "Decision",
    "Edit",
    "FinancingLine",
    "Group",
    "Lack",
    "Law",
    "Measure",
    "Need",
    "Override",
    "Package",
    "Path",
    "Provision",
    "Scenario",
    "Series",
    "Shape",
    "Standard",
    "Table",
    "Term",
    "Treaty",
    "add",
    "apply",
    "find",
    "remove",
    "replace",
    "set_value",
]
