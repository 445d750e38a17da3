"""The number grammar: numbers, units and bounds in text, without a parse."""
