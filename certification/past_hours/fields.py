"""What a workbook of past hours may tell, and by which headings."""

from django.utils.translation import gettext_lazy as _

from curriculum.errors import InvalidInput
from curriculum.spreadsheets.columns import Field

FIELDS = (
    Field(
        "name",
        _("Family name and given name in one cell"),
        (
            "nom prénom",
            "nom et prénom",
            "prénom nom",
            "nom complet",
            "stagiaire",
            "participant",
            "clinicien",
            "personne",
            "full name",
        ),
    ),
    Field("family_name", _("Family name"), ("nom", "nom de famille", "last name", "surname")),
    Field("given_name", _("Given name"), ("prénom", "first name")),
    Field("birth_date", _("Date of birth"), ("date de naissance", "né(e) le", "naissance", "ddn")),
    Field("email", _("E-mail address"), ("e-mail", "courriel", "mail", "adresse électronique")),
    Field(
        "home",
        _("Professional territory of the person"),
        (
            "territoire professionnel",
            "territoire de la personne",
            "territoire du stagiaire",
            "territoire d'exercice",
            "territoire d'origine",
        ),
    ),
    Field(
        "on",
        _("Date"),
        ("date", "jour", "du", "début", "date de début", "date de l'activité", "premier jour"),
        required=True,
    ),
    Field("until", _("Last day"), ("au", "fin", "date de fin", "jusqu'au", "dernier jour")),
    Field(
        "minutes",
        _("Duration in hours"),
        (
            "heures",
            "durée",
            "durée en heures",
            "nombre d'heures",
            "nb d'heures",
            "nb heures",
            "volume horaire",
            "h",
            "hours",
        ),
    ),
    Field(
        "days",
        _("Duration in days"),
        ("jours", "journées", "nombre de jours", "nb de jours", "nb jours", "durée en jours"),
    ),
    Field(
        "kind",
        _("Kind of activity"),
        ("type", "nature", "type d'activité", "nature de l'activité", "catégorie", "rubrique"),
        required=True,
    ),
    Field(
        "title",
        _("Activity"),
        ("activité", "intitulé", "titre", "thème", "sujet", "libellé", "objet", "formation"),
    ),
    Field("place", _("Place"), ("lieu", "ville", "salle", "adresse")),
    Field("territory", _("Territory"), ("territoire", "département", "région", "secteur")),
    Field(
        "provider",
        _("Training body"),
        ("organisme", "organisme de formation", "institut", "école", "organisateur"),
    ),
    Field(
        "off_territory",
        _("Off-territory (yes or no)"),
        ("hors territoire", "hors-territoire", "ht", "hors secteur"),
    ),
)
"""Everything else in the workbook is left alone: where people work today is not what it tells."""

LABELS = {field.code: field.label for field in FIELDS}


def check_columns(codes: set[str]) -> None:
    """Refuse columns without which nothing can be recorded. Raises InvalidInput."""
    missing = [str(field.label) for field in FIELDS if field.required and field.code not in codes]
    if "name" not in codes and not {"family_name", "given_name"} <= codes:
        missing.append(str(_("the names, in one column or in two")))
    if not {"minutes", "days"} & codes:
        missing.append(str(_("the duration, in hours or in days")))
    if missing:
        raise InvalidInput(
            _("Say which column holds: %(what)s.") % {"what": ", ".join(missing)},
        )
