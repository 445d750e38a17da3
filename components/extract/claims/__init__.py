"""Figures as claims built in passes: each value knows the rule that set it and the words that say so."""
