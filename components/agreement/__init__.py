"""Independent codings of one text compared: where they differ, and how far they agree. Pure."""
