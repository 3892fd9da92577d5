"""Staff follow a batch of papers, and take its files away together."""

import zipfile
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification import access
from certification.enums import BatchItemState
from certification.models import Attestation, IssueBatch
from curriculum.access import requires


@require_safe
@requires(access.may_issue_attestations)
@never_cache
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a batch is, and what became of each paper."""
    found = access.access_batch(request.user, code)
    items = list(found.items.select_related("person", "session", "attestation"))
    return render(
        request,
        "certification/admin/attestations/batch.html",
        {
            "batch": found,
            "items": items,
            "done": sum(item.state != BatchItemState.WAITING for item in items),
            "issued": sum(item.state == BatchItemState.DONE for item in items),
            "refused": sum(item.state == BatchItemState.REFUSED for item in items),
            "to_draw": sum(
                item.state == BatchItemState.DONE and not item.attestation.sha256 for item in items
            ),
            "total": len(items),
        },
    )


@require_safe
@requires(access.may_issue_attestations)
@never_cache
def batch_state(request: HttpRequest, code: str) -> JsonResponse:
    """Say in numbers how far a batch is, for the page that is open on it."""
    found = access.access_batch(request.user, code)
    waiting = found.items.filter(state=BatchItemState.WAITING).count()
    total = found.items.count()
    return JsonResponse(
        {
            "done": total - waiting,
            "total": total,
            "finished": waiting == 0 and not _papers(found).to_render().exists(),
        }
    )


@require_safe
@requires(access.may_issue_attestations)
@never_cache
def batch_zip(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Hand out the papers of a batch in one archive, written while it is sent."""
    found = access.access_batch(request.user, code)
    papers = _papers(found).exclude(sha256="").select_related("person").order_by("year", "sequence")
    response = StreamingHttpResponse(_archive(papers.iterator()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="attestations-{found.code}.zip"'
    return response


def _papers(found: IssueBatch):
    return Attestation.objects.filter(batch_item__batch=found)


class _Pipe:
    """A file that only goes forward: what is written waits here until it is sent."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing to do: the response sends what waits."""

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def _archive(papers: Iterator[Attestation]) -> Iterator[bytes]:
    pipe = _Pipe()
    # PDFs are compressed already: store them as they are.
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for paper in papers:
            name = get_valid_filename(f"{paper.number} {paper.person.sorted_name}")
            with paper.file.open("rb") as stored:
                archive.writestr(f"{name}.pdf", stored.read())
            yield pipe.take()
    yield pipe.take()
