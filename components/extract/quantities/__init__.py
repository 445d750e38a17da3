"""The number grammar: quantities with bound and unit in plain text, without a parse."""

from __future__ import annotations

from components.extract.quantities.quantity import Quantity
from components.extract.quantities.scan import scan

__all__ = ["Quantity", "scan"]
