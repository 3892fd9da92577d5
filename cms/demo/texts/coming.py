"""Coming to see, asking for an action-training, the agenda, the catalogue, the levels."""

from cms.demo.texts.text import Text

CATALOGUE = Text(
    key="formations",
    title="Formations",
    introduction="""Une formation nationale, des formations sur un territoire, des modules de trois jours, des ateliers
        et des séances ouvertes. On peut commencer par n’importe laquelle de celles qui sont ouvertes à tous.""",
    in_menu=True,
    sections=[
        ("heading", "Par où commencer ?"),
        (
            "text",
            """<p><strong>Vous ne connaissez pas la méthode.</strong> Assistez à une séance
            <a page="venir-voir">« Venir voir »</a>, gratuite, ou suivez un
            <a page="sensibilisation">séminaire de sensibilisation</a>.</p>
            <p><strong>Vous voulez un outil précis.</strong> Les modules de base durent trois jours et sont ouverts à
            tous : le <a page="module-sociogenogramme">Sociogénogramme</a>, le
            <a page="module-tour-de-presentation">tour de présentation</a>.</p>
            <p><strong>Vous voulez un parcours.</strong> La <a page="formation-nationale">formation nationale</a> compte
            treize jours sur un an. Elle donne les heures théoriques du premier niveau et une partie de sa
            pratique.</p>
            <p><strong>Vous êtes une équipe, un établissement, un territoire.</strong> La
            <a page="formation-action">Formation-Action</a> vient chez vous, sur vos situations.</p>""",
        ),
        (
            "notice",
            "Ce qu’est une sensibilisation préalable",
            """Les modules avancés la demandent. On l’a lorsqu’une présence a été validée à un module de base, à un
            séminaire de sensibilisation, à une journée de la formation nationale ou à une séance « Venir voir ».
            L’équipe peut aussi en dispenser une personne, en disant pourquoi.""",
        ),
        ("heading", "Ce que comptent vos heures"),
        (
            "text",
            """<p>Toute activité suivie peut être attestée. Les heures validées s’ajoutent les unes aux autres vers
            les <a page="niveaux">quatre niveaux</a>. Vous suivez votre avancement en ligne, et vous savez à tout
            moment ce qui manque encore.</p>""",
        ),
    ],
)

LEVELS = Text(
    key="niveaux",
    title="Les quatre niveaux",
    introduction="""Les quatre niveaux disent à chacun où il en est, et pour quelle sorte d’action il est préparé. Les
        heures indiquées ici sont celles du référentiel en vigueur.""",
    in_menu=True,
)

LEVELS_BEFORE = """<p>Les niveaux ne sont ni des grades ni des diplômes. Ils répondent à une question simple : pour quelle
    action cette personne est-elle préparée ? Prendre part à la pratique de réseau, animer une Concertation Clinique,
    animer une Clinique de Concertation, ou former à son tour.</p>
    <p>On avance à son rythme, en restant dans son métier. Une activité suivie peut être attestée seule : c’est une
    <em>attestation partielle</em>. Un niveau achevé est attesté en entier : c’est une <em>attestation de
    niveau</em>.</p>"""

LEVELS_COUNTING = """<p>Une journée compte six heures, une demi-journée trois. Chaque minute ne compte qu’une fois, mais une
    journée peut être partagée : si deux heures suffisent à achever la théorie du niveau 1, les autres commencent celle
    du niveau 2.</p>
    <p>Une part de la pratique se fait <strong>hors de votre territoire</strong>, c’est-à-dire ailleurs que là où vous
    travaillez le jour de la séance. Se déplacer apprend ce que l’on ne voit plus chez soi.</p>
    <p>Les heures viennent de vos présences aux sessions, ou de ce que vous déclarez avec une pièce à l’appui. Elles sont
    validées par l’équipe de la fédération, et seules les heures validées comptent. Un niveau peut être attesté quand il
    est complet et que les précédents le sont déjà ; les heures d’un niveau supérieur sont cependant enregistrées et
    visibles avant.</p>"""

