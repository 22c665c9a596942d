"""The project file: the package, its history and the workbooks it rests on, never losing an edit."""

from workbench.project.diff import difference, flatten, unflatten
from workbench.project.store import EXTENSION, ProjectFile, Step

__all__ = ["EXTENSION", "ProjectFile", "Step", "difference", "flatten", "unflatten"]
