"""Attendance on sheets and in workbooks: written, read back when filled in by hand, compared."""