LEVELS_SECTIONS = [
    (
        "questions",
        "Questions sur les niveaux",
        [
            (
                "Je suis une formation ailleurs. Ces heures comptent-elles ?",
                """<p>Cela dépend de ce qu’elles sont. Vous les déclarez avec une pièce à l’appui, et l’équipe les
                valide ou les refuse en disant pourquoi. Les heures d’approfondissement du niveau 3 se font dans un
                institut, une école ou un organisme agréé.</p>""",
            ),
            (
                "J’ai toutes mes journées de participation, mais toutes sur mon territoire.",
                """<p>Elles ne sont pas perdues. La part qui peut être faite n’importe où est remplie ; le reste commence
                le niveau suivant. Il vous manque des journées hors territoire, et c’est cela qui vous est
                indiqué.</p>""",
            ),
            (
                "Que se passe-t-il si le référentiel change ?",
                """<p>Vous gardez celui avec lequel vous avez commencé, tant que l’équipe ne vous propose pas d’en
                changer. Ce qui a été attesté reste attesté.</p>""",
            ),
            (
                "Comment prouver un niveau à un employeur ?",
                """<p>Chaque attestation porte un code. La page <a href="/verifier/">Vérifier une attestation</a>
                confirme qu’elle a bien été émise et qu’elle est toujours valable.</p>""",
            ),
        ],
    ),
]

AGENDA = Text(
    key="agenda",
    title="Agenda",
    introduction="""Les séances, les formations et les rencontres à venir, en France, en Belgique, en Italie et en
        Algérie. Les séances passées restent consultables.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>Les séances « Venir voir » sont ouvertes à tous et gratuites ; <a page="venir-voir">cette page</a>
            explique comment elles se passent. Pour les autres, les conditions d’inscription figurent sur la page de
            chaque <a page="formations">formation</a>.</p>""",
        ),
    ],
)

COME_AND_SEE = Text(
    key="venir-voir",
    title="Venir voir",
    introduction="""Une vraie séance de pratique, ouverte à qui le souhaite, gratuitement. C’est la meilleure façon de
        comprendre ce qu’est une Clinique de Concertation.""",
    in_menu=True,
    sections=[
        (
            "figure",
            "venir",
            "On entre, on s’assied dans le cercle, on se présente comme les autres.",
        ),
        ("heading", "De quoi s’agit-il ?"),
        (
            "text",
            """<p>Une séance « Venir voir » n’est pas une démonstration. C’est une Clinique de Concertation telle qu’elle
            a lieu chaque mois sur un territoire, avec des familles, des professionnels et des personnes en formation.
            L’ouverture des lieux de travail est l’un des principes de la méthode : c’est pourquoi l’on peut venir,
            qui que l’on soit.</p>
            <p>Les familles savent que des visiteurs peuvent être présents, et l’ont accepté. Si une famille préfère,
            ce jour-là, travailler en plus petit comité, son souhait passe avant tout ; on vous le dira.</p>""",
        ),
        (
            "steps",
            "Comment faire",
            [
                (
                    "Choisir une date",
                    'Dans l’<a page="agenda">agenda</a>, les séances ouvertes à tous sont signalées. Il n’est pas nécessaire d’habiter ni de travailler sur place.',
                ),
                (
                    "S’inscrire",
                    "Votre nom et votre adresse électronique suffisent, sans compte. Un courrier vous demande de confirmer ; le suivant contient la date, à placer dans votre agenda, et un lien pour annuler.",
                ),
                (
                    "Arriver à l’heure",
                    "La séance commence par le tour de présentation, et chacun y est attendu. Arriver un quart d’heure avant laisse le temps de saluer.",
                ),
                (
                    "Se présenter",
                    "Vous dites votre nom, votre métier ou ce qui vous amène, en deux phrases. Vous pouvez ensuite écouter sans prendre la parole.",
                ),
            ],
        ),
        ("heading", "Ce qui vous est demandé"),
        (
            "text",
            """<ul><li><strong>La discrétion.</strong> Ce qui se dit appartient aux personnes présentes. Vous pouvez
            raconter ce que vous avez appris, non la vie des gens.</li>
            <li><strong>De rester</strong> jusqu’à la pause au moins : on ne quitte pas une famille au milieu d’une
            phrase.</li>
            <li><strong>Ni photographie ni enregistrement.</strong></li></ul>""",
        ),
        ("heading", "Où et quand"),
        (
            "text",
            """<p>Deux Cliniques de Concertation sont ouvertes chaque mois :</p>
            <ul><li><a page="venir-voir-essonne">en Essonne</a>, à la Maison des Solidarités d’Évry-Courcouronnes ;</li>
            <li><a page="venir-voir-liege">à Liège</a>, à la Maison de quartier du Pairay, à Seraing.</li></ul>
            <p>La journée va de 9 h 30 à 16 h 30, avec une pause d’une heure. Les
            <a page="atelier-sociogenogramme">ateliers du Sociogénogramme</a> sont eux aussi gratuits et ouverts.</p>""",
        ),
        ("heading", "Et après ?"),
        (
            "text",
            """<p>Rien n’oblige à continuer. Si vous vous formez plus tard, cette présence, une fois validée, vaut
            sensibilisation préalable aux modules avancés, et ses heures comptent comme participation dans les
            <a page="niveaux">niveaux 1 et 2</a>.</p>""",
        ),
        (
            "call",
            "Les prochaines séances ouvertes",
            "Choisissez une date, donnez votre nom et une adresse électronique : c’est tout.",
            ("/agenda/?open=1", "Voir les dates"),
            ("questions", "Lire les questions fréquentes"),
        ),
    ],
)

