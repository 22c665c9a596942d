"""What numbers mean: their scale, unit, price basis and name, from words on the sheet; what is not understood is said."""

from __future__ import annotations

import pytest

from sheets_made import Written, table
from workbench.model import Table
from workbench.sheets.reading import Notebook
from workbench.sheets.scales import scale_in, scales_in

AGES = ("0-4", "5-9", "10-14", "15-64", "65+")


def serious(told: Notebook) -> list[str]:
    return [f"{one.cell}: {one.message}" for one in told.problems if one.severity == "serious"]


def made(title: str, *rows: list[object], head: str = "Item", **options: object) -> Table:
    return table([[title], [head, 2024, 2025], *rows], **options)


# Scales.


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (1e3, "in thousands of dinars|(’000)|KES '000|Kshs'000'|000s|in 1,000s|(1,000)|k€|Tsd. EUR|بالألف|x 1,000|x1000|10^3|10³"
              "|thous.|th. KES|(th.)|em milhares|en mille|ribuan jiwa|nghìn người|mil reais|en mil personas|R$ mil|千人|천명|(1,000 persons)"),
        (1e4, "万人|人口 (万人)|(10,000 persons)|单位：万元"),
        (1e5, "Rs. in lacs|hundred thousand"),
        (1e6, "gdp_current_million|KES m|KES (m)|KESm|M KES|MKES|M€|€m|juta rupiah|10^6|USD M|10⁶|2024/25 million KES|百万元|بالمليون"
              "|'000,000|KES '000 000|US$ MM|triệu đồng|Expenditure by ministry (US$ mil)|in 1 million KES|GDP, 2015 million KES"),
        (1e7, "Rs. crore|Rs Cr|in 10 million KES|千万元"),
        (1e8, "hundred million yen|亿元|(100 million yuan)|억원"),
        (1e9, "KES bn|KES b|Mrd. EUR|Mds FCFA|Md FCFA|arab NPR|miliar rupiah|مليار|tỷ đồng|miles de millones de pesos|mil milhões"
              "|R$ bilhões|thousand million|tausend Mio EUR|B KES|十亿元|พันล้านบาท"),
        (1e12, "Rs lakh crore|trn|triliun rupiah|billones de pesos|millions of millions|трлн руб"),
    ],
)  # fmt: skip
def test_scales_are_known_in_many_languages_and_short_forms(scale: float, texts: str) -> None:
    for text in texts.split("|"):
        assert scale_in(text) == scale, text


@pytest.mark.parametrize(
    "text",
    ["The country has 54 million people.", "Total envelope KES 3.9 trillion", "amounts above KES 1 billion are shown in bold",
     "refugees (0.6 million) are not included", "A million trees", "20.1 bn", "KES 100 million for roads", "between 1 and 2 million",
     "per 100,000", "1 in 1,000 births", "1,000 days programme", "万象", "mil.", "MTEF", "SMAG", "KES 1,000 per month", "billions de francs"],
)  # fmt: skip
def test_an_amount_in_prose_is_no_scale(text: str) -> None:
    assert scale_in(text) is None


def test_a_text_may_state_two_scales() -> None:
    assert scales_in("Beneficiaries (thousands) and budget (KES million)") == (1e3, 1e6)


def test_an_amount_in_a_title_or_note_scales_no_table() -> None:
    rows: Written = [["Age", 2024, 2025], *([age, 7_000_000, 7_100_000] for age in AGES)]
    for above, below in (
        ("Population by age. The country has 54 million people.", ""),
        ("Population by age", "Note: figures for refugees (0.6 million) are not included"),
        ("Population by age", "Source: Census of 54 million persons, values in persons"),
    ):
        assert table([[above], *rows, [], [below]]).series[0].at(2024) == 7_000_000
