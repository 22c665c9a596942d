"""The project file: the package, its history and the workbooks it rests on, never losing an edit."""

from workbench.project.copies import SafetyCopies, SafetyCopy
from workbench.project.database import EXTENSION
from workbench.project.diff import difference, flatten
from workbench.project.phrases import with_codes
from workbench.project.rescue import Loss, Rescued, rescue, told_loss, write_rescued
from workbench.project.store import ProjectFile, Step
from workbench.project.upgrade import EXPLICIT_PATHS, FACTS, renewed, upgraded_package

__all__ = [
    "EXPLICIT_PATHS",
    "EXTENSION",
    "FACTS",
    "Loss",
    "ProjectFile",
    "Rescued",
    "SafetyCopies",
    "SafetyCopy",
    "Step",
    "difference",
    "flatten",
    "renewed",
    "rescue",
    "told_loss",
    "upgraded_package",
    "with_codes",
    "write_rescued",
]
