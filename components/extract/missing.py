"""What is wrong with the language model, for those who tell people; here so that telling needs no spaCy."""

from __future__ import annotations


class ModelMissingError(RuntimeError):
    """The spaCy pipeline that DATELINE_MODEL names is not installed."""


class ModelUnfitError(ModelMissingError):
    """The spaCy pipeline that DATELINE_MODEL names lacks a part that the extraction stands on."""
