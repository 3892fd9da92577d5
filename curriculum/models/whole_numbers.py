"""Let forms and addresses name any number: what no column holds is in no row, and reaches no database.

Django does it for one number; for several, SQLite's library would raise.
"""

from django.db.models import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class AmongNumbers(In):
    """Look for those numbers only that the column can hold."""

    def process_rhs(self, compiler, connection):
        if not self.rhs_is_direct_value():
            return super().process_rhs(compiler, connection)
        kind = self.lhs.output_field.get_internal_type()
        least, most = connection.ops.integer_field_range(kind)
        wanted = self.rhs
        try:
            self.rhs = [one for one in wanted if not isinstance(one, int) or least <= one <= most]
            return super().process_rhs(compiler, connection)
        finally:
            self.rhs = wanted
