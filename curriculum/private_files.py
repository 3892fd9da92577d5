"""Where evidence and papers are kept: files without a public address."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class NoPublicAddress(NotImplementedError, ValueError):
    """A private file has no address; Django's own storages say so by NotImplementedError."""

    def __init__(self) -> None:
        super().__init__("A private file has no address; serve it from a view that checks access.")


class PrivateFileSystemStorage(FileSystemStorage):
    """Files that only a view may hand out, after a permission check."""

    def url(self, name: str | None) -> str:
        raise NoPublicAddress


def private_storage() -> Storage:
    """Return the storage for `FileField(storage=private_storage)`."""
    return storages["private"]
