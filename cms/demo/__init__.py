"""The demonstration: what a federation of this size would have after a few years.

Nobody and no institution here exists. The story is told by calling the services, with dates relative to the
day it is loaded, and is the same each time.
"""
