"""The figures of the work, its tools, and what one has learnt at the end."""

from cms.demo.texts.text import Text

FIGURES = Text(
    key="figures",
    title="Les figures du travail",
    introduction="""Quatre formes de rencontre, un dessin, deux manières de faire : les mots que l’on entend dans une
        formation, expliqués un par un.""",
    in_menu=True,
    has_contents=True,
    sections=[
        (
            "text",
            """<p>La méthode donne des noms précis à ce qu’elle fait. Ces noms ne servent pas à faire savant : ils
            permettent à des professionnels de métiers différents de savoir dans quelle sorte de rencontre ils se
            trouvent, et donc ce que l’on attend d’eux.</p>""",
        ),
        ("heading", "Quatre formes de rencontre"),
        (
            "figure",
            "reseau",
            "Des cercles qui se recouvrent : c’est là que l’on cherche des appuis.",
        ),
        ("subheading", "La Clinique de Concertation"),
        (
            "text",
            """<p>C’est le dispositif central (on écrit aussi « CC »). Des séances élargies ont lieu sur un territoire,
            en général une fois par mois, pendant une demi-journée ou une journée. Y prennent part des familles, les
            professionnels que leur situation concerne et des personnes en formation. Une Clinique de Concertation
            accueille plusieurs situations au fil des mois : elle appartient au territoire plus qu’à une équipe.</p>""",
        ),
        ("subheading", "La Concertation Clinique"),
        (
            "text",
            """<p>Malgré la ressemblance des noms, la Concertation Clinique (« CoC ») est autre chose. Elle est convoquée
            pour <em>une</em> situation ; elle compte au moins deux séances et elle est conduite par un clinicien. On
            s’y réunit parce qu’une famille et des professionnels ont besoin d’avancer, et l’on s’arrête quand ce
            besoin est passé.</p>""",
        ),
        ("subheading", "La Clinique du Relais"),
        (
            "text",
            """<p>Passer le relais n’est pas transmettre un dossier. Dans une Clinique du Relais, les professionnels
            d’un territoire se confient une part de travail les uns aux autres : ils disent ce qui a été fait, ce qui ne
            l’a pas été, et qui reste joignable. C’est la première figure que l’on apprend à animer, dès le
            <a page="niveaux">niveau 1</a>.</p>""",
        ),
        ("subheading", "La coordination spécifique"),
        (
            "text",
            """<p>C’est une réunion des professionnels concernés, avant une rencontre élargie ou à côté d’elle. Elle
            prépare, elle ajuste, elle ne décide pas à la place de la famille. Celle-ci en est informée.</p>""",
        ),
        ("heading", "Le Sociogénogramme"),
        (
            "text",
            """<p>Le Sociogénogramme est un dessin. Il réunit sur une même feuille les liens de famille, les liens
            personnels et les liens avec les professionnels. On le trace pendant la rencontre, au rythme de la parole ;
            chacun peut demander qu’on le corrige.</p>
            <p>Il fait voir trois choses : les <em>champs de recouvrement</em>, où plusieurs actions se superposent ;
            les formes de travail en commun qui existent déjà, parfois sans nom ; les <em>ressources résiduelles</em>,
            c’est-à-dire ce sur quoi l’on peut encore compter quand beaucoup a été perdu.</p>
            <p>Ce n’est ni un test ni une évaluation. Il ne dit pas ce qu’est une famille : il montre qui est relié à
            qui, à cet instant, selon ceux qui sont là.</p>""",
        ),
        (
            "figure",
            "sociogenogramme",
            "Un Sociogénogramme imaginaire : la famille au centre, les services autour, les liens entre eux.",
        ),
        ("heading", "Le tour de présentation"),
        (
            "text",
            """<p>Chaque rencontre commence par là, et les professionnels parlent les premiers. Se présenter, ce
            n’est pas décliner une fonction : c’est dire par quel chemin on est arrivé dans cette pièce, qui nous a
            invité et au nom de quoi l’on intervient. Pendant ce tour, le Sociogénogramme commence.</p>""",
        ),
        ("heading", "La partialité multidirectionnelle"),
        (
            "text",
            """<p>L’expression vient de la thérapie contextuelle d’Ivan Boszormenyi-Nagy. On croit souvent qu’un
            animateur doit rester neutre, à égale distance de tous. La <em>partialité multidirectionnelle</em> propose
            l’inverse : prendre parti pour chacun, tour à tour, y compris pour ceux qui sont absents ; chercher ce
            que chacun a donné et ce qu’il a reçu ; lui demander d’en faire autant pour les autres.</p>
            <p>La formation y distingue sept composantes. Elles s’apprennent l’une après l’autre, en s’exerçant : c’est
            l’objet d’un <a page="module-partialite">module avancé</a>.</p>""",
        ),
        (
            "cards",
            "Apprendre à s’en servir",
            "",
            [
                (
                    "Le Sociogénogramme",
                    "Trois jours pour dessiner avec les familles. Ouvert à tous.",
                    "module-sociogenogramme",
                    "Voir le module",
                    "dessin",
                ),
                (
                    "Le tour de présentation",
                    "Trois jours sur l’invitation et l’ouverture d’une rencontre. Ouvert à tous.",
                    "module-tour-de-presentation",
                    "Voir le module",
                    "lettre",
                ),
                (
                    "La partialité multidirectionnelle",
                    "Trois jours, après une première sensibilisation.",
                    "module-partialite",
                    "Voir le module",
                    "cercle",
                ),
            ],
        ),
    ],
)

