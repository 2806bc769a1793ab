"""The search rows of published vacancies, and the triggers that keep them.

Statement triggers: a bulk copy of a province's vacancies refreshes once. A renamed or suspended employer and a
moved workplace reach the search by the same functions. Synonyms of occupations are looked up when someone asks.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION vi_words(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT btrim(regexp_replace(vi_fold(t), '[^0-9a-z]+', ' ', 'g'))
$$;

-- Packed as jobs.search.bands unpacks it: group * 256 + pay * 32 + experience * 4 + working time.
CREATE FUNCTION vacancy_bands(occupation text, pay int, experience smallint, working_time text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN occupation ~ '^[0-9]{2}' THEN left(occupation, 2)::int ELSE 0 END * 256
       + coalesce(width_bucket(pay, ARRAY[5000000, 7000000, 9000000, 12000000, 15000000, 20000000]), 0) * 32
       + CASE WHEN coalesce(experience, 0) <= 0 THEN 0 WHEN experience <= 12 THEN 1 WHEN experience <= 24 THEN 2
              WHEN experience <= 60 THEN 3 ELSE 4 END * 4
       + CASE working_time WHEN 'full' THEN 1 WHEN 'part' THEN 2 ELSE 0 END
$$;

CREATE FUNCTION refresh_vacancy_index(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM jobs_vacancyindex i
   WHERE i.vacancy_id = ANY(ids)
     AND NOT EXISTS (SELECT FROM jobs_vacancy v JOIN employers_employer e ON e.id = v.employer_id
                      WHERE v.id = i.vacancy_id AND v.state = 'published' AND e.verification <> 'suspended');
  INSERT INTO jobs_vacancyindex AS i
    (vacancy_id, published_at, deadline, is_open, employer_id, occupation_code, pay_top, experience_months,
     working_time, commune_ids, province_ids, folded_title, bands, title_words, head_words, words)
  SELECT v.id, v.published_at, v.deadline, v.filled < v.headcount, v.employer_id, coalesce(o.code, ''),
         coalesce(v.monthly_max, v.monthly_min), v.experience_min_months, v.working_time,
         coalesce(p.communes, '{}'), coalesce(p.provinces, '{}'), v.folded_title,
         vacancy_bands(o.code, coalesce(v.monthly_max, v.monthly_min), v.experience_min_months, v.working_time),
         to_tsvector('vi', v.folded_title), head.words,
         -- The body is long: its signs are blanked and unaccent folds it, four times as fast as vi_words.
         head.words || to_tsvector('vi', translate(
           normalize(concat_ws(' ', v.description, v.requirements, v.benefits_text), NFC), '/-_.@:+', '       '))
    FROM jobs_vacancy v
    JOIN employers_employer e ON e.id = v.employer_id
    LEFT JOIN codes_occupation o ON o.id = v.occupation_id
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT w.commune_id) FILTER (WHERE w.commune_id IS NOT NULL) AS communes,
             array_agg(DISTINCT w.province_id) AS provinces
        FROM jobs_vacancyplace w WHERE w.vacancy_id = v.id) p ON true
    CROSS JOIN LATERAL (
      SELECT to_tsvector('vi', v.folded_title || ' ' || e.folded_name) AS words) head
   WHERE v.id = ANY(ids) AND v.state = 'published' AND e.verification <> 'suspended'
  ON CONFLICT (vacancy_id) DO UPDATE SET
    published_at = excluded.published_at, deadline = excluded.deadline, is_open = excluded.is_open,
    employer_id = excluded.employer_id, occupation_code = excluded.occupation_code, pay_top = excluded.pay_top,
    experience_months = excluded.experience_months, working_time = excluded.working_time,
    commune_ids = excluded.commune_ids, province_ids = excluded.province_ids,
    folded_title = excluded.folded_title, bands = excluded.bands, title_words = excluded.title_words,
    head_words = excluded.head_words, words = excluded.words;
END $$;

CREATE FUNCTION vacancy_index_on_vacancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_vacancy_index(array(SELECT id FROM changed WHERE state = 'published'));
  ELSE
    PERFORM refresh_vacancy_index(array(
      SELECT n.id FROM changed n JOIN former f USING (id)
       WHERE (n.state, n.published_at, n.deadline, n.employer_id, n.occupation_id, n.monthly_max, n.monthly_min,
              n.experience_min_months, n.working_time, n.folded_title, n.description, n.requirements,
              n.benefits_text, n.filled < n.headcount)
             IS DISTINCT FROM
             (f.state, f.published_at, f.deadline, f.employer_id, f.occupation_id, f.monthly_max, f.monthly_min,
              f.experience_min_months, f.working_time, f.folded_title, f.description, f.requirements,
              f.benefits_text, f.filled < f.headcount)));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION vacancy_index_on_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only the places: the texts, by far the dearer part, stay.
  UPDATE jobs_vacancyindex i
     SET commune_ids = coalesce(p.communes, '{}'), province_ids = coalesce(p.provinces, '{}')
    FROM (SELECT t.vacancy_id,
                 array_agg(DISTINCT w.commune_id) FILTER (WHERE w.commune_id IS NOT NULL) AS communes,
                 array_agg(DISTINCT w.province_id) FILTER (WHERE w.province_id IS NOT NULL) AS provinces
            FROM (SELECT DISTINCT vacancy_id FROM changed) t
            LEFT JOIN jobs_vacancyplace w ON w.vacancy_id = t.vacancy_id
           GROUP BY t.vacancy_id) p
   WHERE i.vacancy_id = p.vacancy_id;
  RETURN NULL;
END $$;

CREATE FUNCTION vacancy_index_on_employer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_vacancy_index(array(
    SELECT v.id FROM changed n JOIN former f USING (id) JOIN jobs_vacancy v ON v.employer_id = n.id
     WHERE (n.folded_name, n.verification = 'suspended') IS DISTINCT FROM (f.folded_name, f.verification = 'suspended')
       AND v.state = 'published'));
  RETURN NULL;
END $$;

CREATE TRIGGER vacancy_index_insert AFTER INSERT ON jobs_vacancy REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_vacancy();
CREATE TRIGGER vacancy_index_update AFTER UPDATE ON jobs_vacancy REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_vacancy();
CREATE TRIGGER vacancy_index_place_insert AFTER INSERT ON jobs_vacancyplace REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_place();
CREATE TRIGGER vacancy_index_place_update AFTER UPDATE ON jobs_vacancyplace REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_place();
CREATE TRIGGER vacancy_index_place_delete AFTER DELETE ON jobs_vacancyplace REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_place();
CREATE TRIGGER vacancy_index_employer AFTER UPDATE ON employers_employer
  REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION vacancy_index_on_employer();

-- Narrow rows for the counts: the words of the body live out of line.
ALTER TABLE jobs_vacancyindex SET (toast_tuple_target = 1024);
ALTER TABLE jobs_vacancyindex ALTER COLUMN words SET STORAGE EXTERNAL;

SELECT refresh_vacancy_index(array(SELECT id FROM jobs_vacancy WHERE state = 'published'));
"""

