"""The ledger of hours: which part of it is meant, as a workbook, in the background."""
