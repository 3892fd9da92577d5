"""The door to calamine: a program of its own, that waits for one workbook on its standard input.

A small hostile file can make calamine take a gigabyte or abort its whole process, so it never runs in the
process of a page or a worker. `children.py` starts this file, without Django and without `site`, under
limits of memory, time and disk, and takes what it writes: marshalled blocks, each after its length in four
bytes. A block is a tuple that begins with its name, or a list: rows, and the values that marshal does not
know, by their column and kind.
"""

import marshal
import sys
from io import BytesIO

ROWS_A_BLOCK = 1000
PLAIN = frozenset((str, float, bool, int))
WRITERS = {
    "date": lambda day: day.toordinal(),
    "datetime": lambda moment: moment.isoformat(),
    "time": lambda clock: clock.isoformat(),
    "timedelta": lambda length: length.total_seconds(),
}
"""`reading.READERS` reads them again."""


def main(library: str, *limits: str) -> None:
    """Send the visible sheets of the workbook, row by row, or why they cannot be sent."""
    import gc
    import resource
    import signal

    gc.disable()  # nothing here goes in circles
    memory, seconds, idle, most_rows, most_columns, most_sheets = map(int, limits)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    sys.path.append(library)
    import python_calamine as calamine

    signal.alarm(idle)
    data = sys.stdin.buffer.read()
    signal.alarm(0)
    if not data:  # who started this is gone
        return None
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        visible = []
        for number, sheet in enumerate(book.sheets_metadata):
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible == calamine.SheetVisibleEnum.Visible:
                visible.append(number)
            else:
                _send(("hidden", sheet.name))
        if len(visible) > most_sheets:
            return _send(("sheets", len(visible)))
        for number in visible:
            sheet = book.get_sheet_by_index(number)
            _send(("sheet", sheet.name, sheet.merged_cell_ranges or []))
            if not _send_rows(sheet, most_rows, most_columns):
                return None
        _send(("end",))
    except calamine.PasswordError:
        _send(("password",))
    except calamine.CalamineError:
        _send(("damaged",))
    return None


def _send_rows(sheet, most_rows: int, most_columns: int) -> bool:
    """Send rows up to the last that holds something; False when there are too many, which is said."""
    if sheet.start is None:
        return True
    before = [""] * sheet.start[1]
    rows, others, empty, sent = [], {}, 0, 0
    kinds, unknown = [], []
    for row in sheet.iter_rows():
        while row and row[-1] == "":
            row.pop()
        if not row:
            empty += 1
            continue
        if before:
            row = before + row
        if len(row) > most_columns:
            _send(("columns", sheet.name))
            return False
        if empty:
            if sent + len(rows) + empty >= most_rows:
                break
            rows.extend([] for _ in range(empty))
            empty = 0
        last, kinds = kinds, list(map(type, row))
        if kinds != last:
            unknown = [place for place, kind in enumerate(kinds) if kind not in PLAIN]
        for place in unknown:
            kind = kinds[place].__name__
            numbers, values = others.setdefault((place, kind), ([], []))
            numbers.append(len(rows))
            values.append(WRITERS[kind](row[place]))
            row[place] = ""
        rows.append(row)
        if len(rows) >= ROWS_A_BLOCK:
            sent += len(rows)
            if sent > most_rows:
                break
            _send([rows, others])
            rows, others = [], {}
    else:
        if sent + len(rows) <= most_rows:
            _send([rows, others])
            return True
    _send(("rows", sheet.name))
    return False


def _send(block) -> None:
    data = marshal.dumps(block, 2)
    sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
