"""What visitors ask."""

from cms.demo.texts.text import Text

QUESTIONS = Text(
    key="questions",
    title="Questions et réponses",
    introduction="""Ce que demandent les familles, les professionnels et les établissements. Si votre question n’y est pas,
        écrivez-nous : elle aidera sans doute quelqu’un d’autre.""",
    in_menu=True,
    sections=[
        (
            "questions",
            "Sur la méthode",
            [
                (
                    "Qu’est-ce que la « Clinique de Concertation », en une phrase ?",
                    "<p>Une rencontre élargie où une famille, ses proches, les professionnels qui interviennent auprès d’elle et des personnes en formation travaillent ensemble, sous les yeux les uns des autres.</p>",
                ),
                (
                    "Quelle différence avec une réunion de synthèse ?",
                    "<p>Dans une réunion de synthèse, des professionnels parlent d’une famille en son absence. Ici, la famille est présente, elle a préparé la liste des invités et signé l’invitation, et ce sont les professionnels qui se présentent d’abord.</p>",
                ),
                (
                    "Est-ce une thérapie familiale ?",
                    "<p>Pas au sens habituel. Le travail a des effets thérapeutiques, et il s’appuie sur la thérapie contextuelle. Mais il porte sur l’ensemble des liens, y compris ceux qui existent entre les services, et il forme ceux qui y participent.</p>",
                ),
                (
                    "Pourquoi écrit-on « Clinique de Concertation » et « Concertation Clinique » ?",
                    '<p>Ce sont deux choses. La première est un rendez-vous régulier sur un territoire ; la seconde est convoquée pour une situation, pour au moins deux séances. La page <a page="figures">Les figures du travail</a> les compare.</p>',
                ),
                (
                    "Que veut dire « détresses multiples » ?",
                    "<p>Que plusieurs difficultés graves se tiennent : la santé, le logement, l’argent, l’école, la violence. Le mot décrit ce que vivent des personnes. Il ne dit pas ce qu’elles sont.</p>",
                ),
            ],
        ),
        (
            "questions",
            "Pour les familles",
            [
                (
                    "Peut-on refuser ?",
                    "<p>Oui, avant, pendant, et d’une fois sur l’autre. Sans la famille, il n’y a pas de Clinique de Concertation. Un refus n’a pas à être justifié.</p>",
                ),
                (
                    "Qui sera dans la pièce ?",
                    "<p>Les personnes que vous avez choisi d’inviter avec le professionnel qui vous connaît, un clinicien qui anime, et des personnes en formation. Chacun se présente. Vous pouvez dire que quelqu’un ne doit pas être là.</p>",
                ),
                (
                    "Ce que nous disons sera-t-il répété ?",
                    "<p>Ce qui sera transmis, et à qui, se décide avec vous. Tous les participants s’engagent à la discrétion ; les professionnels restent tenus par leurs règles, en particulier le secret professionnel et l’obligation de protéger un enfant en danger. Cela vous est dit au début.</p>",
                ),
                (
                    "Devons-nous payer ?",
                    "<p>Non. Les séances sont gratuites pour les familles.</p>",
                ),
            ],
        ),
        (
            "questions",
            "Pour se former",
            [
                (
                    "Faut-il être psychologue ou travailleur social ?",
                    "<p>Non. La formation réunit cinq champs : aide, soin, éducation, culture et contrôle. Policiers, enseignantes, juristes, bibliothécaires et aides-soignants y ont leur place.</p>",
                ),
                (
                    "Par quoi commencer ?",
                    '<p>Par une séance <a page="venir-voir">« Venir voir »</a>, gratuite. Ensuite, un module de base si vous cherchez un outil, ou la <a page="formation-nationale">formation nationale</a> si vous cherchez un parcours.</p>',
                ),
                (
                    "Combien de temps faut-il pour atteindre un niveau ?",
                    "<p>Cela dépend de vous. Le niveau 1 compte 96 heures : 60 de théorie et 36 de participation. Beaucoup de choses se font en travaillant, et il n’y a pas de délai.</p>",
                ),
                (
                    "La formation délivre-t-elle un diplôme ?",
                    '<p>Non. La fédération atteste des heures, des activités et des <a page="niveaux">niveaux</a>. Ces attestations sont les siennes ; ce ne sont pas des titres de l’État.</p>',
                ),
                (
                    "Mon employeur peut-il payer ?",
                    "<p>Oui. En vous inscrivant, dites que votre établissement paie : il reçoit votre demande et y répond. L’équipe établit, sur demande, un devis, puis une convention, puis un certificat de réalisation.</p>",
                ),
                (
                    "Que se passe-t-il quand une session est complète ?",
                    "<p>Vous entrez sur la liste d’attente, et votre rang est affiché sous « Mes inscriptions ». Une place qui se libère est proposée à la première personne, avec un délai pour l’accepter, puis à la suivante. Un groupe qui vient au complet ou pas du tout garde son rang jusqu’à ce qu’assez de places soient libres.</p>",
                ),
                (
                    "Puis-je me désister ou changer de session ?",
                    "<p>Oui, par vous-même, jusqu’au jour indiqué avec votre place : en général la veille du début. Après ce jour, écrivez-nous. Votre place revient à la personne qui l’attend.</p>",
                ),
                (
                    "Je suis en situation de handicap. Est-ce possible ?",
                    '<p>Dites-le-nous le plus tôt possible, par le moyen qui vous convient. La référente handicap cherche avec vous ce qu’il faut aménager : la salle, les supports, le rythme, une présence. Voir aussi la page <a page="accessibilite">Accessibilité</a>.</p>',
                ),
            ],
        ),
        (
            "questions",
            "Pour les établissements",
            [
                (
                    "Faut-il être plusieurs pour une Formation-Action ?",
                    "<p>Oui : elle réunit plusieurs établissements d’un territoire. Si vous êtes seul à la demander, nous cherchons avec vous qui d’autre inviter.</p>",
                ),
                (
                    "Pourquoi n’y a-t-il pas de tarif ?",
                    '<p>Parce que les conditions dépendent de la taille du groupe et de la complexité des situations. Vous recevez un <a page="demander">devis</a>, et chaque établissement a sa propre convention.</p>',
                ),
                (
                    "Voyons-nous les heures et les niveaux de nos salariés ?",
                    "<p>Vous voyez les présences aux formations que vous financez. Les heures que la personne déclare elle-même, ses pièces et ses niveaux ne vous sont visibles que si elle le décide.</p>",
                ),
                (
                    "Comment vérifier l’attestation que présente un candidat ?",
                    '<p>Avec le code qu’elle porte, sur la page <a href="/verifier/">Vérifier une attestation</a>. Vous saurez si elle a été émise par la fédération et si elle est toujours valable.</p>',
                ),
            ],
        ),
        (
            "call",
            "Votre question n’y est pas ?",
            "",
            ("contact", "Nous écrire"),
            ("venir-voir", "Venir voir une séance"),
        ),
    ],
)
