"""The addresses of this app."""

app_name = "certification"
urlpatterns: list = []
