"""The reading process: it may run out of memory or crash, and the program goes on.

Started as `python -m workbench.sheets.file.child FILE OUT`, or by the frozen program with `--read-workbook FILE OUT`.
The answer is one JSON document in OUT, and the numbers of all sheets one after the other; nothing is pickled.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.errors import Message, Spot, WorkbookError, message
from workbench.sheets.file import guard, odsscan, textfile, xmlscan
from workbench.sheets.file.rows import NUMBERS, Rows

MEMORY = 1536 * 1024 * 1024
MAX_CELLS = 4_000_000
HEAD = "--head"
HEAD_ROWS = 200
HEAD_BYTES = 512 * 1024
HEAD_TIME = 0.4
LEAD = 0.1
SMALL = 1 << 20


def limit_memory() -> None:
    """Limit the address space of this process where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read_text(path: Path) -> list[dict[str, Any]]:
    """Read a text file as one sheet of texts."""
    rows, encoding, separator = textfile.rows_of(path.read_bytes(), path.name)
    sheet = {
        "name": path.stem,
        "rows": Rows.of(rows),
        "text": True,
        "encoding": encoding,
        "separator": separator,
    }
    return [sheet]


def read_cells(path: Path, kind: str) -> list[dict[str, Any]]:
    """Read the worksheets of a workbook with their merged ranges and what the scan found.

    The scan runs beside calamine, which uses no Python meanwhile and makes room for all cells up to the last at its end.
    In a large workbook the scan has found a cell far outside by then; in a small one it is waited for.

    Raises:
        WorkbookError: The workbook is damaged, encrypted, or too large.
    """
    import python_calamine as calamine

    sheets: list[dict[str, Any]] = []
    cells = 0
    lead = LEAD if path.stat().st_size < SMALL else 0.0
    try:
        with (
            ThreadPoolExecutor(1) as beside,
            calamine.CalamineWorkbook.from_path(str(path)) as workbook,
        ):
            scans = _scans(path, kind, beside)
            for meta in workbook.sheets_metadata:
                if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                scan = scans.get(meta.name)
                if scan is not None and wait([scan], lead).done:
                    scan.result()
                sheet = workbook.get_sheet_by_name(meta.name)
                cells += sheet.total_height * sheet.width
                if cells > MAX_CELLS:
                    raise WorkbookError(
                        message("The workbook has more than {count} cells.", count=MAX_CELLS),
                        where=Spot(path.name, meta.name),
                        remedy=message("Save the sheets you need as a workbook of their own."),
                        code="too-many-cells",
                    )
                rows = _rows(sheet)
                extra = scan.result() if scan is not None else xmlscan.Found()
                sheets.append(
                    {
                        "name": meta.name,
                        "hidden": meta.visible != calamine.SheetVisibleEnum.Visible,
                        "rows": rows,
                        "merged": [[*start, *end] for start, end in sheet.merged_cell_ranges or []],
                        "trouble": [[*at, what] for at, what in extra.trouble.items()],
                        "percents": sorted(extra.percents),
                        "money": extra.money,
                        "shrunk": [[*at, power] for at, power in extra.shrunk.items()],
                        "hidden_rows": sorted(extra.hidden_rows),
                        "hidden_columns": sorted(extra.hidden_columns),
                        "external": extra.external,
                    }
                )
    except calamine.PasswordError as error:
        raise WorkbookError(
            message("The workbook is encrypted with a password."),
            where=Spot(path.name),
            remedy=message("Open it in Excel, remove the password and save it."),
            code="encrypted",
        ) from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as error:
        raise WorkbookError(
            message("The workbook is damaged: {reason}.", reason=str(error).strip().rstrip(".")),
            where=Spot(path.name),
            why=message("Its cells cannot be read."),
            remedy=message("Open it in Excel or LibreOffice, save it as .xlsx and try again."),
            code="damaged",
        ) from error
    return sheets


def _scans(path: Path, kind: str, beside: Executor) -> dict[str, Future[xmlscan.Found]]:
    if kind == "xlsx":
        return xmlscan.scan_workbook(path, beside)
    if kind == "ods":
        found = beside.submit(odsscan.scan_workbook, path)
        return {name: _known(one) for name, one in found.result().items()}
    return {}


def _known(found: xmlscan.Found) -> Future[xmlscan.Found]:
    known: Future[xmlscan.Found] = Future()
    known.set_result(found)
    return known


def _rows(sheet: Any) -> Rows:
    """Take the rows of a sheet one by one, as all of them as objects would take more room than anything else."""
    left = [None] * (sheet.start[1] if sheet.start else 0)
    return Rows.of([*left, *row] if left else row for row in sheet.iter_rows())


def read_head(path: Path, kind: str) -> list[dict[str, Any]]:
    """Read the first rows of the sheets, for showing while the whole is read; the first visible sheet in any case."""
    import python_calamine as calamine

    sheets: list[dict[str, Any]] = []
    started = time.monotonic()
    if kind == "text":
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        whole_lines = head[: head.rfind(b"\n") + 1] if len(head) == HEAD_BYTES else head
        texts, _, _ = textfile.rows_of(whole_lines, path.name)
        return [{"name": path.stem, "text": True, "rows": Rows.of(texts[:HEAD_ROWS])}]
    with calamine.CalamineWorkbook.from_path(str(path)) as workbook:
        for meta in workbook.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            rows = Rows.of(())
            if not hidden and (
                not any(one["rows"] for one in sheets) or time.monotonic() - started < HEAD_TIME
            ):
                sheet = workbook.get_sheet_by_name(meta.name)
                rows = Rows.of(sheet.to_python(skip_empty_area=False, nrows=HEAD_ROWS))
            sheets.append({"name": meta.name, "hidden": hidden, "rows": rows})
    return sheets


def read(path: Path, *, head: bool = False) -> dict[str, Any]:
    """Read a file, or only its first rows; errors become part of the answer."""
    try:
        kind = guard.check(path)
        if head:
            sheets = read_head(path, kind)
        else:
            sheets = read_text(path) if kind == "text" else read_cells(path, kind)
    except WorkbookError as error:
        parts = {"what": error.what, "why": error.why, "remedy": error.remedy}
        said = {name: _encode_message(part) for name, part in parts.items()}
        return {"error": said | {"sheet": error.spot.sheet if error.spot else "", "code": error.code}}
    return {"sheets": sheets}


def _encode_message(part: Message | None) -> Any:
    if part is None:
        return None
    return {"template": part.template, "values": [[name, value] for name, value in part.values]}


def child_main(arguments: list[str] | None = None) -> int:
    """Read the file named first and write the answer to the file named second; after `--head` its first rows only."""
    given = sys.argv[1:] if arguments is None else arguments
    source, target = given[-2:]
    limit_memory()
    answer = read(Path(source), head=HEAD in given[:-2])
    with Path(target + NUMBERS).open("wb") as file:
        for sheet in answer.get("sheets", ()):
            rows: Rows = sheet["rows"]
            rows.numbers.tofile(file)
            sheet["rows"] = rows.packed()
    Path(target).write_text(json.dumps(answer, allow_nan=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(child_main())
