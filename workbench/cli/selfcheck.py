"""The frozen program's own test: every library it needs is there and works, on the bundled sample."""

from __future__ import annotations

import tempfile
from pathlib import Path

from workbench import __version__
from workbench.cli.output import Output
from workbench.errors import message
from workbench.workspace import EXTENSION, Workspace


def self_check(out: Output) -> int:
    """Bring in, check, cost, trace, print, verify; name each step that worked."""
    with tempfile.TemporaryDirectory(prefix="policy-workbench-") as folder:
        path = Path(folder) / f"check{EXTENSION}"
        with Workspace.create_sample(path) as workspace:
            out.result(message("workbooks: {count} tables", count=len(workspace.package.tables)))
            results = workspace.results()
            out.result(message("checks: {count} criteria", count=len(results.checked.criteria)))
            out.result(message("costing: {count} measures", count=len(results.estimate.measures)))
            workspace.trace("total.cost", workspace.package.key_year)
            pdf = workspace.write_brief(Path(folder) / "brief.pdf")
            out.result(message("brief: {size} bytes", size=pdf.stat().st_size))
            problems = workspace.verify()
    for problem in problems:
        out.note(problem)
    out.result(message("Policy Workbench {version} is sound.", version=__version__))
    return 1 if problems else 0
