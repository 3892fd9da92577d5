"""The people of the demonstration, as plain data: who they are and how far they have come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One person of the story.

    `stage` says how far: newcomer, level1 (under way), level1_complete, level1_attested, level2_complete,
    level2_attested, level3_complete, level3_attested, level4_complete.
    """

    key: str
    given_name: str
    family_name: str
    civility: str
    profession: str
    field: str
    institution: str
    home: str
    stage: str


def _figures(rows: str) -> list[Figure]:
    figures = []
    for row in rows.strip().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        given, family, civility, profession, field, institution, home, stage = cells
        figures.append(
            Figure(
                key=f"{given}-{family}".lower().replace(" ", "-"),
                given_name=given,
                family_name=family,
                civility=civility,
                profession=profession,
                field=field,
                institution=institution,
                home=home,
                stage=stage,
            )
        )
    return figures


ANIMATORS = _figures("""
Bruno | Castellani | m | psychiatre, thérapeute familial | care | cmp-paris | paris-nord | level4_complete
Nadia | Ferhat | mme | psychologue clinicienne | care | ssm-seraing | seraing | level4_complete
Luc | Delvaux | m | assistant social | help | cpas-liege | liege-rive-droite | level3_attested
""")

TRAINEES = _figures("""
Amina | Benali | mme | éducatrice spécialisée | education | ems-grigny | grigny | level1_open
Thomas | Lefèvre | m | assistant de service social | help | cd91 | FR-91 | level1_complete
Claire | Morel | mme | infirmière en psychiatrie | care | ch-evry | evry | level1_complete
Samira | Haddad | mme | psychologue | care | ch-evry | evry | level1_complete
Julien | Garnier | m | éducateur PJJ | control | pjj-91 | FR-91 | level1_complete
Inès | Rousseau | mme | conseillère principale d’éducation | education | college-etampes | etampes | level1
Mathieu | Perrin | m | éducateur spécialisé | education | ems-grigny | grigny | level1
Fatou | Diallo | mme | médiatrice familiale | help | cd91 | FR-91 | level1
Paul | Giraud | m | médecin généraliste | care | ch-evry | evry | level1
Élodie | Marchand | mme | puéricultrice | care | cd91 | FR-91 | level1
Karim | Boudiaf | m | éducateur de rue | help | ems-grigny | grigny | level1
Sophie | Lambert | mme | enseignante | education | college-etampes | etampes | level1
Antoine | Chevalier | m | chef de service éducatif | education | ems-grigny | grigny | level1
Yasmine | Cherif | mme | orthophoniste | care | cmp-paris | paris-nord | level1
Hugo | Fontaine | m | brigadier, référent violences | control | pjj-91 | FR-91 | level1
Marion | Dupuis | mme | bibliothécaire | culture | biblio-lille | FR-59 | level1
Quentin | Vasseur | m | médiateur culturel | culture | biblio-lille | FR-59 | level1
Aïcha | Traoré | mme | aide-soignante | care | ch-evry | evry | level1
Romain | Blanchard | m | juriste | control | cd91 | FR-91 | level1
Delphine | Caron | mme | assistante familiale | help | cd91 | FR-91 | level1
Laura | Peeters | mme | assistante sociale | help | cpas-liege | liege-rive-droite | level1
Benoît | Lemmens | m | délégué à l’aide à la jeunesse | control | saj-liege | liege-rive-droite | level1
Sarah | Willems | mme | éducatrice | education | saj-liege | liege-rive-droite | level1
Olivier | Dumont | m | médecin de famille | care | maison-medicale | seraing | level1
Céline | Jacobs | mme | kinésithérapeute | care | maison-medicale | seraing | level1
Mehdi | Amrani | m | psychologue | care | ssm-seraing | seraing | level1
Anne | Claessens | mme | infirmière sociale | care | maison-medicale | seraing | level1
Giulia | Ferrero | mme | psychologue | care | asl-torino | IT-TO | level1
Marco | Bellini | m | éducateur | education | asl-torino | IT-TO | level1
Pierre | Noël | m | directeur adjoint | help | cd91 | FR-91 | level1_attested
Valérie | Simon | mme | cadre de santé | care | ch-evry | evry | level1_attested
Nicolas | Faure | m | psychologue | care | cmp-paris | paris-nord | level1_attested
Isabelle | Roux | mme | assistante sociale | help | cmp-paris | paris-nord | level1_attested
Rachid | Meziane | m | éducateur spécialisé | education | ems-grigny | grigny | level1_attested
Catherine | Leroy | mme | juge des enfants honoraire | control | pjj-91 | FR-91 | level1_attested
David | Henry | m | infirmier | care | ch-evry | evry | level1_attested
Nathalie | Gérard | mme | assistante sociale | help | cpas-liege | liege-rive-droite | level1_attested
Vincent | Marchal | m | psychologue | care | ssm-seraing | seraing | level1_attested
Sylvie | Thonnard | mme | coordinatrice de réseau | help | saj-liege | liege-rive-droite | level1_attested
Hélène | Bastin | mme | psychiatre | care | ssm-seraing | seraing | level2_complete
Jérôme | Colin | m | chef de service | education | ems-grigny | grigny | level2_complete
Florence | Renard | mme | médecin scolaire | care | college-etampes | etampes | level2_complete
Stéphane | Dubois | m | assistant social | help | cd91 | FR-91 | level2_attested
Caroline | Lenoir | mme | psychologue | care | ch-evry | evry | level2_attested
Françoise | Gillet | mme | thérapeute familiale | care | ssm-seraing | seraing | level2_attested
Leïla | Mansouri | mme | psychologue clinicienne | care | cmp-paris | paris-nord | level2_attested
Michel | Evrard | m | éducateur | education | saj-liege | liege-rive-droite | level2_attested
Chiara | Romano | mme | neuropsychiatre | care | asl-torino | IT-TO | level3_complete
Bernard | Charlier | m | psychologue | care | ssm-seraing | seraing | level3_complete
Monique | Aubert | mme | psychiatre | care | cmp-paris | paris-nord | level3_attested
Emma | Picard | mme | éducatrice en formation | education | ems-grigny | grigny | newcomer
Lucas | Meunier | m | étudiant en travail social | help | cd91 | FR-91 | newcomer
Chloé | Barbier | mme | infirmière | care | ch-evry | evry | newcomer
Nora | Belkacem | mme | médiatrice | culture | biblio-lille | FR-59 | newcomer
Maxime | Leclercq | m | gardien de la paix | control | pjj-91 | FR-91 | newcomer
Zoé | Hermans | mme | assistante sociale | help | cpas-liege | liege-rive-droite | newcomer
Adrien | Laurent | m | psychologue | care | maison-medicale | seraing | newcomer
""")

FIGURES = ANIMATORS + TRAINEES
