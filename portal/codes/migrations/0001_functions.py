"""Search without diacritics and the Vietnamese order, as immutable SQL functions.

The embedded server has no ICU, and glibc's vi_VN misplaces some letters, so the alphabet's order is
written out: letters first (a ă â b … y), tones second (none, huyền, hỏi, ngã, sắc, nặng).
"""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONED = {
    "a": "àảãáạ", "ă": "ằẳẵắặ", "â": "ầẩẫấậ", "e": "èẻẽéẹ", "ê": "ềểễếệ", "i": "ìỉĩíị",
    "o": "òỏõóọ", "ô": "ồổỗốộ", "ơ": "ờởỡớợ", "u": "ùủũúụ", "ư": "ừửữứự", "y": "ỳỷỹýỵ",
}
RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}

_LETTERS = [(letter, RANK[letter], "0") for letter in ALPHABET] + [
    (toned, RANK[base], str(tone)) for base, row in TONED.items() for tone, toned in enumerate(row, 1)
]
FROM = "".join(letter for letter, _, _ in _LETTERS)
TO_RANK = "".join(rank for _, rank, _ in _LETTERS)
TO_TONE = "".join(tone for _, _, tone in _LETTERS)

FUNCTIONS = f"""
CREATE FUNCTION vi_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT btrim(regexp_replace(translate(regexp_replace(normalize(lower(t), NFD), '[\u0300-\u036f]', '', 'g'),
                                        'đ', 'd'), '\\s+', ' ', 'g'))
$$;
CREATE FUNCTION vi_key(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT translate(lower(normalize(t, NFC)), '{FROM}', '{TO_RANK}')
         || E'\\x01' || translate(lower(normalize(t, NFC)), '{FROM}', '{TO_TONE}')
$$;
CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION vi
  ALTER MAPPING FOR hword, hword_part, word, asciiword, asciihword, hword_asciipart WITH unaccent, simple;
"""

REVERSE = """
DROP TEXT SEARCH CONFIGURATION vi;
DROP FUNCTION vi_key(text);
DROP FUNCTION vi_fold(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(FUNCTIONS, REVERSE),
    ]
