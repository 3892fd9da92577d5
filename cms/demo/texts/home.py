"""The front page."""

from cms.demo.texts.text import Text

HEADLINE = "Avec les familles, et avec tous ceux qui les entourent"
BUTTON = ("venir-voir", "Venir voir une séance")

HOME = Text(
    key="accueil",
    title="Accueil",
    introduction="""La « Clinique de Concertation » réunit des familles en grande difficulté, leurs proches et les
        professionnels qui interviennent auprès d’elles. Ce site dit ce que c’est, où cela se passe et comment s’y
        former.""",
    description="""La « Clinique de Concertation » : ce que c’est, où cela se passe, comment s’y former. Formations,
        séances ouvertes à tous, agenda en France, en Belgique, en Italie et en Algérie.""",
    sections=[
        (
            "intro",
            "Une rencontre, plutôt qu’un guichet de plus",
            """<p>Quand les difficultés s’additionnent, les services s’additionnent aussi. Une famille peut connaître
            dix professionnels qui ne se connaissent pas entre eux. Elle passe d’un guichet à l’autre, et chacun, de
            son côté, s’épuise.</p>
            <p>Le Travail Thérapeutique de Réseau part de ce que la famille sait déjà : qui intervient, qui a compté,
            sur qui l’on peut encore s’appuyer. On dessine ces liens avec elle, puis on réunit ceux qu’elle souhaite
            inviter. Le travail ne se fait pas sur elle : il se fait avec elle, et grâce à elle.</p>""",
            "cercle",
            "methode",
            "Lire ce qu’est la méthode",
        ),
        (
            "figures",
            "Quatre manières de se réunir",
            "Du passage de relais entre deux collègues à la rencontre élargie de tout un territoire.",
            [
                (
                    "Clinique du Relais",
                    "Des professionnels d’un territoire se confient une part de travail, en disant ce qui a été fait et ce qui reste à faire. On ne se renvoie plus une situation : on se passe le relais.",
                    "figures",
                ),
                (
                    "Coordination spécifique",
                    "Les professionnels concernés préparent ou ajustent leur travail, avant une rencontre élargie ou à côté d’elle. La famille en est informée.",
                    "figures",
                ),
                (
                    "Concertation Clinique",
                    "Au moins deux séances, convoquées pour une situation et conduites par un clinicien.",
                    "figures",
                ),
                (
                    "Clinique de Concertation",
                    "Des séances élargies, en général une fois par mois : familles, professionnels et personnes en formation d’un même territoire.",
                    "figures",
                ),
            ],
        ),
        ("sessions", "Prochaines séances et formations", 4, "agenda", "Voir tout l’agenda"),
        (
            "cards",
            "Par où commencer ?",
            "",
            [
                (
                    "Venir voir",
                    "Assister à une vraie séance, gratuitement et sans formation préalable.",
                    "venir-voir",
                    "Voir les séances ouvertes",
                    "venir",
                ),
                (
                    "Se former",
                    "Une formation nationale, des modules de trois jours, des ateliers : à chacun son chemin, jalonné par quatre niveaux.",
                    "formations",
                    "Voir les formations",
                    "dessin",
                ),
                (
                    "Former un territoire",
                    "Réunir plusieurs établissements d’un même territoire dans une Formation-Action, sur leurs propres situations.",
                    "demander",
                    "En parler avec nous",
                    "territoires",
                ),
            ],
        ),
        (
            "facts",
            "La formation en quelques chiffres",
            [
                (
                    "1996",
                    "premiers pas du Travail Thérapeutique de Réseau, avec Jean-Marie Lemaire",
                    "",
                ),
                (
                    "5 champs",
                    "réunis dans chaque groupe : aide, soin, éducation, culture, contrôle",
                    "",
                ),
                (
                    "4 niveaux",
                    "qui disent à chacun où il en est, pour 450 heures en tout",
                    "Critères de reconnaissance de la FICC",
                ),
                (
                    "4 pays",
                    "où la fédération est à l’œuvre : France, Belgique, Italie, Algérie",
                    "",
                ),
            ],
        ),
        ("quote", "Que demain soit moins pire qu’hier.", "", "Le but partagé du travail de réseau"),
        ("news", "Actualités", 3, "actualites", "Toutes les actualités"),
        (
            "questions",
            "Trois questions que l’on nous pose",
            [
                (
                    "Faut-il être thérapeute pour se former ?",
                    """<p>Non. Les groupes réunissent des professionnels de l’aide, du soin, de l’éducation, de la
                    culture et du contrôle. C’est cette diversité qui fait travailler.</p>""",
                ),
                (
                    "Puis-je assister à une séance sans m’engager ?",
                    """<p>Oui. Les séances <a page="venir-voir">« Venir voir »</a> sont gratuites et ouvertes à tous.
                    Un nom et une adresse électronique suffisent.</p>""",
                ),
                (
                    "La famille est-elle vraiment d’accord ?",
                    """<p>Oui, et davantage : c’est elle qui invite, avec le professionnel qui la connaît. Sans elle,
                    il n’y a pas de rencontre. <a page="questions">Toutes les questions</a>.</p>""",
                ),
            ],
        ),
    ],
)
