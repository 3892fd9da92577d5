"""Put a service's refusal where the person who typed can see it."""

from django import forms

from curriculum.errors import CurriculumError, InvalidInput


def add_refusal(form: forms.BaseForm, refusal: CurriculumError) -> None:
    """Write each sentence beside its field, or above the form when no field is to blame."""
    errors = refusal.errors if isinstance(refusal, InvalidInput) else {}
    placed = False
    for name, sentences in errors.items():
        if name in form.fields:
            form.add_error(name, sentences)
            placed = True
    if not placed:
        form.add_error(None, str(refusal))
