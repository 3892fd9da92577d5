"""The method: what it is, and what happens in a session."""

from cms.demo.texts.text import Text

METHOD = Text(
    key="methode",
    title="La méthode",
    introduction="""Le Travail Thérapeutique de Réseau réunit, autour d’une famille en grande difficulté et avec
        elle, les personnes qui l’entourent et les professionnels qui interviennent. Cette page dit ce que
        c’est, sur quoi cela repose et ce que l’on en attend.""",
    in_menu=True,
    has_contents=True,
    sections=[
        ("heading", "De quoi s’agit-il ?"),
        (
            "text",
            """<p>Certaines familles rencontrent plusieurs difficultés à la fois : la santé, le logement, l’école,
            l’argent, la justice, la violence. Chacune de ces difficultés conduit à un service différent. Avec le
            temps, dix ou quinze professionnels peuvent intervenir auprès des mêmes personnes sans s’être jamais
            rencontrés. Chacun fait son travail ; personne ne voit l’ensemble, sauf la famille.</p>
            <p>Le Travail Thérapeutique de Réseau (TTR) part de là. Il a été commencé en 1996 par le docteur
            Jean-Marie Lemaire, neuropsychiatre et thérapeute familial. Beaucoup de cliniciens l’ont enrichi
            depuis, en France, en Belgique, en Italie et en Algérie, ainsi qu’en Suisse. Son dispositif central
            s’appelle la <strong>« Clinique de Concertation »</strong> : une rencontre élargie, à laquelle
            participent la famille, les personnes qu’elle souhaite inviter, les professionnels concernés et des
            personnes en formation.</p>
            <p>On y soigne, on s’y forme et on y cherche dans un même mouvement. Le travail ne se fait pas
            <em>sur</em> la famille, ni à sa place : il se fait <em>avec</em> elle, et grâce à elle.</p>""",
        ),
        (
            "figure",
            "cercle",
            "Une séance : tout le monde voit tout le monde, et le dessin est au milieu.",
        ),
        ("heading", "Trois principes"),
        (
            "steps",
            "",
            [
                (
                    "Reconnaître la force convocatrice des familles",
                    """Une famille en détresses multiples met en mouvement, parfois malgré elle, un grand nombre de
                    services. Ce pouvoir de faire venir, que la méthode appelle <em>force convocatrice</em>, est
                    d’ordinaire compté comme un problème. Il est ici reconnu comme une force : c’est la famille qui
                    réunit.""",
                ),
                (
                    "Choisir, transformer et faire circuler les informations utiles",
                    """Tout n’a pas à être dit devant tous. Un soin extrême est apporté à ce qui est dit, à la façon
                    de le dire et à l’usage qui en sera fait. Une information est utile quand elle ouvre une
                    possibilité pour quelqu’un.""",
                ),
                (
                    "Ouvrir les contextes de travail",
                    """Les séances sont ouvertes, sans réserve : la famille invite, les professionnels invitent, des
                    personnes en formation sont présentes et le disent. Personne n’est observé à son insu, et l’on ne
                    parle pas de quelqu’un derrière son dos.""",
                ),
            ],
        ),
        ("heading", "Ce que l’on cherche"),
        (
            "text",
            """<p>Trois buts généraux orientent le travail :</p>
            <ul><li>reconnaître et renforcer les compétences et les responsabilités de chaque professionnel ;</li>
            <li>élargir celles du <em>travailleur de réseau</em>, c’est-à-dire ce qu’il sait faire avec d’autres et
            ce dont il répond avec eux ;</li>
            <li>repérer et développer les <em>champs de recouvrement</em> que les détresses multiples activent, et
            y chercher des ressources.</li></ul>
            <p>Un champ de recouvrement est un endroit où plusieurs actions se superposent. L’éducatrice, le médecin
            et le bailleur parlent tous les trois du sommeil du même enfant : leurs actions se recouvrent là, qu’ils
            le sachent ou non. Ces superpositions peuvent produire de la confusion ou de la concurrence. Elles
            peuvent aussi devenir l’endroit où l’on s’accorde.</p>""",
        ),
        ("heading", "Ce que savent les familles"),
        (
            "text",
            """<p>Les familles passent plus souvent que nous par ces champs de recouvrement. Elles vont d’un
            bureau à l’autre, comparent, recoupent, apprennent ce que chaque service peut donner et ce qu’il refuse.
            Elles ont de nos institutions une connaissance que nous n’avons pas.</p>
            <p>Ce que nous appelons parfois chaos ou manipulation contient des éléments de méthode encore inconnus
            de nous. Une mère qui ne dit pas la même chose à l’assistante sociale et au juge ne cherche pas forcément
            à tromper : elle répond à deux attentes qui se contredisent. Travailler avec elle, c’est d’abord
            apprendre d’elle ce qu’est le réseau.</p>""",
        ),
        ("heading", "Les buts d’une Clinique de Concertation"),
        (
            "text",
            """<ul><li>Accueillir des familles en détresses multiples et des situations complexes, que l’on dit
            parfois « inclassables ».</li>
            <li>Répondre à des professionnels et à des responsables que des interventions morcelées, voire
            incohérentes, laissent démunis.</li>
            <li>Partir des ressources que les personnes peuvent encore mobiliser, si réduites qu’elles
            paraissent.</li>
            <li>Faire changer le regard que familles, professionnels et institutions portent les uns sur les
            autres.</li>
            <li>Faire circuler ce qui sert un débat contradictoire et productif.</li>
            <li>Encourager, sur le territoire, les Cliniques du Relais : des moments où des professionnels se
            passent le relais au lieu de se renvoyer une situation.</li></ul>""",
        ),
        ("heading", "Sur quoi la méthode s’appuie"),
        (
            "text",
            """<p>Le Travail Thérapeutique de Réseau repose sur la <strong>thérapie contextuelle</strong> d’Ivan
            Boszormenyi-Nagy, qui met au centre l’<em>éthique relationnelle</em> : la capacité de chacun à s’engager
            envers d’autres et à faire confiance. Il s’appuie aussi sur l’<strong>approche systémique</strong>, qui
            regarde les personnes dans l’ensemble de leurs relations, et sur la psychanalyse de groupe
            anglo-saxonne.</p>
            <p>La page <a page="histoire">D’où vient la méthode</a> raconte ce qui l’a précédée, et la
            <a page="bibliographie">bibliographie</a> indique quoi lire pour commencer.</p>""",
        ),
        (
            "call",
            "Le plus simple est d’assister à une séance",
            "Des séances de pratique sont ouvertes à tous, gratuitement, sans formation préalable.",
            ("venir-voir", "Venir voir"),
            ("seance", "Lire comment se passe une séance"),
        ),
    ],
)

