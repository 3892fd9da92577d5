"""The pages of the long trainings: the national course, the action-training, the modules."""

from cms.demo.texts.text import OfferingText

LEARNING = """<p>On apprend par l’expérience : exposés courts, exercices à plusieurs, dessins au tableau, récits de
    situations rendus méconnaissables ou présentés avec l’accord des personnes. La présence est relevée par
    demi-journée. À la fin, chacun dit par écrit ce qu’il sait faire, ce qu’il voudrait reprendre et ce qu’il va
    essayer ; l’équipe en fait une lecture commune avec le groupe.</p>"""

NATIONAL = OfferingText(
    key="formation-nationale",
    title="Formation nationale",
    picture="chemin",
    introduction="""Treize jours à Paris, répartis sur un an, pour apprendre le Travail Thérapeutique de Réseau avec des
        professionnels d’autres métiers et d’autres régions.""",
    duration="13 jours sur un an, soit 78 heures",
    price_note="Le prix comprend les treize journées. L’employeur ou un organisme financeur peut le prendre en charge.",
    audience="""<p>À tous les professionnels de l’aide, du soin, de l’éducation, de la culture et du contrôle : travail
        social, santé, école, protection de l’enfance, justice, police, médiation, bibliothèques… Aucun diplôme
        particulier n’est demandé. Les groupes comptent au plus 24 personnes, de métiers mêlés.</p>""",
    objectives=[
        "Reconnaître la force convocatrice d’une famille en détresses multiples, et s’appuyer sur elle.",
        "Dessiner un Sociogénogramme avec une famille et y lire les champs de recouvrement.",
        "Préparer avec la famille une lettre d’invitation et la liste des personnes à inviter.",
        "Conduire un tour de présentation.",
        "Choisir entre Clinique du Relais, coordination spécifique, Concertation Clinique et Clinique de Concertation.",
        "Choisir, transformer et faire circuler les informations utiles, avec l’accord des personnes.",
    ],
    programme=[
        (
            "Jour 1",
            "Familles en détresses multiples : la force convocatrice",
            "<p>Tour de présentation du groupe. Les constats de chacun ; les trois principes de la méthode ; ce que les familles savent de nos services.</p>",
        ),
        (
            "Jour 2",
            "Dessiner avec les familles : le Sociogénogramme",
            "<p>Les signes du dessin. Premiers tracés à deux, puis devant le groupe. Ce que le dessin montre, et ce qu’il ne dit pas.</p>",
        ),
        (
            "Jour 3",
            "Le tour de présentation",
            "<p>Pourquoi les professionnels commencent. S’exercer à dire son mandat en peu de mots.</p>",
        ),
        (
            "Jour 4",
            "Clinique de Concertation : séance observée",
            "<p>Une journée de pratique, avec des familles et des professionnels. Le groupe se présente, observe et participe.</p>",
        ),
        (
            "Jour 5",
            "L’éthique relationnelle d’Ivan Boszormenyi-Nagy",
            "<p>Donner, recevoir, faire confiance : les notions de la thérapie contextuelle, reprises à partir de la séance observée.</p>",
        ),
        (
            "Jour 6",
            "La partialité multidirectionnelle",
            "<p>Prendre parti pour chacun, tour à tour, y compris pour les absents. Premiers exercices.</p>",
        ),
        (
            "Jour 7",
            "Champs de recouvrement et ressources résiduelles",
            "<p>Chercher, dans un Sociogénogramme, les endroits où plusieurs actions se superposent et ce sur quoi l’on peut encore compter.</p>",
        ),
        (
            "Jour 8",
            "Clinique de Concertation : séance observée",
            "<p>Deuxième journée de pratique. Chacun y tient une attention choisie à l’avance.</p>",
        ),
        (
            "Jour 9",
            "Choisir, transformer, faire circuler les informations utiles",
            "<p>Ce qui se dit, à qui, sous quelle forme. Secret professionnel, discrétion, compte rendu.</p>",
        ),
        (
            "Jour 10",
            "La lettre d’invitation et la convocation",
            "<p>Écrire à deux mains, avec la famille. Convoquer sans contraindre.</p>",
        ),
        (
            "Jour 11",
            "Clinique du Relais et coordination spécifique",
            "<p>Passer le relais ; préparer une rencontre entre professionnels sans décider à la place des personnes.</p>",
        ),
        (
            "Jour 12",
            "Clinique de Concertation : séance observée",
            "<p>Troisième journée de pratique. Les participants dessinent, avec l’animateur, le Sociogénogramme de la séance.</p>",
        ),
        (
            "Jour 13",
            "Bilan : que demain soit moins pire qu’hier",
            "<p>Ce que chacun a essayé dans son service. Ce qui reste à apprendre ; la suite, vers les niveaux.</p>",
        ),
    ],
    methods=LEARNING,
    prerequisites="<p>Aucun. Avoir assisté à une séance « Venir voir » aide à savoir où l’on va.</p>",
    enrolment="""<p>Une inscription vaut pour l’année entière : le groupe reste le même. Écrivez-nous avant de vous inscrire
        si votre employeur demande un devis ou une convention.</p>""",
    teachers=["Bruno Castellani", "Nadia Ferhat"],
    sections=[
        (
            "questions",
            "Questions sur la formation nationale",
            [
                (
                    "Que se passe-t-il si je manque une journée ?",
                    "<p>Les heures manquées ne comptent pas, mais les autres restent acquises. Une journée de théorie peut se rattraper plus tard, une séance observée aussi, sur un autre territoire.</p>",
                ),
                (
                    "Suis-je au niveau 1 à la fin ?",
                    "<p>Pas tout à fait. Vous aurez 60 heures de théorie et 18 heures de participation. Le niveau 1 demande 36 heures de participation, dont 12 hors de votre territoire.</p>",
                ),
            ],
        ),
    ],
)

