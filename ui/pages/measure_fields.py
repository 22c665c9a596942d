"""Which fields of a measure the whole form offers, and where its open words come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.texts import t
from workbench.model.understood import understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session import Session
    from ui.widgets.record_form import Understood, Vocabulary

ADVANCED_MEASURE = (
    "title", "instrument", "sector", "status", "start_month", "arm_of", "groups", "principles", "depth", "builds", "personal_scope", "age_from",
    "age_to", "eligibility", "conditions", "verification", "fee", "payee", "channel", "stacking", "stacks", "stacks_overlap", "stacks_share", "safeguards", "tags",
    "contingency", "rights", "entitled_from", "funded_from", "review_or_end", "legal_basis", "institution", "adaptation",
    "note",
)  # fmt: skip
RELATIONS_MEASURE = ("needs", "provides", "conflicts", "changes", "standard")
BUDGET = ("vote", "programme", "function", "government", "governments")
ADVANCED_COST = (
    "model", "needs_no_money", "currency", "price_year", "sex", "cut_share", "age_from_by_year", "age_to_by_year", "group", "people_series", "prevalence", "prevalence_series", "prevalence_by_age",
    "severity", "children_per_mother", "children_by_rank", "level_floor", "level_floor_basis", "level_cap", "level_cap_basis", "rate", "child_level", "child_age_to", "payments", "months", "indexation",
    "index_every", "coverage", "use_access", "overlap", "recovered", "monitoring_per_head", "poor_share", "exclusion_error", "leakage", "leakage_basis", "household_size",
    "test_fixed", "test_per_applicant", "applicants", "workers", "days", "wage", "labour_share", "quantity_label", "ingredients", "unit_cost_series",
    "fee_charged", "extra_use", "upkeep_share", "life", "standing", "upkeep_until", "backlog", "backlog_years", "spending_series", "admin_markup", "admin_share_of_gross", "admin_fixed", "admin_per_head", "set_up",
    "capital_share", "replaces", "source",
)  # fmt: skip


def vocabulary_of(session: Session) -> Vocabulary:
    """Give the words of open vocabularies, the package's own records among them."""

    def words(name: str) -> Sequence[tuple[str, str]]:
        held = session.here.words(name).items()
        if name == "provision":
            return [(key, f"{key}: {t(title)}") for key, title in held]
        if name == "cofog":
            return [(key, f"{key} {t(title)}") for key, title in held]
        return [(key, t(title)) for key, title in held]

    return words


def understood_in(session: Session) -> Understood:
    """Say how numbers of the package's records are understood."""

    def said(record: Any, name: str) -> str:
        found = understood(session.package, record, name)
        return "" if found is None else t(found)

    return said
