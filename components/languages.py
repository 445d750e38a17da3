"""Which language a text is in, as a whole and paragraph by paragraph. The home of py3langid; rank 1."""

from __future__ import annotations

import os
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from components import text as texts

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
AS_ENGLISH = "DATELINE_ENGLISH"  # set to 1, every text is read with English rules
PIPELINE = (
    "DATELINE_MODEL_"  # and a code, such as DATELINE_MODEL_FR: the spaCy pipeline that the user has for a language
)
# The languages that news is found in, with their English names; more only make short lines of names look like one of them.
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mr": "Marathi", "ms": "Malay", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
LETTERS = 60  # bytes of letters in a paragraph, with fewer nothing is said of it: names look alike in all languages
SEEN = 500  # characters of a paragraph that are looked at
SHARE = 0.5  # of the letters of a text, for a language to be the text's
SURE = 0.8  # probability
WEB = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
WORDS = re.compile(r"[^\W\d_]+")
_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs in a row that are in one language: ``text[start:end]``."""

    start: int
    end: int
    language: str


def name(code: str) -> str:
    """The English name of a language's code; the code where it is none that is known here.

    >>> name("fr"), name("xx")
    ('French', 'xx')
    """
    return NAMES.get(code, code)


def pipeline_of(code: str) -> str | None:
    """The spaCy pipeline that the user has for a language; None where none is set."""
    return os.environ.get(PIPELINE + code.upper()) or None


def are_all_english() -> bool:
    """Whether the user wants every text read as English."""
    return os.environ.get(AS_ENGLISH) == "1"


def of(text: str) -> str | None:
    """The language that most of a text is in; None where it is too short, or tells none clearly.

    >>> of("La maire a déclaré lundi que le pont resterait fermé jusqu'à la fin de la semaine.")
    'fr'
    """
    weights = Counter[str]()
    for paragraph in texts.paragraphs(text):
        found = told(text[paragraph.start : paragraph.end])
        if found is not None:
            weights[found] += paragraph.end - paragraph.start
    if not weights:
        return None
    language, weight = weights.most_common(1)[0]
    return language if weight >= SHARE * weights.total() else None


def parts(text: str, language: str) -> list[Part]:
    """The text's stretches by language: paragraphs that are clearly in another one than ``language`` apart from the others.

    A paragraph that opens with a quotation mark stays with those around it: it is somebody's words in an article of theirs. A text that is as
    a whole in another language than ``language`` says is in that language all the same: a person said so.
    """
    if are_all_english() or (language == ENGLISH and of(text) not in (None, ENGLISH)):
        return [Part(0, len(text), ENGLISH)]
    found: list[Part] = []
    for paragraph in texts.paragraphs(text):
        said = text[paragraph.start : paragraph.end]
        here = language if said[0] in "\"'\u201c\u2018\u00ab\u201e" else told(said) or language
        if ENGLISH not in (here, language):
            here = language  # of two languages that are not English the article's is the likelier
        if found and found[-1].language == here:
            found[-1] = Part(found[-1].start, paragraph.end, here)
        else:
            found.append(Part(paragraph.start, paragraph.end, here))
    return found


def told(paragraph: str) -> str | None:
    """The language of one paragraph; None where it is too short or not clear."""
    words = " ".join(WORDS.findall(WEB.sub(" ", paragraph[:SEEN])))
    if len(words.encode()) < LETTERS:
        return None
    language, probability = _identifier().classify(words)
    return str(language) if probability >= SURE else None


def without(text: str, kept: str, found: Sequence[Part]) -> str:
    """The text with blanks for what is in another language than ``kept``, at equal length."""
    out, at = [], 0
    for part in found:
        piece = text[part.start : part.end]
        out += [text[at : part.start], piece if part.language == kept else re.sub(r"\S", " ", piece)]
        at = part.end
    return "".join(out) + text[at:]


def _identifier() -> LanguageIdentifier:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(sorted(NAMES.keys() & set(found.labels)))
    return found
