"""Fill an empty database with the demonstration."""

import logging
from datetime import date
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cms.demo.story import tell
from cms.demo.world import ACCOUNTS, PASSWORD
from curriculum.models import Person


class Command(BaseCommand):
    help = "Load the demonstration into an empty database: people, sessions, hours, attestations."

    def add_arguments(self, parser):
        """Let the day be chosen; all dates are relative to it."""
        parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD; default: today")

    def handle(self, *args, today=None, **options):
        """Tell the story in one transaction, unless it was told before."""
        if Person.objects.exists():
            if Person.objects.filter(user__email=ACCOUNTS[1][1]).exists():
                self.stdout.write("The demonstration is there already.")
                self.show_accounts()
                return
            raise CommandError(
                "There are people in this database: the demonstration needs an empty one."
            )
        if options["verbosity"] < 2:
            logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for each page otherwise
        call_command("load_reference_data", stdout=self.stdout)
        begun = monotonic()
        with transaction.atomic():
            tell(
                today=today or timezone.localdate(),
                say=self.stdout.write,
                examples=settings.DATA_DIR / "exemples",
            )
        self.stdout.write(f"Demonstration loaded in {monotonic() - begun:.0f} s.")
        self.show_accounts()

    def show_accounts(self):
        """Say who can sign in."""
        self.stdout.write(f"Accounts (password: {PASSWORD}):")
        for role, email, _key in ACCOUNTS:
            self.stdout.write(f"  {email:<26} {role}")
