"""A year of the nation: millions of made-up dossiers in the books, the questions of a monitoring centre, and rivals."""
