"""The private bucket, in production."""

from storages.backends.s3 import S3Storage

from curriculum.private_files import NoPublicAddress


class PrivateS3Storage(S3Storage):
    """Files that only a view may hand out, after a permission check."""

    def url(self, *args, **kwargs) -> str:
        """Refuse: an address, even a signed one, would pass around the permission check."""
        raise NoPublicAddress
