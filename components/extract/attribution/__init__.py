"""Who says so: cues (verbs and nouns of saying, "according to"), their subjects, whom those mean, what they report and who passes
it on, for quotes and for the sources of figures."""
