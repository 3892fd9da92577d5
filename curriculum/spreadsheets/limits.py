"""How much of a spreadsheet is read. Lists of people stay far below; hostile files do not."""

MOST_BYTES = 10 * 1024 * 1024
"""Of the file as it is sent: 50,000 rows of ten columns take four."""
MOST_UNPACKED = 300 * 1024 * 1024
"""Of all that a packed file says it holds: 60,000 rows of 33 columns take half of it."""
MOST_RATIO = 250
"""How many times smaller packing may make a large part: tables shrink ten to sixty times."""
RATIO_MATTERS = 20 * 1024 * 1024
MOST_PARTS = 5_000
"""Files in a packed file: a sheet takes a handful, pictures and comments a few more."""
MOST_ROWS = 60_000
"""In a sheet: no institution has so many people, and 50,000 must pass."""
MOST_COLUMNS = 200
"""In a sheet: a year of half-days side by side still fits."""
MOST_CELLS = 2_000_000
"""In all sheets together: they are in memory at once, 60 to 80 bytes each."""
MOST_SHEETS = 50
"""One a month for four years."""
MOST_OUTPUT = 160 * 1024 * 1024
"""Bytes taken from the child."""
MOST_SIGNS = 32_767
"""In a cell, by Excel's own limit."""
MOST_FLAWS = 10_000
"""Cells with a formula that gave nothing; what comes after is not marked."""
MOST_LOOKED_THROUGH = 1_000_000
"""Cells that formulas without a result are looked for in: some seconds."""
MEMORY = 768 * 1024 * 1024
"""For the child; 60,000 rows take 300 MB."""
CPU_SECONDS = 20
"""For the child; 60,000 rows take one or two."""
IDLE_SECONDS = 300
"""Before a child that waits for a file ends."""
WALL_SECONDS = 60
"""Before the child is killed, on a machine that is busy with other things."""
