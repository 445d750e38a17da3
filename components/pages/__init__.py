"""The pages: library, read, figures, quotes, export. Each module has one function, ``page``."""
