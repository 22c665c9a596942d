"""Files the window takes: projects, and workbooks to bring in."""

from __future__ import annotations

PROJECT = ".policy"
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt")
FILTERS = f"Workbooks ({' '.join(f'*{suffix}' for suffix in WORKBOOKS)})"
"""Before the path of a workbook, what the Data page is asked to show."""
