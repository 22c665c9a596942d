"""The words of the domain as frozen values. Nothing here reads files, computes or prints.

Names are looked up when first used, so that the window can be painted before the records are made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.model.cost import Cost, Ingredient, Prevalence
    from workbench.model.decided import Decision
    from workbench.model.edits import SUBJECTS, Change, Edit, add, apply, find, remove, replace, set_value
    from workbench.model.group import Group, Lack
    from workbench.model.mapping import Mapping, Stated, TableMapping
    from workbench.model.measure import Budget, Conflict, Measure, Need, Provision, Stacking, Standard, Term
    from workbench.model.package import (
        Acceptance,
        Assumption,
        FinancingLine,
        Interaction,
        Law,
        Override,
        Package,
        Published,
        Range,
        Scenario,
        Treaty,
    )
    from workbench.model.paths import Path, Shape
    from workbench.model.table import Correction, Series, Table

_HOMES = {
    "cost": ("Cost", "Ingredient", "Prevalence"),
    "edits": ("SUBJECTS", "Change", "Edit", "add", "apply", "find", "remove", "replace", "set_value"),
    "group": ("Group", "Lack"),
    "mapping": ("Mapping", "Stated", "TableMapping"),
    "measure": ("Budget", "Conflict", "Measure", "Need", "Provision", "Stacking", "Standard", "Term"),
    "package": (
        "Acceptance",
        "Assumption",
        "FinancingLine",
        "Interaction",
        "Law",
        "Override",
        "Package",
        "Published",
        "Range",
        "Scenario",
        "Treaty",
    ),
    "paths": ("Path", "Shape"),
    "decided": ("Decision",),
    "table": ("Correction", "Series", "Table"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{home}"), name)


__all__ = [
    "SUBJECTS",
    "Acceptance",
    "Assumption",
    "Budget",
    "Change",
    "Conflict",
    "Correction",
    "Cost",
    "Decision",
    "Edit",
    "FinancingLine",
    "Group",
    "Ingredient",
    "Interaction",
    "Lack",
    "Law",
    "Mapping",
    "Measure",
    "Need",
    "Override",
    "Package",
    "Path",
    "Prevalence",
    "Provision",
    "Published",
    "Range",
    "Scenario",
    "Series",
    "Shape",
    "Stacking",
    "Standard",
    "Stated",
    "Table",
    "TableMapping",
    "Term",
    "Treaty",
    "add",
    "apply",
    "find",
    "remove",
    "replace",
    "set_value",
]
