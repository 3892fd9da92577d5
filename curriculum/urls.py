"""The addresses of this app."""

app_name = "curriculum"
urlpatterns: list = []
