"""What a planner does about a finding or a criterion: apply a fix, accept with a reason, override with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.notice import ReasonDialog
from ui.texts import t
from workbench.errors import message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from workbench.model.results import CriterionResult, Finding


def apply_fix(session: Session, finding: Finding, number: int) -> None:
    """Apply a fix of a finding as one step."""
    fix = finding.fixes[number]
    session.edit(fix.label, fix.changes)


def accept_finding(session: Session, finding: Finding, parent: QWidget) -> None:
    """Ask for a reason and accept a finding; an accepted one is opened again."""
    from workbench.model import remove

    if finding.accepted is not None:
        session.edit(
            message("Open {rule} again", rule=finding.rule), [remove(f"acceptance:{finding.accepted.id}")]
        )
        return
    dialog = ReasonDialog(parent, t(message("Accept a finding")), t(finding.message), t(message("Accept")))
    if dialog.exec():
        reason = dialog.text()
        session.apply(lambda: session.here.accept(finding.id, reason))


def override_criterion(session: Session, criterion: CriterionResult, status: str, parent: QWidget) -> None:
    """Ask for a reason and set a criterion's status by judgement; an empty status takes the judgement back."""
    from workbench.model import remove

    if not status:
        if criterion.override is not None:
            session.edit(
                message("Take back the judgement on {criterion}", criterion=criterion.id),
                [remove(f"override:{criterion.id}")],
            )
        return
    title = message("Judge {criterion}", criterion=criterion.id)
    dialog = ReasonDialog(parent, t(title), t(criterion.reason), t(message("Set status")))
    if dialog.exec():
        reason = dialog.text()
        session.apply(lambda: session.here.override(criterion.id, status, reason))
