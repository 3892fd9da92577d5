"""Everything about one person: gathered, on paper, as a workbook."""
