from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "jobs.lessons"
    label = "lessons"
    verbose_name = "Rút ra từ việc đã gác lại"
