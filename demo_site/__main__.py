"""Start a demo site: `python -m demo_site --port 8101 --data DIR --code CREDIT_ZZ --secret-file PATH`."""

import argparse
import logging
import sqlite3
import sys
from pathlib import Path

from waitress import create_server

from demo_site.app import LARGEST_BODY, create_app
from demo_site.settings import Settings, SettingsError, checked_push_url, read_secret
from demo_site.storage import Storage

HOST = "127.0.0.1"
LIMITS = {"threads": 8, "max_request_body_size": 2 * LARGEST_BODY, "ident": None}
USAGE = 2
NOT_AVAILABLE = 4


def main() -> int:
    """Serve until ended; 2 is a wrong setting, 4 a taken port."""
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("waitress").setLevel(logging.ERROR)
    options = _parser().parse_args()
    try:
        settings = _settings(options)
    except SettingsError as error:
        sys.stderr.write(f"demo site: {error}\n")
        return USAGE
    try:
        app = create_app(settings, Storage(options.data))
    except (OSError, sqlite3.Error) as error:
        sys.stderr.write(f"demo site: cannot use the folder {options.data}: {error}\n")
        return NOT_AVAILABLE
    try:
        server = create_server(app, host=HOST, port=options.port, **LIMITS)
    except OSError as error:
        sys.stderr.write(f"demo site: cannot listen on {HOST}:{options.port}: {error.strerror}\n")
        return NOT_AVAILABLE
    sys.stdout.write(f"{settings.name_en} ({settings.code}): http://{HOST}:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        code=options.code,
        name=options.name or options.code,
        name_en=options.name_en or options.name or options.code,
        secret=read_secret(options.secret_file),
        push_url=checked_push_url(options.push_url),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo_site", description="A publication site to try things with.")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one and says which")
    parser.add_argument("--data", type=Path, required=True, help="folder of the site's own database")
    parser.add_argument("--code", required=True, help="the site's code, which names the shared secret")
    parser.add_argument("--secret-file", type=Path, required=True, help="file with the shared secret, 16 bytes or more")
    parser.add_argument("--name", help="name in Chinese")
    parser.add_argument("--name-en", help="name in English")
    parser.add_argument("--push-url", help="address on this machine that receipts are pushed to (default: none)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