SESSION = Text(
    key="seance",
    title="Comment se passe une séance",
    slug="comment-se-passe-une-seance",
    introduction="""Quatre étapes, du premier dessin avec la famille jusqu’à la date de la rencontre suivante. Rien
        n’y est secret : chacun sait qui est là, pourquoi, et ce qui sera fait de ce qui se dit.""",
    in_menu=True,
    sections=[
        (
            "text",
            """<p>Une séance ne commence pas le jour où l’on se réunit. Elle commence quand un professionnel qui
            connaît la famille, son <em>référent</em>, lui propose de regarder ensemble qui intervient autour d’elle.
            La famille peut accepter, refuser, demander à réfléchir. Sans elle, il n’y a pas de Clinique de
            Concertation.</p>""",
        ),
        (
            "steps",
            "Les quatre étapes",
            [
                (
                    "Dessiner",
                    """Avec les membres de la famille qui sont présents, le référent trace un premier
                    <em>Sociogénogramme</em> : un dessin des liens familiaux, personnels et professionnels. Il fait
                    apparaître les endroits où plusieurs services se superposent, les formes de travail en commun
                    déjà à l’œuvre, et les ressources qui restent.""",
                ),
                (
                    "Choisir et inviter",
                    """Le dessin aide à choisir la forme de rencontre qui convient. La liste des personnes à inviter
                    se prépare avec la famille : des parents, des proches, les professionnels concernés. La lettre
                    d’invitation est signée par le professionnel <strong>et</strong> par la famille.""",
                ),
                (
                    "Se présenter et travailler",
                    """La rencontre s’ouvre par un tour de présentation, et ce sont les professionnels qui
                    commencent : ils disent qui ils sont, d’où ils viennent, ce qui les amène. Un nouveau
                    Sociogénogramme se dessine au fil des paroles, sous les yeux de tous. Le débat naît de là.""",
                ),
                (
                    "Fixer la suite",
                    """Avant de se quitter, on fixe la date de la rencontre suivante. Savoir quand on se reverra fait
                    partie du travail : les engagements pris ont un terme, et ce qui n’a pas pu se dire a une
                    place.""",
                ),
            ],
        ),
        (
            "figure",
            "dessin",
            "Le Sociogénogramme se dessine à plusieurs ; chacun peut le corriger.",
        ),
        ("heading", "Pourquoi les professionnels se présentent d’abord"),
        (
            "text",
            """<p>D’ordinaire, c’est à la famille de se raconter, une fois de plus, devant des personnes dont elle ne
            sait rien. Ici, l’ordre est inversé. Les professionnels se font connaître les premiers : leur métier, leur
            service, le mandat qu’ils ont reçu, la manière dont ils ont été invités. La famille apprend qui est là
            avant d’avoir à dire quoi que ce soit ; elle parle si elle le souhaite, et quand elle le souhaite.</p>
            <p>Ce tour prend du temps. Il n’est pas un préambule : pendant que chacun se présente, les liens
            apparaissent sur le papier, et beaucoup de choses s’éclairent avant toute discussion.</p>""",
        ),
        ("heading", "Qui est dans la salle"),
        (
            "text",
            """<ul><li><strong>La famille</strong>, et les proches qu’elle a invités.</li>
            <li><strong>Les professionnels</strong> qui la connaissent : aide, soin, éducation, culture, contrôle (par
            exemple la justice ou la police).</li>
            <li><strong>Le clinicien</strong> qui anime, seul ou avec une personne qui co-anime.</li>
            <li><strong>Des personnes en formation</strong>, et des visiteurs lorsque la séance est ouverte. Ils se
            présentent comme les autres.</li></ul>""",
        ),
        ("heading", "Ce que devient ce qui a été dit"),
        (
            "text",
            """<p>On retient ce qui est utile à la suite, et on le retient avec les personnes concernées. Ce qui sera
            transmis, à qui et sous quelle forme, se décide en leur présence et avec leur accord. Les
            participants, visiteurs compris, s’engagent à la discrétion.</p>""",
        ),
        (
            "call",
            "Voir une séance de vos yeux",
            "Les prochaines dates ouvertes à tous sont dans l’agenda. L’inscription ne demande qu’un nom et une adresse électronique.",
            ("venir-voir", "Venir voir"),
            ("agenda", "Ouvrir l’agenda"),
        ),
    ],
)
