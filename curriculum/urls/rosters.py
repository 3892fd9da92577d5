"""The addresses of lists of people to enrol, below `listes/`."""

from django.urls import path

from curriculum.views.rosters import columns, enrolling, lines, lists, roster, workbooks

urlpatterns = [
    path("", lists.own_rosters, name="own_rosters"),
    path("classeur.xlsx", workbooks.own_roster_template, name="own_roster_template"),
    path("<code:code>/", roster.roster, name="roster"),
    path("<code:code>/avancement/", roster.roster_progress, name="roster_progress"),
    path("<code:code>/fichier/", roster.roster_file, name="roster_file"),
    path("<code:code>/refus.xlsx", workbooks.roster_refused, name="roster_refused"),
    path("<code:code>/colonnes/", columns.roster_columns, name="roster_columns"),
    path("<code:code>/lignes/<int:row>/", lines.roster_line, name="roster_line"),
    path("<code:code>/lignes/<int:row>/reponse/", lines.roster_answer, name="roster_answer"),
    path("<code:code>/inscrire/", enrolling.roster_enrol, name="roster_enrol"),
    path("<code:code>/abandonner/", enrolling.roster_discard, name="roster_discard"),
]
