"""Shape and parsing of what people type in; no rule. One file per noun."""
