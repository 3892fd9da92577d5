"""Names of files as their senders wrote them, made fit to be kept and shown."""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath


def clean_name(name: str) -> str:
    """Give a file's own name without folders, control or direction signs; 120 signs at most."""
    name = PureWindowsPath(PurePosixPath(name).name).name
    # "C" holds control signs and those that turn the direction of writing, which disguise an ending.
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[:114]}.{ending}" if stem else f"file.{ending}"
    return name[:120] or "file"
