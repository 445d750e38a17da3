"""Dateline: read news, correct what the machine highlighted, chart the figures, take the CSV away."""
