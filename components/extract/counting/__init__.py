"""What is shared by all kinds of figures: the page they are found on, the noun they count, how they relate to each other."""
