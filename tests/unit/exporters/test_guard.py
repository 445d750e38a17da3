"""What a default opening would change is guarded: in pandas, and by the rules that Excel, LibreOffice and R are known for."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from components.exporters import EXPORTERS, Options
from components.exporters.guard import is_changed
from components.importers import csv_rows
from components.model import Annotated, Annotation, Article, EntityValues


@pytest.mark.parametrize(
    "cell",
    ["007", "1234567890123456789", "12e45", "161292385e539656", "NA", "nan", "TRUE", "None", "May 5", "5 May 2013", "Sept. 11",
     "1/2", "10-12", "12:30", "94,000", "$5", "50%", "1.5", "March", "3rd May"],
)  # fmt: skip
def test_what_looks_like_a_number_or_a_day_is_changed(cell: str) -> None:
    assert is_changed(cell)


@pytest.mark.parametrize(
    "cell", ["Anna", "12 people", "Nanterre", "Marchand", "Mayor", "a007", "2nd Brigade", "S-300", "May was cold", "Trueman", "north"]
)  # fmt: skip
def test_words_are_left_alone(cell: str) -> None:
    assert not is_changed(cell)


@pytest.mark.parametrize("ident", ["007", "1234567890123456789", "12e45", "NA"])
@pytest.mark.parametrize("semicolon", [False, True])
def test_a_person_s_id_survives_pandas_and_our_own_reader(ident: str, semicolon: bool) -> None:
    mark = Annotation("161292385e539656", "entity", "DATE", 0, 5, EntityValues())
    data = b"".join(
        EXPORTERS["csv"].export([Annotated(Article(ident, "May 5", "t"), (mark,))], Options(semicolon=semicolon))
    )
    skip, sep = (1, ";") if semicolon else (0, ",")
    opened = pd.read_csv(io.BytesIO(data), skiprows=skip, sep=sep).iloc[0]
    assert (opened["article_id"], opened["annotation_id"], opened["text"]) == (
        f"'{ident}",
        "'161292385e539656",
        "'May 5",
    )
    (row,) = csv_rows.rows(io.BytesIO(data))
    assert (row["article_id"], row["annotation_id"], row["text"]) == (ident, "161292385e539656", "May 5")
