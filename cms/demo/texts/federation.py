"""Who: the federation, its people, its partners, how to reach it. People and institutions are imaginary."""

from cms.demo.texts.text import Text

FEDERATION = Text(
    key="federation",
    title="La fédération",
    introduction="""La Fédération Internationale pour la « Clinique de Concertation » (FICC) réunit celles et ceux qui
        pratiquent et transmettent le Travail Thérapeutique de Réseau.""",
    in_menu=True,
    sections=[
        ("heading", "Ce qu’elle fait"),
        (
            "text",
            """<p>La FICC est une petite fédération, à l’œuvre en France, en Belgique, en Italie et en Algérie. Elle forme
            des professionnels de cinq champs : l’aide, le soin, l’éducation, la culture et le contrôle. Elle leur apprend à
            travailler avec les familles en détresses multiples, et avec le réseau de services que ces familles
            mettent en mouvement.</p>
            <p>Elle tient le <a page="niveaux">référentiel des quatre niveaux</a>, valide les heures de formation et de
            pratique et délivre les attestations. Elle organise des séminaires, des journées d’étude, des ateliers, et
            accompagne les territoires qui veulent commencer.</p>""",
        ),
        (
            "cards",
            "",
            "",
            [
                (
                    "Équipe et cliniciens",
                    "Qui répond, et qui anime, pays par pays.",
                    "equipe",
                    "Les connaître",
                    "cercle",
                ),
                (
                    "Établissements partenaires",
                    "Ceux avec qui les séances et les formations ont lieu.",
                    "partenaires",
                    "Les découvrir",
                    "territoires",
                ),
                (
                    "Nous écrire",
                    "Une question, une inscription, une idée pour votre territoire.",
                    "contact",
                    "Écrire",
                    "lettre",
                ),
            ],
        ),
        ("heading", "Ce à quoi elle tient"),
        (
            "text",
            """<ul><li><strong>La présence des familles.</strong> Rien ne se fait sans elles, ni dans leur dos.</li>
            <li><strong>L’ouverture.</strong> Les séances se visitent, les références se publient, le référentiel est
            public.</li>
            <li><strong>La diversité des métiers.</strong> Un groupe où tous se ressemblent apprend moins.</li>
            <li><strong>La patience.</strong> Un réseau se construit en années. Une séance manquée n’est pas un
            échec.</li></ul>""",
        ),
    ],
)

TEAM = Text(
    key="equipe",
    title="Équipe et cliniciens",
    introduction="""L’équipe répond à vos questions et suit votre formation. Les cliniciens animent les séances et forment,
        chacun sur son territoire.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>Un <em>clinicien</em>, ici, est un professionnel formé à animer des Concertations Cliniques ou des Cliniques
            de Concertation, quel que soit son premier métier. Il n’est pas nécessairement soignant.</p>""",
        ),
    ],
)

PEOPLE = [
    # (name, group, role, territory: key of the demonstration or ISO code, languages, presentation, rank)
    (
        "Hélène Marchetti",
        "team",
        "Présidente",
        "FR-75C",
        "français, italien",
        "<p>Signe les attestations et représente la fédération.</p>",
        10,
    ),
    (
        "Denis Évrard",
        "team",
        "Suivi des formations et des attestations",
        "FR-75C",
        "français",
        "<p>Répond aux questions sur les inscriptions, les heures déclarées et les niveaux.</p>",
        20,
    ),
    (
        "Farida Guerra",
        "team",
        "Comptabilité et conventions",
        "FR-75C",
        "français, arabe",
        "<p>Prépare les devis, les conventions et les certificats de réalisation. Référente handicap.</p>",
        30,
    ),
    (
        "Bruno Castellani",
        "clinician",
        "Psychiatre, thérapeute familial",
        "paris-nord",
        "français, italien",
        "<p>Anime la Clinique de Concertation de l’Essonne et la formation nationale.</p>",
        100,
    ),
    (
        "Monique Aubert",
        "clinician",
        "Psychiatre",
        "paris-nord",
        "français",
        "<p>Anime des Concertations Cliniques à Paris.</p>",
        100,
    ),
    (
        "Nadia Ferhat",
        "clinician",
        "Psychologue clinicienne",
        "seraing",
        "français, arabe",
        "<p>Anime la Clinique de Concertation de Liège et la formation nationale.</p>",
        100,
    ),
    (
        "Luc Delvaux",
        "clinician",
        "Assistant social",
        "liege-rive-droite",
        "français, néerlandais",
        "<p>Anime les ateliers, les séminaires et les Formations-Actions.</p>",
        100,
    ),
    (
        "Chiara Romano",
        "clinician",
        "Neuropsychiatre",
        "IT-TO",
        "italien, français",
        "<p>Anime des Concertations Cliniques à Turin, et travaille à un écrit sur la Clinique du Relais.</p>",
        100,
    ),
]

