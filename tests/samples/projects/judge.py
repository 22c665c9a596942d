"""Made `format-N-judged.policy`: run by the program of each format, it writes judgements some of which have lapsed.

Run as `PYTHONPATH=PROGRAM python judge.py OUT`, where PROGRAM is the source at the last commit that wrote the format: 5a5a12a
for 1, 6b67770 for 2, e03a8fe for 3, 3f25660 for 4.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.errors import message
from workbench.model import Change, Package
from workbench.workspace import Workspace

HERDERS = {
    "id": "herders", "name": "Herders", "size": 50000, "traits": ["nomadic"],
    "lacks": [{"capability": "identity-document", "share": 0.4}],
}  # fmt: skip
PENSION = {
    "id": "pension", "title": "Old-age pension", "sector": "social-protection", "start": 2027, "delivery": "universal",
    "principles": ["redistribution"], "groups": ["herders"], "age_from": 65, "needs": [{"any_of": ["identity-document"]}],
}  # fmt: skip
RELIEF = {
    "id": "relief", "title": "Poor relief", "sector": "social-protection", "start": 2027, "delivery": "targeted",
    "principles": ["redistribution"], "groups": ["herders"], "eligibility": ["means-test"],
}  # fmt: skip


def judge(out: Path) -> None:
    with Workspace.create(out, Package(base_year=2026, horizon=6, author="A. Planner")) as workspace:

        def edit(label: str, change: Change) -> None:
            workspace.edit(message("{label}", label=label), [change])

        edit("Add Herders", Change("add", "group:herders", value=HERDERS))
        edit("Add Old-age pension", Change("add", "measure:pension", value=PENSION))
        edit("Add Poor relief", Change("add", "measure:relief", value=RELIEF))
        for finding in ("T7:pension:herders", "T4:relief", "R2.a", "R3.a"):
            workspace.accept(finding, "Known to us")
        workspace.override("R6.a", "met", "In the budget law")
        fewer = [{"capability": "identity-document", "share": 0.3}]
        edit("Fewer lack documents", Change("set", "group:herders", "lacks", fewer))
        workspace.accept("R4.c", "Later")
        edit("Accept for good", Change("add", "acceptance:R5.c", value={"id": "R5.c", "reason": "For good"}))
        edit(
            "Keep a mapping", Change("add", "mapping:budget", value={"id": "budget", "title": "Budget book"})
        )
        number = len(workspace.history())
        edit("Take back", Change("remove", "acceptance:R2.a"))
        workspace.restore(number)
        edit("Set title", Change("set", "package", "title", "Edited"))
        workspace.undo()


if __name__ == "__main__":
    judge(Path(sys.argv[1]))
