"""What has to be done every minute, by cron, a timer, or this command's own loop."""

import time
from argparse import ArgumentParser
from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from certification.services.hour_import_forgetting import forget_imports
from cms.models import ContactPage
from cms.services.messages import forget_messages
from curriculum import background
from curriculum.services.exports import forget_exports
from curriculum.services.uploads import forget_uploads
from curriculum.services.visits import forget_visit_requests
from curriculum.services.waiting_list import end_waiting, lapse_offers


class Command(BaseCommand):
    """Run again what killed workers left behind, publish what is due, pass seats on, and forget what is old.

    May run at any time, any number of times, in several places at once.
    """

    help = "Find lost background tasks and run them again; publish what is due; pass on seats that nobody accepted, tell who waited in vain; forget old results, messages and sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="stay, and do it again and again"
        )
        parser.add_argument(
            "--lost-after",
            type=int,
            metavar="SECONDS",
            help="take a task for lost after this time, instead of the task's own",
        )

    def handle(self, *args, every: int | None, lost_after: int | None, **options) -> None:
        while True:
            self.tick(None if lost_after is None else timedelta(seconds=lost_after))
            if every is None:
                return
            close_old_connections()
            time.sleep(every)

    def tick(self, lost_after: timedelta | None) -> None:
        """Do it once."""
        now = timezone.now()
        lost = background.requeue_lost(at=now, lost_after=lost_after)
        failed = background.retry_failed(at=now)
        if lost or failed:
            self.stdout.write(f"Lost tasks: {lost}. Failed tasks tried again: {failed}.")
        call_command(
            "prune_db_task_results",
            queue_name="*",
            min_age_days=30,
            failed_min_age_days=180,
            verbosity=0,
        )
        call_command("publish_scheduled", verbosity=0)
        for page in ContactPage.objects.all():
            forget_messages(page=page, keep_months=page.keep_months, at=now)
        call_command("clearsessions")
        forget_visit_requests(at=now)
        lapse_offers(at=now)
        end_waiting(at=now)
        forget_exports(at=now)
        forget_uploads(at=now)
        forget_imports(at=now)
