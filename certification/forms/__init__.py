"""Shape and parsing of what people send; no rule is decided here."""
