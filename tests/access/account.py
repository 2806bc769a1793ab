"""Signing in and the account."""

from tests.access.rows import EVERYBODY, SIGNED_IN, Row, get

ACCOUNT = {
    "account_login": get(EVERYBODY),
    "account_logout": get(EVERYBODY),
    "account_signup": get(EVERYBODY),
    "account_inactive": get(EVERYBODY),
    "account_reset_password": get(EVERYBODY),
    "account_reset_password_done": get(EVERYBODY),
    "account_reset_password_from_key": get(EVERYBODY, lambda s: ["1", "used-up"]),
    "account_reset_password_from_key_done": get(EVERYBODY),
    "account_email_verification_sent": get(EVERYBODY),
    "account_confirm_email": get(EVERYBODY, lambda s: ["used-up"]),
    "account_confirm_login_code": Row(EVERYBODY, is_missing=True),
    "account_verify_phone": Row(EVERYBODY, is_missing=True),
    "mfa_authenticate": Row(EVERYBODY, is_missing=True),
    "account_request_login_code": get(EVERYBODY),
    "new_password": get(SIGNED_IN),
    "account_reauthenticate": get(SIGNED_IN),
    "account_email": get(SIGNED_IN),
    "account_change_password": get(SIGNED_IN),
    "account_set_password": get(SIGNED_IN),
    "account_change_phone": get(SIGNED_IN),
    "mfa_index": get(SIGNED_IN),
    "mfa_reauthenticate": get(SIGNED_IN),
    "mfa_activate_totp": get(SIGNED_IN),
    "mfa_deactivate_totp": Row(SIGNED_IN, is_missing=True),
    "mfa_view_recovery_codes": Row(SIGNED_IN, is_missing=True),
    "mfa_generate_recovery_codes": get(SIGNED_IN),
    "mfa_download_recovery_codes": Row(SIGNED_IN, is_missing=True),
}
