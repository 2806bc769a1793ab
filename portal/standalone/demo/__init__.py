"""The demonstration centre: an invented employment service centre in the place of a real one.

Its people and employers are invented, its communes, parks, trades, pay and (at province scale) its figures
are those of Thái Bình. The same seed and day give the same centre.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.apps import apps
from django.db import connection, transaction

from portal.accounts.demo_signins import signins
from portal.accounts.models import User
from portal.codes.enums import WorkingTime
from portal.codes.loading import load_codes
from portal.codes.text import fold_words
from portal.standalone.demo.abroad import send_abroad, sign_agreements
from portal.standalone.demo.adverts import write_adverts
from portal.standalone.demo.caseload import carry_people
from portal.standalone.demo.counter import keep_counter
from portal.standalone.demo.events import hold_events
from portal.standalone.demo.firms import found_firms
from portal.standalone.demo.flags import report_adverts
from portal.standalone.demo.following import follow_up
from portal.standalone.demo.hires import write_hires
from portal.standalone.demo.interviews import hold_interviews
from portal.standalone.demo.people import write_people
from portal.standalone.demo.plan import Plan
from portal.standalone.demo.postings import write_postings
from portal.standalone.demo.rights import exercise_rights
from portal.standalone.demo.saved import keep_things
from portal.standalone.demo.staff import found_offices, hire_staff, sign_in_user
from portal.standalone.demo.turns import write_turns
from portal.standalone.demo.visits import open_desk
from portal.standalone.demo.waiting import ask_for_verification, turn_down
from portal.standalone.demo.world import World
from workers.counselling.models import CounsellingSession
from workers.models import WantedPlace, Worker, WorkWish

DOMAINS = (
    "accounts",
    "employers",
    "agreements",
    "workers",
    "counselling",
    "outreach",
    "overseas",
    "jobs",
    "flags",
    "posting",
    "intake",
    "matching",
    "saved",
    "answers",
    "interviews",
    "job_messages",
    "attachments",
    "appointments",
    "people_merging",
    "insurance",
    "outcomes",
    "drafts",
    "groups",
    "printing",
    "caseload",
)


def is_empty() -> bool:
    """Nobody has used this portal yet."""
    return not User.objects.exists() and not Worker.objects.exists()


def is_demonstration() -> bool:
    """What is in the database came from here: its administrator is the demonstration one."""
    login = next(sign_in.login for sign_in in signins() if sign_in.key == "administrator")
    return User.objects.filter(email=login).exists()


def clear() -> None:
    """Empty every table of the domains; the code lists stay."""
    names = [
        connection.ops.quote_name(model._meta.db_table)
        for label in DOMAINS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")


def build(plan: Plan, seed: int, today: date, advance: Callable[[int], object] = lambda _: None) -> None:
    """Write the whole centre in one transaction into an empty portal.

    ``advance(n)`` is told of every ``n`` of ``plan.workers + plan.turns`` records written.
    """
    load_codes()
    world = World(plan, today, Random(seed))  # noqa: S311 — a demonstration, not a secret
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        found_offices(world)
        hire_staff(world)
        found_firms(world)
        write_adverts(world)
        write_people(world, advance)
        write_turns(world, advance)
        write_hires(world)
        hold_events(world)
        send_abroad(world)
        sign_agreements(world)
        write_postings(world)
        _sign_in_worker(world)
        report_adverts(world)
        exercise_rights(world)
        keep_things(world)
        hold_interviews(world)
        ask_for_verification(world)
        turn_down(world)
        follow_up(world)
        keep_counter(world)
        open_desk(world)
        carry_people(world)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("ANALYZE")


def _sign_in_worker(world: World) -> None:
    """The demonstration worker: a seamstress who came this year and still looks."""
    if world.star is None:
        return
    login = next(sign_in.login for sign_in in signins() if sign_in.key == "worker")
    name = "Trần Thị Hương"
    user = sign_in_user(world, login, name)
    Worker.objects.filter(pk=world.star.id).update(user=user, full_name=name, folded_name=fold_words(name), phone=login)
    # Her wishes are common ones, so that whoever tries the portal sees a full list with reasons.
    WorkWish.objects.filter(worker=world.star.id).update(
        working_times=[WorkingTime.FULL], contract_types=[], can_shifts=True, max_lifting=None, max_standing=None
    )
    WantedPlace.objects.filter(worker=world.star.id).delete()
    WantedPlace.objects.create(worker_id=world.star.id, rank=1, commune_id=world.star.commune_id, radius_km=25)
    CounsellingSession.objects.filter(pk=world.star.turns[-1].id).update(
        next_step="Gọi lại báo kết quả phỏng vấn", next_on=world.today + timedelta(days=3)
    )
