"""Text messages into the log: for trying the portal out, without anybody's gateway."""

import logging

from portal.notices.channels.sms import masked

log = logging.getLogger("portal.sms")


class Console:
    """Shows the whole text, codes too: never for a portal that real people use."""

    def send(self, phone: str, text: str, key: str) -> None:
        log.info("SMS %s: %s", masked(phone), text)
