"""The addresses of this app."""

from django.urls import path

from curriculum.views import animator

app_name = "curriculum"
urlpatterns = [
    path("mes-sessions/", animator.my_sessions, name="my_sessions"),
    path("mes-sessions/<str:code>/", animator.session, name="session"),
    path("mes-sessions/<str:code>/feuille/", animator.sheet, name="sheet"),
    path("emargement/<str:code>/", animator.mark, name="mark"),
    path("emargement/<str:code>/venue/", animator.admit, name="admit"),
]
