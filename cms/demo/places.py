"""Local territories, places, institutions and providers of the demonstration, as plain data."""

from curriculum.enums import InstitutionKind

LOCAL_TERRITORIES = [
    # (key, name, ISO 3166-2 code of the parent)
    ("evry", "Évry-Courcouronnes", "FR-91"),
    ("grigny", "Grigny – La Grande Borne", "FR-91"),
    ("etampes", "Bassin d’Étampes", "FR-91"),
    ("paris-nord", "Paris Nord-Est", "FR-75C"),
    ("liege-rive-droite", "Liège – Rive droite", "BE-WLG"),
    ("seraing", "Seraing", "BE-WLG"),
    ("villeurbanne", "Villeurbanne", "FR-69M"),
]

PLACES = [
    # (key, name, street, postal code, town, territory: local key or ISO code)
    ("paris", "Maison de l’Arbalète", "38 rue de l’Arbalète", "75005", "Paris", "FR-75C"),
    (
        "evry",
        "Maison des Solidarités",
        "4 allée des Coquibus",
        "91000",
        "Évry-Courcouronnes",
        "evry",
    ),
    ("grigny", "Centre social Marie-Noël", "12 place du Damier", "91350", "Grigny", "grigny"),
    ("liege", "Espace Outremeuse", "31 rue de la Liberté", "4020", "Liège", "liege-rive-droite"),
    ("seraing", "Maison de quartier du Pairay", "70 rue du Pairay", "4100", "Seraing", "seraing"),
    ("namur", "Salle des Célestines", "5 rue des Célestines", "5000", "Namur", "BE-WNA"),
    (
        "lyon",
        "La Fabrique du lien",
        "9 rue de la Poudrette",
        "69100",
        "Villeurbanne",
        "villeurbanne",
    ),
    ("lille", "Atelier des Moulins", "22 rue d’Arras", "59000", "Lille", "FR-59"),
    ("torino", "Casa del Quartiere San Salvario", "14 via Morgari", "10125", "Turin", "IT-TO"),
    ("alger", "Centre culturel des Annassers", "3 chemin des Annassers", "16050", "Alger", "DZ-16"),
]

INSTITUTIONS = [
    # (key, name, kind, territory, town, e-mail)
    (
        "ch-evry",
        "Centre hospitalier des Trois-Vallées",
        InstitutionKind.HOSPITAL,
        "evry",
        "Évry-Courcouronnes",
        "formation@ch-trois-vallees.example",
    ),
    (
        "cd91",
        "Service départemental de l’aide à l’enfance – Sud",
        InstitutionKind.LOCAL_AUTHORITY,
        "FR-91",
        "Évry-Courcouronnes",
        "ase-sud@departement.example",
    ),
    (
        "ems-grigny",
        "Service éducatif La Traverse",
        InstitutionKind.ASSOCIATION,
        "grigny",
        "Grigny",
        "contact@latraverse.example",
    ),
    (
        "college-etampes",
        "Collège Jeanne-Barret",
        InstitutionKind.SCHOOL,
        "etampes",
        "Étampes",
        "direction@college-barret.example",
    ),
    (
        "pjj-91",
        "Unité éducative de milieu ouvert de Corbeil",
        InstitutionKind.JUSTICE,
        "FR-91",
        "Corbeil-Essonnes",
        "uemo-corbeil@justice.example",
    ),
    (
        "cmp-paris",
        "Centre médico-psychologique des Buttes",
        InstitutionKind.HOSPITAL,
        "paris-nord",
        "Paris",
        "cmp@buttes.example",
    ),
    (
        "cpas-liege",
        "CPAS de la Rive droite",
        InstitutionKind.SOCIAL_SERVICE,
        "liege-rive-droite",
        "Liège",
        "formation@cpas-rivedroite.example",
    ),
    (
        "ssm-seraing",
        "Service de santé mentale L’Écluse",
        InstitutionKind.HOSPITAL,
        "seraing",
        "Seraing",
        "secretariat@ssm-ecluse.example",
    ),
    (
        "saj-liege",
        "Service d’aide à la jeunesse d’Outremeuse",
        InstitutionKind.SOCIAL_SERVICE,
        "liege-rive-droite",
        "Liège",
        "saj@outremeuse.example",
    ),
    (
        "maison-medicale",
        "Maison médicale du Pairay",
        InstitutionKind.HOSPITAL,
        "seraing",
        "Seraing",
        "equipe@mm-pairay.example",
    ),
    (
        "biblio-lille",
        "Médiathèque des Moulins",
        InstitutionKind.CULTURAL,
        "FR-59",
        "Lille",
        "mediation@moulins.example",
    ),
    (
        "asl-torino",
        "Servizio di psicologia San Salvario",
        InstitutionKind.HOSPITAL,
        "IT-TO",
        "Turin",
        "formazione@sansalvario.example",
    ),
]

NUMBERS = {
    # key: (registration number, VAT number); none is anybody's, but all could be
    "ch-evry": ("26910487300014", "FR24269104873"),
    "cd91": ("22910022700011", "FR15229100227"),
    "ems-grigny": ("38452117500016", "FR58384521175"),
    "college-etampes": ("19910563600013", ""),
    "pjj-91": ("11000201100010", ""),
    "cmp-paris": ("26750931300016", "FR03267509313"),
    "cpas-liege": ("0207.123.407", "BE 0207.123.407"),
    "ssm-seraing": ("0408.551.231", "BE 0408.551.231"),
    "saj-liege": ("0316.447.850", ""),
    "maison-medicale": ("0823.771.906", "BE 0823.771.906"),
    "biblio-lille": ("21590350100017", "FR96215903501"),
    "asl-torino": ("08872340016", "IT 08872340016"),
}

PROVIDERS = [
    # (key, name, town, territory, accredited for how many years; None: not accredited)
    ("contextuelle", "Institut de thérapie contextuelle de Namur", "Namur", "BE-WNA", 8),
    ("mediation", "École de médiation familiale des Deux-Rives", "Lyon", "FR-69M", 6),
    ("famille", "Centre d’étude de la famille de Lille", "Lille", "FR-59", 5),
    ("privee", "Coaching & Réseaux", "Paris", "FR-75C", None),
]
