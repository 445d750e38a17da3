"""Small files of every format, made here: what an office, a wire service or a browser would save."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import Any

TITLE = "Ferry sinks off cape"
FIRST = "A ferry sank on Monday off the cape, killing at least nine people, the coast guard said."
SECOND = "“We have found 12 people alive,” said Captain Jon Reed. The search goes on in rough seas around the island."
PARAGRAPHS = (FIRST, SECOND)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-03-12T08:00:00Z">
<link rel="canonical" href="https://harbour.example/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>{TITLE}</h1><p>{FIRST}</p>
<p><strong>READ MORE: <a href="/x">Storm hits the coast</a></strong></p><p>{SECOND}</p></article>
<section id="comments"><h3>COMMENTS</h3><p>Terrible news, says user one.</p></section>
<script>alert("x")</script><footer>Copyright 2024 Harbour Post.</footer></body></html>"""


def docx() -> bytes:
    import docx as word

    document = word.Document()
    document.core_properties.title, document.core_properties.author = TITLE, "Ann Lee"
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "9"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt() -> bytes:
    from odf.dc import Title
    from odf.opendocument import OpenDocumentText
    from odf.text import P, S

    document = OpenDocumentText()
    document.meta.addElement(Title(text=TITLE))
    for paragraph in PARAGRAPHS:
        first, rest = paragraph.split(" ", 1)
        block = P(text=first)
        block.addElement(S(c=1))
        block.addText(rest)
        document.text.addElement(block)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def rtf() -> bytes:
    body = r"\par ".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in p) for p in PARAGRAPHS)
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 " + body + r"\par}").encode("ascii")


def pdf(columns: int = 1, pages: int = 1, paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, f"The Harbour Post - edition {self.page_no()}", align="C", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, f"Page {self.page_no()}", align="C")

    paper = Paper()
    paper.set_title(TITLE)
    for _ in range(pages):
        paper.add_page()
        paper.set_font("Helvetica", size=11)
        with paper.text_columns(ncols=columns, gutter=10, text_align="L") as text:
            for paragraph in paragraphs:
                with text.paragraph(bottom_margin=4) as block:
                    block.write(paragraph.translate({0x201C: '"', 0x201D: '"'}))
    return bytes(paper.output())


def scan() -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    paper.rect(20, 20, 100, 100, style="F")
    return bytes(paper.output())


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        TITLE,
        "Ann Lee <ann@wire.example>",
        "Tue, 12 Mar 2024 08:00:00 +0000",
    )
    message.set_content("\n\n".join(PARAGRAPHS), cte="quoted-printable")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def mbox() -> bytes:
    one = eml().replace(b"\nFrom ", b"\n>From ")
    return b"".join(b"From ann@wire.example Tue Mar 12 08:00:00 2024\n" + one + b"\n" for _ in range(2))


def mhtml() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", TITLE
    message["Snapshot-Content-Location"] = "https://harbour.example/ferry"
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"body{}", maintype="text", subtype="css")
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour Post</title><language>en-gb</language>
<item><title>{TITLE}</title><link>https://harbour.example/ferry</link><pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Storm nears coast</title><description>Winds of 120 km/h are expected on ...</description></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry><title>{TITLE}</title>
<link href="https://harbour.example/ferry"/><updated>2024-03-12T08:00:00Z</updated><author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>""".encode()
NITF = f"""<?xml version="1.0"?><nitf><head><title>x</title><docdata><date.issue norm="20240312T080000Z"/></docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Ann Lee</byline><distributor>Harbour Wire</distributor>
<dateline><location>HALVREN</location> (HW) -</dateline></body.head><body.content><p>{FIRST}</p>
<media media-type="image"><media-caption>A lifeboat.</media-caption></media><p>{SECOND}</p></body.content></body></nitf>""".encode()
NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:1">
<itemMeta><provider literal="Harbour Wire"/><versionCreated>2024-03-12T08:00:00+00:00</versionCreated></itemMeta>
<contentMeta><headline>{TITLE}</headline><by>By Ann Lee</by><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{FIRST}</p><p>{SECOND}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><contentSet><remoteContent href="picture.jpg"/></contentSet></newsItem></itemSet></newsMessage>""".encode()
ROW = {"Headline": TITLE, "Body": "\n\n".join(PARAGRAPHS), "Source": "Harbour Post", "Date": "2024-03-12", "ID": 7.0}


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(list(ROW))
    sheet.append(list(ROW.values()))
    book.create_sheet("Notes").append(["nothing", "here"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet() -> bytes:
    import pandas as pd

    out = io.BytesIO()
    pd.DataFrame([ROW]).to_parquet(out)
    return out.getvalue()


def epub() -> bytes:
    opf = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>{TITLE}</dc:title><dc:creator>Ann Lee</dc:creator></metadata><manifest>
    <item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
    <rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": opf,
            "OEBPS/a.xhtml": f"<html><body><p>{FIRST}</p></body></html>",
            "OEBPS/b.xhtml": f"<html><body><p>{SECOND}</p></body></html>",
        }
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