ACTION = OfferingText(
    key="formation-action",
    title="Formation-Action",
    picture="territoires",
    introduction="""Sur un territoire, plusieurs établissements se forment ensemble en travaillant sur leurs propres
        situations, avec les familles.""",
    duration="De 5 à 10 jours par an",
    price_note="Sur devis : les conditions dépendent de la taille du groupe et de la complexité des situations.",
    audience="""<p>Aux professionnels de plusieurs établissements d’un même territoire, quel que soit leur métier. Le nombre
        de participants n’est pas limité. La formation prend son sens quand les cinq champs sont représentés : aide,
        soin, éducation, culture, contrôle.</p>""",
    objectives=[
        "Connaître les professionnels de son territoire, et être reconnu d’eux.",
        "Dessiner un Sociogénogramme et s’en servir à plusieurs.",
        "Prendre part à des Cliniques de Concertation et à des Concertations Cliniques.",
        "Passer le relais à un autre service sans se défausser.",
        "Poser ensemble les règles d’un travail de réseau qui dure.",
    ],
    programme=[
        (
            "Journées 1 et 2",
            "Se connaître",
            "<p>Tour de présentation de tous les établissements. Ce que chacun constate. Premier dessin du territoire : qui travaille avec qui, et où cela se recouvre.</p>",
        ),
        (
            "Journées 3 et 4",
            "Les outils",
            "<p>Le Sociogénogramme, le tour de présentation, la lettre d’invitation, le choix des informations utiles. Chacun prépare une situation, avec l’accord des personnes.</p>",
        ),
        (
            "Journées suivantes",
            "La pratique",
            "<p>Le matin, une Clinique de Concertation ; l’après-midi, une Concertation Clinique ou la reprise de la séance. Les familles sont là.</p>",
        ),
        (
            "Dernière journée",
            "Ce qui continue",
            "<p>Bilan avec les directions : réunions mensuelles, comptes rendus, conventions, indicateurs choisis par le réseau.</p>",
        ),
    ],
    methods=LEARNING,
    prerequisites="<p>Aucun pour les participants. L’accord des directions est nécessaire, et la participation de plusieurs établissements.</p>",
    enrolment="""<p>La demande vient d’un établissement ou d’un groupe d’établissements. La page
        <a page="demander">Demander une Formation-Action</a> dit comment elle se prépare. Chaque établissement signe
        ensuite sa propre convention et inscrit ses professionnels.</p>""",
    teachers=["Bruno Castellani", "Nadia Ferhat", "Luc Delvaux"],
)

GENOGRAM = OfferingText(
    key="module-sociogenogramme",
    title="Le Sociogénogramme : dessiner avec les familles",
    picture="dessin",
    introduction="""Trois jours pour apprendre à tracer, avec une famille, les liens qui comptent : la parenté, les proches,
        les services. Module de base, ouvert à tous.""",
    duration="3 jours, soit 18 heures",
    price_note="Pour les trois journées. L’employeur ou un organisme financeur peut le prendre en charge.",
    audience="<p>À tous les professionnels qui rencontrent des familles, et à ceux qui coordonnent leur travail. Seize personnes au plus.</p>",
    objectives=[
        "Proposer le dessin à une famille et accepter qu’elle le refuse.",
        "Tracer les liens familiaux, personnels et professionnels sur une même feuille.",
        "Repérer les champs de recouvrement et les ressources résiduelles.",
        "Se servir du dessin pour décider, avec la famille, qui inviter.",
    ],
    programme=[
        (
            "Jour 1",
            "Tracer",
            "<p>Les signes, la place de chacun, le rythme. Exercices à deux, chacun à son tour devant la feuille blanche.</p>",
        ),
        (
            "Jour 2",
            "Lire",
            "<p>Ce que le dessin fait apparaître : superpositions, figures du travail déjà à l’œuvre, ressources. Ce qu’il ne faut pas lui faire dire.</p>",
        ),
        (
            "Jour 3",
            "Inviter",
            "<p>Du dessin à la rencontre : choisir la forme de séance, préparer la liste, écrire la lettre. Chaque participant repart avec un premier essai à faire.</p>",
        ),
    ],
    methods=LEARNING,
    prerequisites="<p>Aucun. Il n’est pas nécessaire de savoir dessiner.</p>",
    enrolment="<p>Les trois journées forment un tout, à une semaine d’intervalle : le temps d’essayer entre deux.</p>",
    teachers=["Bruno Castellani", "Nadia Ferhat"],
)

