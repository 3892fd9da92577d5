"""Contents of papers made by hand, for tests of what is drawn from them."""

from datetime import date, timedelta

from certification.documents.content import (
    Activity,
    AttestationContent,
    Federation,
    Holder,
    KindHours,
    LevelReached,
    RequirementHours,
    RulebookVersion,
    Scope,
    Signatory,
)


def make_content(
    *, activities: int = 1, level: bool = False, name: str = "Amina Benali", **values
) -> AttestationContent:
    """A paper of so many days of six hours, a third of them off-territory."""
    first = date(2025, 1, 10)
    lines = tuple(
        Activity(
            on=first + timedelta(days=9 * number),
            title=f"Journée {number + 1} sur la pratique de réseau",
            kind="Formation théorique",
            minutes=360,
            off_territory=number % 3 == 2,
            place="Maison des associations, Évry-Courcouronnes",
        )
        for number in range(activities)
    )
    off = sum(line.minutes for line in lines if line.off_territory)
    about = (
        {
            "level": LevelReached(
                number=1,
                title="Niveau 1",
                objective="Se situer et prendre part à la pratique de réseau",
                completed_on=lines[-1].on,
            ),
            "requirements": (
                RequirementHours(
                    code="theory",
                    title="Formation théorique",
                    minutes=360 * activities,
                    off_territory_minutes=off,
                ),
            ),
        }
        if level
        else {"scope": Scope(from_on=lines[0].on, until_on=lines[-1].on)}
    )
    return AttestationContent(
        **(
            {
                "kind": "level" if level else "partial",
                "number": "2026-0012",
                "code": "7K2M9QXA03RTVW1Y",
                "address": "https://jalons.test/verifier/7K2M-9QXA-03RT-VW1Y",
                "issued_on": date(2026, 11, 20),
                "issued_in": "Paris",
                "federation": Federation(
                    name="Fédération Internationale pour la « Clinique de Concertation »",
                    short_name="FICC",
                    address="12 rue des Relais, 75013 Paris",
                    email="contact@ficc.example",
                ),
                "signatory": Signatory(name="Hélène Marchetti", function="Présidente"),
                "holder": Holder(name=name, birth_year=1984),
                "rulebook": RulebookVersion(
                    code="ficc", version=1, title="Critères de reconnaissance de la FICC"
                ),
                "hours": (
                    KindHours(
                        kind="theory",
                        label="Formation théorique",
                        minutes=360 * activities,
                        off_territory_minutes=off,
                    ),
                ),
                "activities": lines,
            }
            | about
            | values
        )
    )