PARTNERS_PAGE = Text(
    key="partenaires",
    title="Établissements partenaires",
    introduction="""Les séances et les formations ont lieu chez eux, avec eux. Chacun a signé une convention qui dit ce qu’il
        apporte et ce qu’il reçoit.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>Un établissement partenaire accueille des séances ou des ateliers, inscrit ses professionnels à une
            formation, ou participe aux réunions mensuelles de son territoire. Une convention signée permet que
            l’engagement ne dépende pas d’une seule personne. Pour en parler, <a page="contact">écrivez-nous</a>.</p>""",
        ),
    ],
)

PARTNERS = {
    # key of the institution: what it does with the federation
    "ch-evry": "Des équipes de psychiatrie et de pédiatrie se forment en Essonne, avec les services sociaux et éducatifs.",
    "cd91": "Des travailleurs sociaux de l’aide à l’enfance prennent part à la Clinique de Concertation de l’Essonne.",
    "ems-grigny": "Accueille des ateliers du Sociogénogramme à la Grande Borne.",
    "college-etampes": "Enseignants et vie scolaire participent à la Formation-Action en Essonne.",
    "pjj-91": "Éducateurs et partenaires de la justice prennent part aux séances.",
    "cmp-paris": "Des soignants du centre se forment et animent, à Paris et en Essonne.",
    "cpas-liege": "Participe à la Formation-Action à Liège avec ses travailleurs sociaux.",
    "ssm-seraing": "Accueille des personnes en formation et prépare les séances ouvertes de Seraing.",
    "saj-liege": "Ses délégués participent à la Formation-Action à Liège et aux réunions mensuelles.",
    "maison-medicale": "Médecins, infirmières et kinésithérapeutes s’y relaient avec les services du quartier.",
    "biblio-lille": "Donne une place à la culture : une bibliothécaire et un médiateur se forment avec le réseau.",
    "asl-torino": "Travaille avec le quartier de San Salvario et accueille des collègues d’autres pays.",
}

CONTACT = Text(
    key="contact",
    title="Contact",
    introduction="""Une question sur une formation, une séance, vos heures, un partenariat : écrivez-nous. Nous répondons
        en général dans la semaine.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>Pour une Formation-Action, <a page="demander">cette page</a> explique comment la demande se prépare. Pour
            assister à une séance ouverte, <a page="venir-voir">une inscription en ligne</a> suffit.</p>""",
        ),
        (
            "notice",
            "Si quelqu’un est en danger",
            """La fédération n’est pas un service d’urgence et ne reçoit pas de demandes de soins. En France, appelez le
            15 (urgence médicale), le 17 (police), le 119 (enfance en danger), le 3919 (violences faites aux femmes) ou le
            3114 (prévention du suicide). Partout en Europe : 112.""",
        ),
    ],
)

CONTACT_FIELDS = [
    # (label, type, required, help)
    ("Votre nom", "singleline", True, ""),
    ("Votre adresse électronique", "email", True, "Pour vous répondre, et rien d’autre."),
    ("Votre établissement ou votre métier", "singleline", False, ""),
    (
        "Votre message",
        "multiline",
        True,
        "Ne donnez aucun nom de famille accompagnée, ni aucun détail de santé.",
    ),
]

