"""Mail: one message (.eml), a box of them (.mbox), or a page that a browser saved as one (.mhtml)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from components.importers import encoding, fields, guessing, html, markup
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

MESSAGE_LIMIT = 4 * fields.TEXT_LIMIT  # bytes; what is attached counts too
FROM_LINE = re.compile(rb"From \S+.*\d{4}\r?\n")


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The article of one message: its text, or the page in it; the subject is the title."""
    data = source.read(MESSAGE_LIMIT + 1)
    if len(data) > MESSAGE_LIMIT:
        yield Problem(name, f"The message is larger than {MESSAGE_LIMIT:,} bytes. Save its text as .txt.")
        return
    yield from _message(data, name, choices)


def read_box(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a box, message by message."""
    number = 0
    for number, data in enumerate(_messages(source), 1):
        where = f"{name}, message {number}"
        if len(data) > MESSAGE_LIMIT:
            yield Problem(where, f"The message is larger than {MESSAGE_LIMIT:,} bytes and was skipped.")
        else:
            yield from _message(data, where, choices)
    if not number:
        yield Problem(name, 'No message begins in it: each should begin with a line "From ".')


def _messages(source: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox, each without its "From " line; nothing where the file does not begin with one."""
    lines: list[bytes] = []
    size, after_blank, begun = 0, True, False
    for line in source:
        if after_blank and FROM_LINE.match(line):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif begun and size <= MESSAGE_LIMIT:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        after_blank = not line.strip()
    if begun:
        yield b"".join(lines)


def _message(data: bytes, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        yield Problem(where, "This is no mail message: it has no header such as From and Subject.")
        return
    found = {
        "title": _header(message, "Subject"),
        "author": _header(message, "From"),
        "published": _day(_header(message, "Date")),
        "url": _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location"),
    }
    saved = found["url"] is not None or (found["author"] or "").startswith("<Saved by")
    plain, page = _body(message, "plain"), _body(message, "html")
    text = None if plain is None else _content(plain, choices)
    if text and text.strip() and not saved:
        yield from fields.article({**found, "text": unflowed(text, plain).strip()}, where)
    elif page is not None:
        yield from _page(_content(page, choices), found, where, saved)
    else:
        yield Problem(where, "The message has no text: only attachments, or nothing.")


def _page(source: str, found: dict[str, str | None], where: str, saved: bool) -> Iterator[Annotated | Problem]:
    """The article of a message's page; a page that a browser saved says itself who wrote it and when, a mail's header does."""
    yield from html.page(source, where) if saved else fields.article({**found, "text": markup.plain(source)}, where)


def _body(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part that is text of a kind and not attached."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
            return part
    return None


def _content(part: EmailMessage, choices: Choices) -> str:
    """The characters of a part; where it names no encoding, or one that does not fit, they are found out."""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    said = guessing.codec(part.get_content_charset() or "") or markup.declared(data)
    if choices.encoding:
        return encoding.decoded(data, choices.encoding)
    if said:
        try:
            return data.decode(said)
        except (UnicodeDecodeError, LookupError):
            pass  # a message that says us-ascii and holds letters beyond it
    try:
        return encoding.decoded(data, encoding.encoding_of(data[: encoding.HEAD]))
    except encoding.NotTextError:
        return ""


def unflowed(text: str, part: EmailMessage | None) -> str:
    """The text with the lines joined that format=flowed broke: those that end in a blank."""
    if part is None or part.get_param("format", "", "content-type") != "flowed":
        return text
    lines = text.replace("\r\n", "\n").replace("\n-- \n", "\n--\n")  # the line above a signature is no broken one
    return re.sub(r"(?<=\S) \n(?=\S)", " ", lines)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return str(value) if value else None
    except (ValueError, TypeError, AttributeError, IndexError):  # a header that its own parser breaks on
        return None


def _day(raw: str | None) -> str | None:
    try:
        return parsedate_to_datetime(raw).date().isoformat() if raw else None
    except (ValueError, TypeError, IndexError):
        return raw
