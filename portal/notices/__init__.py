"""Telling people what is new for them: on the portal, and once a day by e-mail.

The floors above say what there is to tell: one class for each message (:class:`portal.notices.messages.Message`).
"""