KNOW_HOW = Text(
    key="savoir-faire",
    title="Ce que le professionnel formé sait faire",
    slug="ce-que-sait-faire-le-professionnel-forme",
    introduction="""La formation ne change pas de métier celles et ceux qui la suivent. Elle leur apprend à exercer le
        leur avec d’autres, devant les familles et avec elles.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>On se forme ici en restant éducatrice, médecin, assistant social, enseignante, policier ou
            bibliothécaire. Les cinq champs de la formation sont l’aide, le soin, l’éducation, la culture et le
            contrôle ; chacun garde son mandat et sa responsabilité. Voici ce qui s’y ajoute.</p>""",
        ),
        ("heading", "Dans le travail de tous les jours"),
        (
            "text",
            """<ul><li><strong>Passer le relais</strong> autrement qu’en envoyant un dossier, et faire apparaître les
            champs de recouvrement entre services.</li>
            <li><strong>Regarder la famille entière</strong> et ce qui l’entoure, et préférer les interventions qui en
            tiennent compte.</li>
            <li><strong>S’appuyer sur les ressources qui existent</strong> plutôt que d’appeler, à chaque difficulté, un
            nouvel expert.</li></ul>
            <p>Un exemple. Une puéricultrice apprend qu’une mère qu’elle suit voit aussi un éducateur de la protection
            de l’enfance. Au lieu de lui écrire un courrier, elle propose à la mère de dessiner avec elle qui vient à
            la maison, et pourquoi. La mère y place une voisine dont personne n’avait parlé, et qui garde les enfants
            trois soirs par semaine. L’éducateur sera invité par une lettre qu’elles signent toutes les deux.
            (L’exemple est imaginaire.)</p>""",
        ),
        ("heading", "Dans les rencontres"),
        (
            "text",
            """<ul><li>Animer des ateliers sur le <a page="figures">Sociogénogramme</a>, sur le tour de présentation et
            sur les sept composantes de la partialité multidirectionnelle.</li>
            <li>Animer les figures du travail : d’abord des Cliniques du Relais, puis, selon le
            <a page="niveaux">niveau</a> atteint, des Concertations Cliniques et des Cliniques de Concertation.</li>
            <li>Transmettre les notions du Travail Thérapeutique de Réseau à ses collègues, avec des mots
            simples.</li></ul>""",
        ),
        ("heading", "Sur un territoire"),
        (
            "text",
            """<p>Le professionnel formé contribue à installer les <em>principes régulateurs</em> qui permettent aux
            professionnels d’un territoire de se connaître et de se reconnaître : qui invite qui, comment l’on se
            présente, ce qui peut circuler et ce qui ne le doit pas, comment l’on revient vers les personnes.</p>
            <p>Il partage enfin un but, modeste et exigeant, que l’on formule ainsi dans le réseau :</p>""",
        ),
        ("quote", "Que demain soit moins pire qu’hier.", "", "Le but partagé du travail de réseau"),
        (
            "figure",
            "chemin",
            "Quatre niveaux, comme quatre jalons sur un même chemin.",
        ),
        (
            "call",
            "Où en êtes-vous, et par où commencer ?",
            "Les quatre niveaux disent pour quelle sorte d’action chacun est préparé, et ce qu’il faut pour y parvenir.",
            ("niveaux", "Voir les quatre niveaux"),
            ("formations", "Voir les formations"),
        ),
    ],
)
