"""Links that carry a scenario to the lab, as anybody may write them."""

import base64
import json
import zlib

from tests.browser.lab.driver import LAB


def link(scenario: object) -> str:
    """Return the hash of a link: JSON, deflated, base64url."""
    packed = zlib.compress(json.dumps(scenario).encode(), wbits=-15)
    return f"#{LAB}/run/{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
