"""What search reads: one narrow row for each published vacancy, kept by the database itself."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from jobs.models.vacancy import Vacancy


class VacancyIndex(models.Model):
    """Written by triggers only (migration ``0003_search``), so that no way of storing vacancies, bulk
    copy included, can leave the search behind. Texts are folded: lower case, no diacritics, words only."""

    vacancy = models.OneToOneField(Vacancy, models.CASCADE, primary_key=True, related_name="search_index")
    published_at = models.DateTimeField()
    deadline = models.DateField(null=True)
    is_open = models.BooleanField()
    """Seats are left."""
    employer_id = models.BigIntegerField()
    occupation_code = models.CharField(max_length=24)
    """Level 4, or empty."""
    pay_top = models.IntegerField(null=True)
    """Highest stated pay by the month; empty when only "negotiable"."""
    experience_months = models.SmallIntegerField(null=True)
    working_time = models.CharField(max_length=4)
    commune_ids = ArrayField(models.BigIntegerField())
    province_ids = ArrayField(models.BigIntegerField())
    """Of the workplaces; a province also when its commune is known."""
    folded_title = models.CharField(max_length=255)
    bands = models.IntegerField()
    """Occupation group, pay, experience and working time in one number, for counting (see ``jobs.search.bands``)."""
    title_words = SearchVectorField()
    head_words = SearchVectorField()
    """Title and employer."""
    words = SearchVectorField()
    """The head and the body."""

    class Meta:
        verbose_name = "dòng tra cứu tin tuyển dụng"
        ordering = ["-published_at", "-vacancy_id"]
        indexes = [
            # All that counting reads, so that it need not touch the wide rows.
            models.Index(
                fields=["-published_at", "-vacancy_id"],
                include=["bands", "deadline", "is_open", "commune_ids", "province_ids"],
                name="search_listing",
            ),
            models.Index(fields=["folded_title", "-published_at"], name="search_exact_title"),
            models.Index(fields=["occupation_code", "-published_at"], name="search_occupation"),
            models.Index(fields=["employer_id", "-published_at"], name="search_employer"),
            GinIndex(fields=["title_words"], name="search_title_words"),
            GinIndex(fields=["head_words"], name="search_head_words"),
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["commune_ids"], name="search_communes"),
            GinIndex(fields=["folded_title"], opclasses=["gin_trgm_ops"], name="search_title_trigrams"),
        ]

    def __str__(self) -> str:
        return self.folded_title
