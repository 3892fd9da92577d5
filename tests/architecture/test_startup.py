"""The site starts without the libraries that only some requests need."""

from tests.benchmarks.bench_startup import imported_at_start


def test_it_imports_no_heavy_library():
    assert imported_at_start() == []
