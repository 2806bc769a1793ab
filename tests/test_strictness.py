"""The harness itself: what it must refuse, and what it must keep."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.template import Context, Engine
from django.template.base import Origin, Template

from portal.accounts.models import User
from portal.codes.models import Occupation
from portal.env import BASE_DIR
from tests.factories import UserFactory
from tests.harness.querysets import UnorderedSliceError
from tests.harness.templates import UndefinedVariableError


def template(text: str, path: str) -> Template:
    return Template(text, Origin(path), engine=Engine.get_default())


@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ person.age }}", "{{ nobody|default:'–' }}"])
def test_our_templates_name_only_what_they_are_given(text: str) -> None:
    with pytest.raises(UndefinedVariableError):
        template(text, str(BASE_DIR / "templates" / "a.html")).render(Context({"person": SimpleNamespace()}))


def test_packages_templates_keep_django_s_ways() -> None:
    found = template("{{ nobody|default:'–' }}", "/elsewhere/site-packages/a.html").render(Context())
    assert found == "–"


@pytest.mark.django_db
def test_a_slice_without_an_order_is_refused() -> None:
    with pytest.raises(UnorderedSliceError):
        list(Occupation.objects.order_by()[:3])
    assert len(Occupation.objects.order_by("pk")[:3]) == 3


@pytest.mark.django_db
def test_rows_without_an_order_come_in_any() -> None:
    orders = {tuple(row.pk for row in Occupation.objects.order_by().filter(level=1)) for _ in range(5)}
    assert len(orders) > 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_after_a_test_that_commits_only_the_official_lists_are_left(time: str) -> None:
    assert Occupation.objects.exists()
    assert not User.objects.exists()
    with transaction.atomic():
        UserFactory.create()
