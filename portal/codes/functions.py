"""The SQL functions of the first codes migration, as Django expressions."""

from django.db.models import CharField, Func, TextField


class ViFold(Func):
    """``vi_fold(text)``: lower case without diacritics, single spaces; equal to :func:`portal.codes.text.fold`."""

    function = "vi_fold"
    arity = 1
    output_field = TextField()


class ViKey(Func):
    """``vi_key(text)``: sorts as Vietnamese does, letters first, tones second."""

    function = "vi_key"
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    arity = 1
    output_field = CharField()
