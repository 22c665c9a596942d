"""The JSON results, which are a contract with those who script the program."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import TYPE_CHECKING, Any

from workbench.errors import Message, Problem, Spot
from workbench.i18n import Translator
from workbench.knowledge import Knowledge
from workbench.model import Change, Package, Table
from workbench.model.currencies import currencies_in
from workbench.model.decided import Coded, Decision, decision_said
from workbench.model.decided import said as said_of
from workbench.model.results import (
    AccessCell,
    Checked,
    CostLine,
    CriterionResult,
    Estimate,
    Finding,
    Need,
    Trace,
)
from workbench.model.revision import Revision
from workbench.model.rivals import Outdone
from workbench.model.uncertainty import Uncertainty

if TYPE_CHECKING:
    from workbench.sheets import Reading

_WHOLE = 1.0 - 1e-9


def text(data: Any) -> str:
    """Write JSON; a figure that is not known becomes null."""
    return json.dumps(plain(data), ensure_ascii=False, indent=2, allow_nan=False)


def plain(value: Any) -> Any:
    """Turn tuples into lists and what is not a number into null."""
    if isinstance(value, float):
        return None if math.isnan(value) or math.isinf(value) else value
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def checked(result: Checked, package: Package, knowledge: Knowledge, t: Translator) -> dict[str, Any]:
    """Give the result of `check`."""
    access = result.access
    return {
        "criteria": [_criterion(item, t) for item in result.criteria],
        "further_criteria": [_criterion(item, t) for item in result.further],
        "packs": [{"id": pack.id, "title": pack.title, "version": pack.version} for pack in knowledge.packs],
        "missing_packs": missing_packs(package, knowledge),
        "findings": [_finding(item, knowledge, t) for item in result.findings],
        "access": [_cell(cell) for cell in access.cells],
        "not_reached": {
            "years": access.years,
            "at_least": access.at_least,
            "at_most": access.at_most,
            "groups_not_measured": access.unmeasured,
        },
        "reading": {
            "basic_income": package.basic_income_reading.value,
            "pension_age": package.pension_age,
            "allowances_universal": package.allowances_universal,
        },
    }


def missing_packs(package: Package, knowledge: Knowledge) -> list[str]:
    """Name the packs a package is to be checked against that are not here."""
    here = {pack.id for pack in knowledge.packs}
    return [name for name in package.packs if name not in here]


def _criterion(item: CriterionResult, t: Translator) -> dict[str, Any]:
    return {
        "id": item.id,
        "status": item.status.value,
        "reason": t(item.reason),
        "reason_code": item.why.value,
        "measures": item.measures,
        "computed": (item.computed or item.status).value,
        "override": _plain_record(item.override),
    }


def _finding(item: Finding, knowledge: Knowledge, t: Translator) -> dict[str, Any]:
    rule = knowledge.rule(item.rule)
    return {
        "id": item.id,
        "code": item.rule,
        "rule": item.rule,
        "kind": item.kind.value,
        "severity": item.severity.value,
        "subjects": item.subjects,
        "message": t(item.message),
        "because": [t(line) for line in item.because],
        "advice": t(item.advice) if item.advice else "",
        "rests_on": dataclasses.asdict(item.basis),
        "evidence": [_evidence(one, knowledge, t) for one in item.evidence],
        "counter_evidence": [_evidence(one, knowledge, t) for one in item.counter_evidence],
        "rights": item.rights,
        "resolved_through": [
            {"provision": link.provision, "how": t(link.resolves)}
            for link in (rule.rights if rule is not None else ())
        ],
        "fixes": [
            {"label": t(fix.label), "edit": {"changes": [change(one) for one in fix.changes]}}
            for fix in item.fixes
        ],
        "accepted": {"reason": item.accepted.reason, "by": item.accepted.by, "on": item.accepted.on}
        if item.accepted
        else None,
        "reopened": item.reopened,
    }


def _evidence(evidence_id: str, knowledge: Knowledge, t: Translator) -> dict[str, Any]:
    from workbench.knowledge import text as said

    record = knowledge.evidence_of(evidence_id)
    assert record is not None
    source = knowledge.source(record.source)
    assert source is not None
    return {
        "text": t(said(record.text, "finding")),
        "source": f"{t(source.cited)}, {source.title}",
        "country": record.country,
        "verified": source.verified,
    }


def _cell(cell: AccessCell) -> dict[str, Any]:
    return {
        "group": cell.group,
        "measure": cell.measure,
        "year": cell.year,
        "reached": cell.share >= _WHOLE,
        "share": cell.share,
        "bounds": cell.bounds,
        "people": cell.people,
        "people_not_reached": cell.not_reached,
        "missing": cell.missing,
        "blocked_by": cell.blocked_by,
        "unstated": cell.unstated,
    }


def change(item: Change) -> dict[str, Any]:
    """Give one change, as fixes carry it."""
    held = {"op": item.op, "subject": item.subject}
    return (
        held
        | ({"field": item.field} if item.field else {})
        | ({} if item.op == "remove" else {"value": item.value})
    )


def uncertainty(result: Uncertainty | None, t: Translator) -> dict[str, Any] | None:
    """Give a Monte Carlo run: percentiles of the total, then of every figure that was kept."""
    total = result.spread("total.cost") if result is not None else None
    if result is None or total is None:
        return None
    return {
        "draws": result.draws,
        "seed": result.seed,
        "p10": total.p10,
        "p50": total.p50,
        "p90": total.p90,
        "mean": total.mean,
        "figures": {
            one.figure: {"p10": one.p10, "p50": one.p50, "p90": one.p90, "mean": one.mean}
            for one in result.spreads
        },
        "inputs": result.inputs,
        "problems": [t(problem) for problem in result.problems],
    }


def estimate(result: Estimate, t: Translator) -> dict[str, Any]:
    """Give the result of `cost`."""
    return {
        "currency": result.currency,
        "price_basis": result.price_basis,
        "years": result.years,
        "measures": [_line(line, t) for line in (*result.measures, *result.uncosted) if not line.existing],
        "baseline": [_line(line, t) for line in (*result.baseline, *result.uncosted) if line.existing],
        "complete": result.floor is None and not any(map(math.isnan, result.total)),
        "floor": [year in result.open_years for year in result.years],
        "complete_years": result.complete_years,
        "needs": needs(result, t),
        "total": result.total,
        "net": result.net,
        "capital": result.capital,
        "replaced": result.replaced,
        "recovered": result.recovered,
        "unpaid": result.unpaid,
        "share_of_gdp": result.share_of_gdp,
        "share_of_expenditure": result.share_of_expenditure,
        "share_of_revenue": result.share_of_revenue,
        "deficit_ratio": result.deficit_ratio,
        "debt_ratio": result.debt_ratio,
        "published": [
            {
                "id": one.id,
                "figure": one.figure,
                "unit": one.unit,
                "years": one.years,
                "published": one.published,
                "ours": one.ours,
                "difference": one.differences,
                "source": one.source,
            }
            for one in result.beside
        ],
        "financing": result.financing,
        "financing_by_certainty": dict(result.by_certainty),
        "gap": result.gap,
        "surplus": result.surplus,
        "envelope": result.envelope,
        "interest": result.interest,
        "repayment": result.repayment,
        "averages": _averages(result),
        "budget": [dataclasses.asdict(line) for line in result.budget],
        "flags": [
            {
                "id": flag.id,
                "subject": flag.subject,
                "message": t(flag.message),
                "years": flag.years,
                "source": flag.source,
                "verified": flag.verified,
            }
            for flag in result.flags
        ],
        "problems": [t(item) for item in result.problems],
    }


def needs(result: Estimate, t: Translator) -> list[dict[str, Any]]:
    """Give what the package needs of imported series, and what of that is missing."""
    return [need(one, t) for one in result.needs]


def need(item: Need, t: Translator) -> dict[str, Any]:
    """Give what the package needs of one series."""
    return {
        "series": item.series,
        "label": t(item.label),
        "measures": item.measures,
        "years": item.years,
        "missing": item.missing,
        "fills": [
            {"code": fill.code, "subject": fill.subject, "years": fill.years, "message": t(fill.told)}
            for fill in item.fills
        ],
    }


def not_costed(result: Estimate, t: Translator) -> list[dict[str, Any]]:
    """Name the measures that are in no total, and why."""
    return [
        {"measure": line.id, "reason": t(line.reason or ""), "code": line.code} for line in result.uncosted
    ]


def _averages(result: Estimate) -> dict[str, Any]:
    """Give the averages over the years, each named: every year the same, and every year by its size."""
    found = {"share_of_gdp": result.average(result.total), "net_share_of_gdp": result.average(result.net)}
    return {
        name: one and {"simple": one.simple, "weighted": one.weighted, "years": one.years}
        for name, one in found.items()
    }


def _line(line: CostLine, t: Translator) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "sector": line.sector,
        "beneficiaries": line.beneficiaries,
        "entitled": line.entitled,
        "not_reached": line.not_reached,
        "unpaid": line.unpaid,
        "benefit": line.benefit,
        "cost": line.cost,
        "replaced": line.replaced,
        "recovered": line.recovered,
        "capital": line.capital,
        "benefit_of_gdp_per_head": line.of_gdp_per_head,
        "benefit_of_poverty_line": line.of_poverty_line,
        "not_costed": t(line.reason) if line.reason is not None else None,
        "not_stated": [t(one) for one in line.unstated],
        "needs_no_money": line.needs_no_money or None,
    }


def trace(result: Trace, t: Translator) -> dict[str, Any]:
    """Give the result of `trace`, a tree."""
    held: dict[str, Any] = {
        "figure": result.figure or t(result.label),
        "label": t(result.label),
        "unit": result.unit,
        "year": result.year,
        "value": result.value,
        "formula": t(result.formula) if result.formula else "",
        "inputs": [trace(item, t) for item in result.inputs],
    }
    origin = result.origin
    if origin is not None and origin.assumption:
        held["source"] = {"assumption": origin.assumption, "by": origin.by, "why": origin.why}
    elif origin is not None:
        held["source"] = {
            "workbook": origin.workbook,
            "sheet": origin.sheet,
            "cells": origin.cells,
            "places": [place(spot) for spot in origin.spots],
            "imported": origin.imported,
            "notes": [t(note) for note in origin.notes],
        }
    return held


def outdone(item: Outdone | None) -> dict[str, Any]:
    """Say whether a table counts, which does in its place, and for which series if not for all."""
    return {
        "counts": item is None or bool(item.series),
        "outdone_by": item.by.id if item is not None else None,
        "outdone_in": item.series if item is not None else (),
    }


def numbers(reading: Reading, t: Translator) -> list[dict[str, Any]]:
    """Give how the numbers of columns were read that stand there as texts."""
    return [
        {"table": one.id, **dataclasses.asdict(column), **_evidence_of(column.evidence, t)}
        for one in reading.tables
        for column in reading.numbers(one, False)
    ]


def table(item: Table, t: Translator, own: str = "") -> dict[str, Any]:
    """Give one imported table, without its values; `own` is the currency of the package."""
    from workbench.sheets.words.countries import said_by

    return {
        "id": item.id,
        "role": item.role,
        "title": item.title,
        "country": said_by(item),
        "workbook": item.workbook,
        "sheet": item.sheet,
        "range": item.range,
        "rows": len(item.series),
        "years": item.years,
        "unit": item.unit,
        "currencies": currencies_in(item, own),
        "scale": item.scale,
        "how_recognised": "; ".join(t(decision_said(one)) for one in item.how),
        "decisions": [_decision(one, t) for one in item.how],
        "series": [one.key for one in item.series][:200],
        "left_out": item.left_out,
        "imported": item.imported,
        "split": sorted({one.split for one in item.series if one.split}),
        "interpolated": sorted({year for one in item.series for year in one.interpolated}),
        "corrections": [dataclasses.asdict(one) for one in item.corrections],
    }


def _decision(one: Decision, t: Translator) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "code": one.answer.code,
        "answer": t(said_of(one.answer)),
        "values": dict(one.answer.values),
        "sure": one.sure,
        **_evidence_of(one.evidence, t),
    }


def _evidence_of(one: Coded, t: Translator) -> dict[str, Any]:
    return {
        "evidence": t(said_of(one)) if one else "",
        "evidence_code": one.code,
        "evidence_values": dict(one.values),
    }


def revision(item: Revision) -> dict[str, Any]:
    """Give what a newer version of a workbook changes."""
    return {
        "replaced": item.replaced,
        "values": [
            {
                "table": one.table,
                "series": one.name,
                "label": one.label,
                "year": one.year,
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
                "unit": one.unit,
                "cell": one.cell,
                "corrected": one.corrected,
            }
            for one in item.changes
        ],
        "totals": [dataclasses.asdict(one) for one in item.totals],
        "series_removed": item.gone,
        "corrections_kept": [_correction(one) for one in item.corrections],
        "corrections_without_series": [_correction(one) for one in item.lost],
    }


def _correction(item: tuple[str, str, int]) -> dict[str, Any]:
    table, series, year = item
    return {"table": table, "series": series, "year": year}


def problem(item: Problem, t: Translator) -> dict[str, Any]:
    """Give one problem of an input."""
    return {
        "code": item.code,
        "asks": item.asks,
        "severity": item.severity,
        "where": item.place,
        "sheet": item.sheet,
        "cell": item.cell,
        "place": place(item.where) if isinstance(item.where, Spot) else None,
        "message": t(item.message),
        "remedy": t(item.remedy) if item.remedy else "",
    }


def place(spot: Spot) -> dict[str, Any]:
    """Give a place in a workbook."""
    return {"workbook": spot.workbook, "sheet": spot.sheet, "cells": list(spot.cells)}


def _plain_record(record: Any) -> Any:
    return None if record is None else {key: str(value) for key, value in dataclasses.asdict(record).items()}


def said(sentence: Message | None, t: Translator) -> str:
    """Say a sentence that may be absent."""
    return t(sentence) if sentence is not None else ""
