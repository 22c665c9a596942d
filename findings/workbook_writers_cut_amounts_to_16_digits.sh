#!/usr/bin/env bash
# An amount written to .xlsx by openpyxl 3.1.5 or XlsxWriter 3.3.1 is not the amount that is read back.
#
# Expected: a cell holds a double, and 17 significant digits keep every double, so what is written is what is read. A sum of
# units of account is a whole number: a GDP of Indonesia in rupiah has 17 digits, and a double holds it exactly.
# Seen: both write numbers, whole ones too, with 16 significant digits ("%.16g"). GDP in rupiah is off by 4 rupiah (and no
# longer a whole number in the file), 0.1 + 0.2 becomes 0.3, and a total no longer equals the sum of its parts when the
# workbook is read by a program that compares exactly. A quarter of random doubles change.
# Matters to whoever checks a workbook against the figures it was made of: compare to 15 digits, or keep amounts of currencies
# with large numbers (rupiah, dong, rial, riel) in millions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check --quiet install openpyxl==3.1.5 XlsxWriter==3.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import random

import openpyxl
import xlsxwriter

rupiah = 22_138_964_100_000_124
chance = random.Random(1)
values = [rupiah, 0.1 + 0.2, *(chance.random() for _ in range(3000))]


def by_openpyxl():
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row, value in enumerate(values, start=1):
        book.active.cell(row, 1, value)
    book.save(out)
    return out


def by_xlsxwriter():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row, value in enumerate(values):
        sheet.write_number(row, 0, value)
    book.close()
    return out


for name, version, made in (
    ("openpyxl", openpyxl.__version__, by_openpyxl()),
    ("XlsxWriter", xlsxwriter.__version__, by_xlsxwriter()),
):
    sheet = openpyxl.load_workbook(io.BytesIO(made.getvalue())).active
    read = [row[0].value for row in sheet.iter_rows()]
    changed = sum(a != b for a, b in zip(values, read)) / len(values)
    print(f"{name} {version}: {rupiah} is read back as {read[0]!r}; 0.1 + 0.2 as {read[1]!r}; changed: {changed:.0%}")
    assert read[0] == 22_138_964_100_000_120 and read[0] != rupiah, "whole amounts of 17 digits are kept now"
    assert read[1] == 0.3, "0.1 + 0.2 is kept now"
    assert 0.2 < changed < 0.6, "doubles are kept now"
PYTHON
