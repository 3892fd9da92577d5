"""Application configuration."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from allauth.account.signals import email_confirmed
        from django_tasks.signals import task_finished

        from curriculum.account_adapter import address_is_proved
        from curriculum.background import retry_after_failure

        task_finished.connect(retry_after_failure, dispatch_uid="curriculum.retry_after_failure")
        email_confirmed.connect(address_is_proved, dispatch_uid="curriculum.address_is_proved")
