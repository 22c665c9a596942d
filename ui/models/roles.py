"""What a table holds, in words."""

from __future__ import annotations

from ui.texts import t
from workbench.errors import message


def role_word(role: str) -> str:
    """Name what a table holds."""
    words = {
        "population": message("population"), "macro": message("macro framework"), "prices": message("prices"),
        "existing-spending": message("existing spending"), "unit-costs": message("unit costs"),
        "wages": message("wages"), "poverty-lines": message("poverty lines"), "coverage": message("coverage"),
        "series": message("a named series"), "group-sizes": message("sizes of groups"), "other": message("other figures"),
    }  # fmt: skip
    return t(words[role]) if role in words else role
