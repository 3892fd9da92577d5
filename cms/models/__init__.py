"""The pages of the site; everyone writes `from cms.models import HomePage`."""

from cms.models.home import HomePage

__all__ = ["HomePage"]
