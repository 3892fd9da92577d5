"""The pages of what is shorter: open sessions, workshops, seminars, the study day."""

from cms.demo.texts.text import OfferingText

DISCRETION = """<p>Ce qui se dit en séance appartient aux personnes présentes. Visiteurs et participants s’engagent à la
    discrétion ; on ne photographie et n’enregistre rien.</p>"""

ATTENDING = """<p>On apprend en prenant part. La présence est relevée par demi-journée, et un temps de reprise permet à chacun
    de dire ce qu’il a vu et ce qu’il en retient.</p>"""


def _open_session(key: str, title: str, introduction: str, animator: str) -> OfferingText:
    return OfferingText(
        key=key,
        title=title,
        picture="venir",
        introduction=introduction,
        duration="Une journée chaque mois, soit 6 heures ; on peut venir une demi-journée",
        price_note="L’entrée est libre ; l’inscription permet de préparer la salle.",
        audience="<p>À tous : professionnels, étudiants, bénévoles, élus, habitants. Aucune connaissance de la méthode n’est demandée.</p>",
        objectives=[
            "Voir comment se déroule une Clinique de Concertation.",
            "Rencontrer les professionnels d’un territoire.",
            "Comprendre ce que fait apparaître un Sociogénogramme.",
            "Savoir si l’on souhaite se former.",
        ],
        programme=[
            (
                "9 h 30 – 12 h 30",
                "Tour de présentation et travail avec une famille",
                "<p>Les professionnels se présentent les premiers, les visiteurs aussi. Le Sociogénogramme se dessine pendant que l’on parle.</p>",
            ),
            (
                "13 h 30 – 16 h 30",
                "Suite de la séance et reprise",
                "<p>Le travail se poursuit ou accueille une autre situation. À la fin, on fixe la date suivante ; les personnes en formation et les visiteurs disent ce qu’ils ont appris.</p>",
            ),
        ],
        methods=ATTENDING,
        prerequisites="<p>Aucun.</p>",
        enrolment="""<p>Choisissez une date et donnez votre nom et votre adresse électronique : aucun compte n’est nécessaire.
            La page <a page="venir-voir">Venir voir</a> dit comment se passe la journée.</p>""",
        teachers=[animator],
        sections=[("notice", "Discrétion", DISCRETION)],
    )


ESSONNE = _open_session(
    "venir-voir-essonne",
    "Venir voir : Clinique de Concertation en Essonne",
    """Chaque mois, à la Maison des Solidarités d’Évry-Courcouronnes, une séance de pratique ouverte à qui souhaite la
    découvrir.""",
    "Bruno Castellani",
)

LIEGE = _open_session(
    "venir-voir-liege",
    "Venir voir : Clinique de Concertation à Liège",
    """Chaque mois, à la Maison de quartier du Pairay, à Seraing, près de Liège, une séance de pratique ouverte à qui
    souhaite la découvrir.""",
    "Nadia Ferhat",
)

GENOGRAM_WORKSHOP = OfferingText(
    key="atelier-sociogenogramme",
    title="Atelier du Sociogénogramme",
    picture="dessin",
    introduction="""Une demi-journée chez un partenaire, ouverte à son réseau, pour s’exercer au dessin sur des situations
        de travail.""",
    duration="Une demi-journée, soit 3 heures",
    price_note="L’atelier est gratuit ; l’établissement qui accueille prête la salle.",
    audience="<p>À l’équipe qui accueille et à tous ceux qui travaillent avec elle sur le territoire. Vingt personnes au plus.</p>",
    objectives=[
        "Tracer un Sociogénogramme à plusieurs.",
        "Voir autrement une situation que l’on croit connaître.",
        "Rencontrer des collègues d’autres services.",
    ],
    programme=[
        (
            "9 h 30",
            "Tour de présentation",
            "<p>Qui est là, et ce que chacun voudrait regarder ce jour-là.</p>",
        ),
        (
            "10 h",
            "Une situation, un dessin",
            "<p>Un participant présente une situation, avec l’accord des personnes ou de façon qu’on ne puisse les reconnaître. Le groupe dessine avec lui.</p>",
        ),
        (
            "12 h",
            "Reprise",
            "<p>Ce que le dessin a montré ; ce que chacun va essayer ; qui accueille l’atelier suivant.</p>",
        ),
    ],
    methods=ATTENDING,
    prerequisites="<p>Aucun. Il n’est pas nécessaire de savoir dessiner.</p>",
    enrolment="""<p>Inscrivez-vous à une date de l’agenda. Pour accueillir un atelier chez vous,
        <a page="contact">écrivez-nous</a>.</p>""",
    teachers=["Luc Delvaux"],
)

TRANSMISSION = OfferingText(
    key="atelier-transmission",
    title="Atelier de transmission",
    picture="lettre",
    introduction="""Une demi-journée d’échange entre praticiens du réseau : chacun apporte une question de sa pratique.
        Sans frais.""",
    duration="Une demi-journée, soit 3 heures",
    price_note="Sans frais, comme tous les ateliers de transmission.",
    audience="<p>À ceux qui pratiquent déjà : personnes en formation, cliniciens, animateurs d’ateliers. Vingt personnes au plus.</p>",
    objectives=[
        "Présenter une question de sa pratique et recevoir le regard des autres.",
        "Transmettre une notion à des collègues avec des mots simples.",
        "Garder le fil entre deux formations.",
    ],
    programme=[
        (
            "9 h 30",
            "Les questions du jour",
            "<p>Chacun apporte une question ; le groupe en choisit deux.</p>",
        ),
        (
            "10 h",
            "Travail sur deux questions",
            "<p>Récit, dessin, échanges. On cherche ce qui peut se transmettre.</p>",
        ),
        (
            "12 h",
            "Ce que l’on retient",
            "<p>Quelques phrases écrites ensemble, et envoyées à tous.</p>",
        ),
    ],
    methods=ATTENDING,
    prerequisites="<p>Avoir pris part à une formation ou à des séances de Clinique de Concertation.</p>",
    enrolment='<p>Les dates sont dans l’agenda. Si vous ne savez pas si l’atelier est pour vous, <a page="contact">demandez-nous</a>.</p>',
    teachers=["Luc Delvaux"],
)