ROUND = OfferingText(
    key="module-tour-de-presentation",
    title="Le tour de présentation et la convocation",
    picture="lettre",
    introduction="""Trois jours sur ce qui précède et ouvre une rencontre : qui invite, comment l’on écrit, qui parle en
        premier. Module de base, ouvert à tous.""",
    duration="3 jours, soit 18 heures",
    price_note="Pour les trois journées. L’employeur ou un organisme financeur peut le prendre en charge.",
    audience="<p>À tous les professionnels appelés à réunir d’autres personnes, ou à participer à des réunions où une famille est présente. Seize personnes au plus.</p>",
    objectives=[
        "Préparer avec une famille la liste des personnes à inviter.",
        "Rédiger une lettre d’invitation que le professionnel et la famille signent tous deux.",
        "Se présenter devant une famille en disant son mandat et le chemin par lequel on est arrivé.",
        "Conduire un tour de présentation pendant lequel un Sociogénogramme se dessine.",
    ],
    programme=[
        (
            "Jour 1",
            "Inviter",
            "<p>La force convocatrice : qui fait venir qui ? La lettre à deux signatures. Ce que l’on écrit, et ce que l’on n’écrit pas.</p>",
        ),
        (
            "Jour 2",
            "Se présenter",
            "<p>Les professionnels d’abord. Exercices courts et repris : dire son métier, son service, son mandat, sans jargon.</p>",
        ),
        (
            "Jour 3",
            "Ouvrir une rencontre",
            "<p>Conduire le tour de bout en bout, pendant que le dessin se fait. Fixer la date suivante.</p>",
        ),
    ],
    methods=LEARNING,
    prerequisites="<p>Aucun.</p>",
    enrolment="<p>Les trois journées forment un tout, à une semaine d’intervalle.</p>",
    teachers=["Bruno Castellani"],
)

PARTIALITY = OfferingText(
    key="module-partialite",
    title="Les sept composantes de la partialité multidirectionnelle",
    picture="cercle",
    introduction="""Trois jours pour apprendre à prendre parti pour chacun, tour à tour, y compris pour les absents.
        Module avancé.""",
    duration="3 jours, soit 18 heures",
    price_note="Pour les trois journées. L’employeur ou un organisme financeur peut le prendre en charge.",
    audience="<p>Aux professionnels qui ont déjà pris part à une séance ou à une formation, et qui animent ou vont animer des rencontres. Quatorze personnes au plus.</p>",
    objectives=[
        "Distinguer la partialité multidirectionnelle de la neutralité.",
        "Reconnaître les sept composantes dans une séance.",
        "Choisir une composante et s’y exercer devant le groupe.",
        "Tenir compte des absents, et de ceux que ses propres actes touchent.",
    ],
    programme=[
        (
            "Jour 1",
            "D’où vient l’idée",
            "<p>La thérapie contextuelle d’Ivan Boszormenyi-Nagy : éthique relationnelle, engagement, confiance. Pourquoi la neutralité ne suffit pas.</p>",
        ),
        (
            "Jour 2",
            "Les composantes, l’une après l’autre",
            "<p>Chaque composante est présentée, vue dans un extrait de séance raconté, puis exercée par petits groupes.</p>",
        ),
        (
            "Jour 3",
            "Les tenir ensemble",
            "<p>Mise en situation complète, avec un Sociogénogramme et un tour de présentation. Reprise par le groupe.</p>",
        ),
    ],
    methods=LEARNING,
    prerequisites="""<p>Une sensibilisation préalable : une présence validée à un module de base, à un séminaire de
        sensibilisation, à une journée de la formation nationale ou à une séance « Venir voir ». L’équipe peut en
        dispenser une personne, en disant pourquoi.</p>""",
    enrolment="<p>La page d’inscription de chaque session dit si vous avez la sensibilisation préalable et, sinon, ce qui permettrait de l’avoir.</p>",
    teachers=["Bruno Castellani", "Nadia Ferhat"],
)

COURSES = [NATIONAL, ACTION, GENOGRAM, ROUND, PARTIALITY]
