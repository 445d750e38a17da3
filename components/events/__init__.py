"""Events: what happened at a place in a time, and what articles claim about it. Pure: no store, no page."""
