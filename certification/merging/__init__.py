"""Joining two entries of one person: side by side, what would move, how it moves."""
