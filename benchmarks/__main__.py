"""`python -m benchmarks [--quick] [--only WORD]`: run the measurements and print their tables; `make bench` does."""

import argparse
import logging
import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # the trial PostgreSQL lives with the tests

from trial_postgres import TrialPostgres, new_run_folder

from benchmarks import in_process, over_http, tables
from benchmarks.over_http import Plan
from workflow_app.adapters.logs import configure_logs

QUICK = Plan(seconds=2.0, records=150)
WHOLE = Plan(seconds=8.0, records=900)
PARTS = ("bare", "two_step_approval", "credit_repair", "steps", "statements")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="two seconds for each server and number of clients instead of eight"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="one part, or several; all if not given")
    arguments = parser.parse_args()
    wanted = set(arguments.only or PARTS)
    configure_logs(level=logging.WARNING)  # of this process; the servers log as they always do
    run_folder = new_run_folder()
    try:
        _conditions()
        _over_http(QUICK if arguments.quick else WHOLE, run_folder, wanted)
        _in_process(run_folder, wanted, quick=arguments.quick)
    finally:
        TrialPostgres(run_folder).stop()
        shutil.rmtree(run_folder, ignore_errors=True)


def _conditions() -> None:
    """Say on what and when this was measured; other work on the machine shows in the load."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {platform.system()}", end=", ")
    print(f"{os.cpu_count()} processors, load before {load}")


def _over_http(plan: Plan, folder: Path, wanted: set[str]) -> None:
    """Measure whole cases over HTTP."""
    stands = []
    if "two_step_approval" in wanted:
        stands = over_http.measure_approval(plan, folder, with_bare="bare" in wanted)
    bare = [stand for stand in stands if stand.name.startswith("bare")]
    repair = over_http.measure_repair(plan, folder) if "credit_repair" in wanted else []
    if stands or repair:
        tables.show_http([*stands, *repair])
        tables.show_room([*stands, *repair])
    if bare:
        tables.show_ratios(stands[len(bare)], bare)


def _in_process(folder: Path, wanted: set[str], *, quick: bool) -> None:
    """Measure single steps and count statements."""
    if "steps" in wanted:
        rows = in_process.measure_steps(folder, cases=40 if quick else 300)
        bare = rows[0][1]
        shown = [(name, f"{middle:.2f}", f"{end:.2f}", f"{middle / bare:.1f}") for name, middle, end in rows]
        tables.show("One completion in process", ("what", "p50 ms", "p95 ms", "times the bare step"), shown)
    if "statements" in wanted:
        counted = in_process.count_statements(folder)
        tables.show("Statements of one completion over HTTP", ("database", "step", "statements"), counted)


if __name__ == "__main__":
    main()