REVERSE = """
DROP TRIGGER vacancy_index_employer ON employers_employer;
DROP TRIGGER vacancy_index_place_delete ON jobs_vacancyplace;
DROP TRIGGER vacancy_index_place_update ON jobs_vacancyplace;
DROP TRIGGER vacancy_index_place_insert ON jobs_vacancyplace;
DROP TRIGGER vacancy_index_update ON jobs_vacancy;
DROP TRIGGER vacancy_index_insert ON jobs_vacancy;
DROP FUNCTION vacancy_index_on_employer();
DROP FUNCTION vacancy_index_on_place();
DROP FUNCTION vacancy_index_on_vacancy();
DROP FUNCTION refresh_vacancy_index(bigint[]);
DROP FUNCTION vacancy_bands(text, int, smallint, text);
DROP FUNCTION vi_words(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0002_initial'),
        ('employers', '0001_initial'),
        ('jobs', '0002_dismissal'),
    ]

    operations = [
        migrations.CreateModel(
            name='VacancyIndex',
            fields=[
                ('vacancy', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_index', serialize=False, to='jobs.vacancy')),
                ('published_at', models.DateTimeField()),
                ('deadline', models.DateField(null=True)),
                ('is_open', models.BooleanField()),
                ('employer_id', models.BigIntegerField()),
                ('occupation_code', models.CharField(max_length=24)),
                ('pay_top', models.IntegerField(null=True)),
                ('experience_months', models.SmallIntegerField(null=True)),
                ('working_time', models.CharField(max_length=4)),
                ('commune_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('province_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('folded_title', models.CharField(max_length=255)),
                ('bands', models.IntegerField()),
                ('title_words', django.contrib.postgres.search.SearchVectorField()),
                ('head_words', django.contrib.postgres.search.SearchVectorField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'verbose_name': 'dòng tra cứu tin tuyển dụng',
                'ordering': ['-published_at', '-vacancy_id'],
                'indexes': [models.Index(fields=['-published_at', '-vacancy_id'], include=['bands', 'deadline', 'is_open'], name='search_newest'), models.Index(fields=['folded_title', '-published_at'], name='search_exact_title'), models.Index(fields=['occupation_code', '-published_at'], name='search_occupation'), models.Index(fields=['employer_id', '-published_at'], name='search_employer'), django.contrib.postgres.indexes.GinIndex(fields=['title_words'], name='search_title_words'), django.contrib.postgres.indexes.GinIndex(fields=['head_words'], name='search_head_words'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_words'), django.contrib.postgres.indexes.GinIndex(fields=['commune_ids'], name='search_communes'), django.contrib.postgres.indexes.GinIndex(fields=['folded_title'], name='search_title_trigrams', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.RunSQL(FUNCTIONS, REVERSE),
    ]
