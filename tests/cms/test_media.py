"""Files of the development server."""

import pytest
from django.http import Http404

from cms.views.media import media


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "nulle/part.png"])
def test_what_is_no_file_is_not_found(rf, path):
    with pytest.raises(Http404):
        media(rf.get("/media/"), path)
