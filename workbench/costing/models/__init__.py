"""The cost models: one function for each formula, from a measure's parameters to nodes.

Formulas follow the general form of ILO costings (Ortiz and others 2017, ESS 58, annex II): people entitled x coverage
x take-up x benefit x payments, plus administration, which is a mark-up on transfers or a share of gross, never both.
One transfer with parameters serves most benefits:

| benefit | parameters |
| --- | --- |
| child allowance | ages; `age_to_by_year` to raise the limit; `children_per_mother` with `children_by_rank` |
| old-age pension | ages; pension-tested: `overlap`, the share with another pension |
| disability | `prevalence_by_age` or `prevalence`; `severity` |
| maternity | `people_series = births` x `months` paid |
| orphans, survivors | `people_series` of a register, or `prevalence` |
| unemployment | `people_series = labour-force` x `prevalence_series` x `coverage` x `months` paid |
| subsidy of contributions | the insured x the covered wage as `level` x `rate` |
| conditional transfer | `monitoring_per_head` |
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.costing.models import cash, services, sums, tested, work
from workbench.costing.parameters import Costed, Parameters
from workbench.model.words import CostModel

MODELS: dict[CostModel, Callable[[Parameters], Costed]] = {
    CostModel.TRANSFER: cash.transfer,
    CostModel.BASIC_INCOME: cash.basic_income,
    CostModel.MEANS_TESTED: tested.means_tested,
    CostModel.PUBLIC_WORKS: work.public_works,
    CostModel.SERVICE: services.service,
    CostModel.FEE_REMOVAL: services.fee_removal,
    CostModel.REGISTRATION: services.registration,
    CostModel.INFRASTRUCTURE: services.infrastructure,
    CostModel.LUMP_SUM: sums.lump_sum,
    CostModel.EXISTING_SPENDING: sums.existing_spending,
}

__all__ = ["MODELS"]
