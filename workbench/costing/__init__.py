"""Package and imported tables in; a graph that computes, explains and traces every figure out."""

from workbench.costing.estimate import Costing
from workbench.costing.graph import Evaluation
from workbench.costing.workbook import write as write_workbook

__all__ = ["Costing", "Evaluation", "write_workbook"]
