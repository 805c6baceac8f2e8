"""Programs the tests need that no package registry has: from the system's package manager."""

import os
import shutil
import subprocess
import sys

# The host of docs/hosting.md, its Brotli module, and what puts a load on it.
WEB_SERVER = ("nginx-light", "libnginx-mod-http-brotli-static", "apache2-utils")
_PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"


def find(program: str) -> str | None:
    """Return the path of a program; servers are not on everybody's PATH."""
    return shutil.which(program, path=_PATH)


def web_server() -> None:
    """Make sure there is nginx, and ApacheBench."""
    if not (find("nginx") and find("ab")):
        install(*WEB_SERVER)
    if not (find("nginx") and find("ab")):
        raise RuntimeError(f"No nginx to be had. Install {', '.join(WEB_SERVER)} and run again.")


def install(*packages: str) -> None:
    """Install packages where there is apt; nothing that they bring is started."""
    if not shutil.which("apt-get"):
        return
    print(f"Getting {', '.join(packages)} for the tests …", file=sys.stderr)
    apt = [*([] if os.geteuid() == 0 else ["sudo"]), "env", "RUNLEVEL=1", "apt-get"]
    subprocess.run([*apt, "update", "-qq"], check=True)
    subprocess.run([*apt, "install", "-y", "-qq", *packages], check=False)