SENSITISATION = OfferingText(
    key="sensibilisation",
    title="Séminaire de sensibilisation au travail de réseau",
    picture="reseau",
    introduction="""Une journée pour découvrir les principes, les outils et les mots de la méthode, à plusieurs
        établissements ou seul.""",
    duration="1 journée, soit 6 heures (2 ou 3 jours à la demande d’un territoire)",
    price_note="Tarif par personne pour une journée. Pour un groupe ou un séminaire plus long : sur devis.",
    audience="<p>À tous : professionnels, responsables, étudiants, élus. Quarante personnes au plus.</p>",
    objectives=[
        "Dire ce qu’est une Clinique de Concertation, et ce qu’elle n’est pas.",
        "Reconnaître un champ de recouvrement dans une situation de travail.",
        "Lire un Sociogénogramme.",
        "Savoir quelle suite donner, pour soi ou pour son équipe.",
    ],
    programme=[
        (
            "Matin",
            "Constats et principes",
            "<p>Tour de présentation. Ce que chacun constate ; ce que les familles savent ; les trois principes de la méthode.</p>",
        ),
        (
            "Après-midi",
            "Les outils",
            "<p>Un Sociogénogramme dessiné ensemble, à partir d’une situation imaginaire. Les quatre formes de rencontre. Questions.</p>",
        ),
    ],
    methods=ATTENDING,
    prerequisites="<p>Aucun. Ce séminaire ouvre l’accès aux modules avancés.</p>",
    enrolment="""<p>Inscrivez-vous à une date de l’agenda. Pour en organiser un sur votre territoire, passez par la page
        <a page="demander">Demander une Formation-Action</a>.</p>""",
    teachers=["Luc Delvaux"],
)

SEMINAR = OfferingText(
    key="seminaire-cc",
    title="Séminaire de la Clinique de Concertation",
    picture="spirales",
    introduction="""Deux journées entre praticiens de plusieurs pays, pour reprendre ce que la pratique fait apparaître. Le
        séminaire change de ville à chaque fois.""",
    duration="2 jours, soit 12 heures",
    price_note="Pour les deux journées. Le voyage et l’hébergement ne sont pas compris.",
    audience="<p>À ceux qui pratiquent ou se forment. Soixante personnes au plus. On y parle français ; des collègues aident à traduire.</p>",
    objectives=[
        "Comparer des pratiques de territoires différents.",
        "Travailler une question propre à la Clinique de Concertation.",
        "Présenter un travail en cours et recevoir des objections.",
    ],
    programme=[
        (
            "Jour 1",
            "Des pratiques, côte à côte",
            "<p>Trois territoires présentent chacun une année de travail. Discussion en petits groupes, puis ensemble.</p>",
        ),
        (
            "Jour 2",
            "Une question",
            "<p>Travaux en cours des personnes en formation aux niveaux 3 et 4. Reprise générale et choix du lieu suivant.</p>",
        ),
    ],
    methods=ATTENDING,
    prerequisites="<p>Une première pratique des Cliniques de Concertation.</p>",
    enrolment="<p>Inscrivez-vous assez tôt si vous devez voyager : les indications d’accès sont envoyées à l’avance.</p>",
    teachers=["Luc Delvaux"],
)

STUDY_DAY = OfferingText(
    key="journee-etude",
    title="Journée d’étude : de proche en proche",
    picture="territoires",
    introduction="""Une fois par an environ, une journée ouverte à tous, de 100 à 200 personnes, sur ce que le travail de
        réseau apprend.""",
    duration="1 journée, soit 6 heures",
    price_note="Tarif unique pour la journée.",
    audience="<p>À tous : professionnels, familles, étudiants, élus, curieux. Jusqu’à 150 places.</p>",
    objectives=[
        "Entendre des familles et des professionnels parler du travail fait ensemble.",
        "Situer le travail de réseau parmi d’autres pratiques.",
        "Rencontrer ceux qui le pratiquent ailleurs.",
    ],
    programme=[
        (
            "Matin",
            "Récits de territoires",
            "<p>Accueil et interventions à plusieurs voix, suivies d’un débat avec la salle.</p>",
        ),
        (
            "Après-midi",
            "Ateliers et reprise",
            "<p>Quatre ateliers au choix : Sociogénogramme, lettre d’invitation, comptes rendus, place des usagers. Reprise commune.</p>",
        ),
    ],
    methods=ATTENDING,
    prerequisites="<p>Aucun.</p>",
    enrolment="<p>Inscrivez-vous en ligne. Les groupes d’étudiants sont les bienvenus : prévenez-nous, que la salle soit assez grande.</p>",
    teachers=["Luc Delvaux"],
)

MEETINGS = [
    ESSONNE,
    LIEGE,
    GENOGRAM_WORKSHOP,
    TRANSMISSION,
    SENSITISATION,
    SEMINAR,
    STUDY_DAY,
]
