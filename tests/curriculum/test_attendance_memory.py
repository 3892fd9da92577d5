"""An attendance workbook takes no more memory for more lines, neither Python's nor SQLite's."""

import gc
import io
import tracemalloc
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.attendance import lines
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.models import Institution, Session
from tests.benchmarks.bench_exports import fill

FEW, MANY = 520, 2_600


def test_five_times_the_lines_take_no_more_memory(db, essonne, monkeypatch):
    monkeypatch.setattr(lines, "AT_A_TIME", 25)  # few enough that the smaller one fills them too
    last_days = fill(MANY, fewer=FEW)

    def most(until: date) -> int:
        file = io.BytesIO(bytes(2_000_000))  # as long as it will be: only the rest is weighed
        gc.collect()
        tracemalloc.start()
        write_attendance(AttendanceScope(until_on=until), file)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(date(2015, 1, 5))  # imports, and what is kept ready
    few = most(last_days[FEW])

    assert few < 10 * 2**20
    assert most(last_days[MANY]) <= 1.2 * few


def test_sqlite_sorts_one_session_after_the_other(db, essonne):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL sorts in a process of its own.")
    until = fill(1)[1]
    for scope in (
        AttendanceScope(),
        AttendanceScope(from_on=date(2015, 1, 7), until_on=until),
        AttendanceScope(institution=Institution.objects.get()),
        AttendanceScope(session=Session.objects.get()),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert any(True for _line in lines.attendance_lines(scope))

        assert len(queries) == 3
        for query in queries.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
                plan = [step for *_numbers, step in cursor.fetchall()]
            assert "USE TEMP B-TREE FOR ORDER BY" not in plan
            assert not [step for step in plan if "AUTOMATIC" in step or step.startswith("SCAN")]
