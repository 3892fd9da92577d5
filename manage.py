#!/usr/bin/env python
"""Django's command line for Jalons; development settings unless told otherwise."""

import atexit
import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    # Python looks for garbage after every 700 new objects, and once more through everything when it
    # leaves. `migrate` makes millions, nearly all to keep: it loses a fifth of its time to the search.
    gc.set_threshold(50_000, 20, 50)
    atexit.register(gc.freeze)

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