ASK = Text(
    key="demander",
    title="Demander une Formation-Action",
    slug="une-formation-action-chez-vous",
    introduction="""Vous travaillez dans un établissement, un service, une collectivité, et vous pensez qu’il serait
        temps que les professionnels de votre territoire se connaissent. Voici comment une Formation-Action se prépare.""",
    sections=[
        ("heading", "Ce que c’est"),
        (
            "text",
            """<p>Une <a page="formation-action">Formation-Action</a> se déroule sur un territoire, de cinq à dix jours par
            an. Elle réunit plusieurs établissements ; le nombre de participants n’est pas limité. On y apprend la
            méthode en la pratiquant, sur les situations que les participants rencontrent, et avec les familles qui
            acceptent d’y prendre part.</p>""",
        ),
        ("figure", "territoires", "Un territoire, plusieurs établissements, un même chemin."),
        (
            "steps",
            "De la demande au premier jour",
            [
                (
                    "Vous écrivez",
                    "Un formulaire demande l’essentiel : votre établissement, le territoire, le nombre de personnes, les situations que vous rencontrez, les périodes souhaitées, les autres établissements possibles. Ne nommez aucune famille, ni personne.",
                ),
                (
                    "Nous parlons",
                    "Un membre de l’équipe vous rappelle. On précise ensemble qui d’autre inviter : une Formation-Action prend son sens à plusieurs établissements.",
                ),
                (
                    "Vous recevez un devis",
                    "Les conditions dépendent de la taille du groupe et de la complexité des situations. C’est pourquoi il n’y a pas de tarif unique.",
                ),
                (
                    "Chacun signe sa convention",
                    "Chaque établissement a la sienne, avec les noms des personnes qu’il inscrit.",
                ),
                (
                    "Le premier jour",
                    "Il commence, comme toute rencontre, par un tour de présentation.",
                ),
            ],
        ),
        ("heading", "À préparer avant d’écrire"),
        (
            "text",
            """<ul><li>Le territoire : un quartier, une ville, un bassin de vie, un département.</li>
            <li>Les établissements qui pourraient en être, même s’ils n’ont pas encore dit oui.</li>
            <li>Le nombre approximatif de participants, et leurs métiers.</li>
            <li>En quelques lignes, les situations devant lesquelles vous vous sentez démunis, sans nom ni détail qui
            permette de reconnaître quelqu’un.</li>
            <li>Les mois qui conviennent, et ceux qu’il faut éviter.</li></ul>
            <p>Rien de cela n’engage. Une demande incomplète est aussi la bienvenue : elle permet de commencer à
            parler.</p>""",
        ),
        (
            "questions",
            "",
            [
                (
                    "Combien de temps entre la demande et le premier jour ?",
                    "<p>Cela dépend surtout du temps qu’il faut aux établissements pour s’accorder. Comptez plusieurs mois si plusieurs conventions sont à signer.</p>",
                ),
                (
                    "Peut-on commencer par une journée ?",
                    '<p>Oui : un <a page="sensibilisation">séminaire de sensibilisation</a> d’un à trois jours permet à un territoire de voir si la méthode lui convient.</p>',
                ),
                (
                    "Faut-il que la direction participe ?",
                    "<p>Elle n’est pas tenue d’assister à tout, mais son accord est nécessaire : travailler avec d’autres demande du temps, et ce temps se décide.</p>",
                ),
            ],
        ),
        (
            "call",
            "Faire une demande",
            "Un membre de l’équipe lit chaque demande et vous répond.",
            ("/demander-une-formation-action/", "Remplir le formulaire"),
            ("contact", "Poser d’abord une question"),
        ),
    ],
)

OFFERING_ACCESSIBILITY = """<p>Dites-nous dès l’inscription ce dont vous avez besoin : accès à la salle, interprétation, supports
    agrandis, pauses, présence d’une personne qui vous accompagne. Nous cherchons avec vous ce qui est possible, et nous
    vous disons franchement ce qui ne l’est pas encore.</p>"""
