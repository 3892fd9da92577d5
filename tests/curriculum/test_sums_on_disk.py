"""Sums that wait on disk are the sums."""

from collections import Counter
from random import Random

from curriculum.sums_on_disk import TOGETHER, SumsOnDisk


def test_they_add_up_whatever_their_number_and_come_in_order():
    chance, expected = Random(1), Counter()
    sums = SumsOnDisk(words=1, numbers=2)
    for _number in range(TOGETHER * 5):
        key = (chance.randint(1, TOGETHER * 2), chance.randint(0, 1))
        sums.add(key, [f"{-key[0] % 1000:04d}"], [key[0], 1])
        expected[key] += 1

    rows = list(sums.rows())

    assert len(rows) == len(expected)
    assert [words for words, _numbers in rows] == sorted(words for words, _numbers in rows)
    assert sum(numbers[1] for _words, numbers in rows) == TOGETHER * 5
    assert sum(numbers[0] for _words, numbers in rows) == sum(
        key[0] * number for key, number in expected.items()
    )
    sums.close()
