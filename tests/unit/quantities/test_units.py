"""The table of units: every one that names pint's has a value in SI base units."""

import pytest

from components.extract.quantities.units import to_si, units

CONVERTED = {unit.name: unit.pint for unit in units().values() if unit.pint}


@pytest.mark.parametrize("name", sorted(CONVERTED))
def test_pint_knows_the_unit(name: str) -> None:
    assert to_si(1, CONVERTED[name]) is not None
