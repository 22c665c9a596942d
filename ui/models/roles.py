"""What a table holds, in words."""

from __future__ import annotations

from ui.texts import t, word
from workbench.errors import message
from workbench.model.table import ROLES
from workbench.model.words import Role


def role_word(role: str) -> str:
    """Name what a table holds."""
    if role in ROLES:
        return word(Role(role))
    return t(message("a named series")) if role == "series" else role
