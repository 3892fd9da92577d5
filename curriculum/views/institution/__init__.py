"""The space of an institution: what its managers see and do, and staff with them; one file for each tab."""