CONTACT_PRIVACY = """<p>Votre message est lu par l’équipe de la fédération et conservé un an au plus. Voir
    <a page="donnees">Protection des données</a>.</p>"""
CONTACT_THANKS = """<p>Nous avons bien reçu votre message et nous vous répondrons dans la semaine. Pensez à regarder
    parmi vos courriers indésirables.</p>"""

BIBLIOGRAPHY = Text(
    key="bibliographie",
    title="Bibliographie",
    introduction="""L’ouvrage de référence, deux articles pour commencer, et les livres dont la méthode s’est
        nourrie.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>D’autres articles, et l’agenda du réseau, se trouvent sur le site actuel de la fédération,
            <a href="https://concertation.net">concertation.net</a>.</p>""",
        ),
    ],
)

WORKS = [
    {
        "kind": "book", "language": "fr", "authors": "S. Hellal\nJ.-M. Lemaire", "year": 2016, "is_key": True,
        "title": "De Proche en Proche. Proximité et Travail Thérapeutique de Réseau, une formation à l’épreuve du terrain",
        "publisher": "[barzakh], Alger",
        "note": "L’ouvrage de référence : une formation au Travail Thérapeutique de Réseau, à l’épreuve du terrain.",
    },
    {
        "kind": "article", "language": "fr", "authors": "J.-M. Lemaire", "year": 2007,
        "title": "Liens soignés, liens soignants. « Clinique de Concertation » et violences de quartiers",
        "published_in": "Cahiers de psychologie clinique", "issue": "n° 28, 2007/1", "pages": "99–120",
        "publisher": "De Boeck",
        "note": "La Clinique de Concertation face aux violences de quartiers.",
    },
    {
        "kind": "article", "language": "fr", "authors": "V. Della Giustina", "year": 2015,
        "title": "La position du mulet… De l’importance du niveau politique dans la mise en place d’un travail de réseau",
        "published_in": "Santé conjuguée", "issue": "n° 70, mars 2015",
        "note": "Ce que les responsables politiques peuvent faire, ou empêcher, quand un réseau se met en place.",
    },
    {
        "kind": "book", "language": "en", "authors": "I. Boszormenyi-Nagy\nG. Spark", "year": 1973,
        "title": "Invisible Loyalties: Reciprocity in Intergenerational Family Therapy",
        "publisher": "Harper and Row, New York", "other_editions": "Brunner/Mazel, 1984",
        "note": "À la source de la thérapie contextuelle : ce que chacun doit aux siens, et ce qu’il en reçoit.",
    },
    {
        "kind": "book", "language": "fr", "authors": "I. von Bueltzingsloewen", "year": 2007,
        "title": "L’Hécatombe des fous", "publisher": "Aubier",
        "other_editions": "Flammarion, « Champs Histoire », 2009",
        "note": "La mort par la faim de plus de 45 000 malades dans les asiles français.",
    },
    {
        "kind": "book", "language": "fr", "authors": "M. Foucault", "year": 1961,
        "title": "Histoire de la folie à l’âge classique", "publisher": "Plon",
        "other_editions": "Gallimard, 1972",
        "note": "Comment une société décide de qui elle met à l’écart.",
    },
]  # fmt: skip

SETTINGS = {
    "phone": "01 99 00 12 96",
    "opening_hours": "Du lundi au jeudi, de 9 h à 12 h",
    "disability_name": "Farida Guerra, référente handicap",
    "disability_email": "handicap@ficc.example",
    "disability_text": """Un handicap, une maladie, une fatigue ne sont pas des obstacles à une formation. Parlons-en avant
        l’inscription : la salle, les supports, le rythme peuvent souvent être aménagés.""",
    "footer_text": "Site de démonstration : les personnes et les établissements présentés ici sont imaginaires.",
}
