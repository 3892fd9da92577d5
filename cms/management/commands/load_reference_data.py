"""Load what every installation needs; may run again at any time."""

from django.core.management.base import BaseCommand

from certification.services.rulebooks import load_packaged_rulebook
from cms.editorial import load_editorial_team
from cms.roles import load_roles
from curriculum.services.territories import load_territories


class Command(BaseCommand):
    help = "Load territories (ISO 3166-2), roles, languages, the editors' workflow and the packaged rulebook; safe to run again."

    def handle(self, *args, **options):
        """Load each part and say how many rows it holds."""
        load_roles()
        load_editorial_team()
        territories = load_territories()
        rulebook = load_packaged_rulebook(name="ficc")
        self.stdout.write(f"Reference data loaded: {territories} territories, {rulebook}.")
