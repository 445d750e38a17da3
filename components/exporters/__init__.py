"""Articles and rows → chunks of bytes. One module per format, listed in EXPORTERS; what streams in streams out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.exporters import codebooks, csv_table, csv_zip, jsonl, parquet, tools, training, web, workbook
from components.exporters.columns import help_of
from components.exporters.csv_zip import write_folder
from components.exporters.options import Options
from components.model import Annotated

SHARED = ("columns", "dictionary", "facts", "guard", "layouts", "marks", "options")  # modules here that are no formats

__all__ = ["EXPORTERS", "SHARED", "Exporter", "Options", "help_of", "write_folder"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: how it is called on the screen, its file ending and media type, and what makes its bytes.

    ``export`` takes the articles in the order of the rows (tables.order_key) and asks for them one by one. ``one_table``
    formats hold the table that the options name, ``of_events`` ones only what the options' events say.
    """

    title: str
    ending: str
    mime: str
    export: Callable[[Iterable[Annotated], Options], Iterator[bytes]]
    one_table: bool = False
    of_events: bool = False


NDJSON = "application/x-ndjson"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTERS: Mapping[str, Exporter] = {
    "zip": Exporter("Everything (zip of CSVs and JSONL)", ".zip", "application/zip", csv_zip.export),
    "csv": Exporter("One table (CSV)", ".csv", "text/csv; charset=utf-8", csv_table.export, one_table=True),
    "jsonl": Exporter("Texts and highlights (JSONL)", ".jsonl", NDJSON, jsonl.export),
    "xlsx": Exporter("All tables (Excel workbook)", ".xlsx", XLSX, workbook.export),
    "parquet": Exporter(
        "One table (Parquet)", ".parquet", "application/vnd.apache.parquet", parquet.export, one_table=True
    ),
    "html": Exporter(
        "Annotated articles to read and print (HTML)", ".html", "text/html; charset=utf-8", web.export_html
    ),
    "w3c": Exporter("W3C Web Annotations (JSON-LD)", ".jsonld", "application/ld+json", web.export_w3c),
    "spacy": Exporter("spaCy (DocBin)", ".spacy", "application/octet-stream", training.export_docbin),
    "prodigy": Exporter("Prodigy (JSONL)", ".prodigy.jsonl", NDJSON, tools.export_prodigy),
    "doccano": Exporter("doccano (JSONL)", ".doccano.jsonl", NDJSON, tools.export_doccano),
    "labelstudio": Exporter("Label Studio (JSON)", ".labelstudio.json", "application/json", tools.export_label_studio),
    "brat": Exporter("brat (zip of .txt and .ann)", ".brat.zip", "application/zip", tools.export_brat),
    "conll2003": Exporter("CoNLL-2003, entities", ".conll", "text/plain; charset=utf-8", training.export_conll2003),
    "acled": Exporter(
        "Events for ACLED's table (zip)", ".acled.zip", "application/zip", codebooks.acled, of_events=True
    ),
    "ucdp": Exporter(
        "Events for UCDP GED's table (zip)", ".ucdp.zip", "application/zip", codebooks.ucdp, of_events=True
    ),
    "airwars": Exporter(
        "Events as Airwars incidents (zip)", ".airwars.zip", "application/zip", codebooks.airwars, of_events=True
    ),
    "every_casualty": Exporter(
        "Events with Every Casualty's minimum (zip)",
        ".every-casualty.zip",
        "application/zip",
        codebooks.every_casualty,
        of_events=True,
    ),
    "conllu": Exporter("CoNLL-U, entities", ".conllu", "text/plain; charset=utf-8", training.export_conllu),
}
