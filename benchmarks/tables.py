"""Tables as text, in the form that the documentation can take over."""

from collections.abc import Iterable, Sequence

from benchmarks.over_http import Stand


def show(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(header), *texts]) for column in range(len(header))]
    print(f"\n{title}\n")
    for row in [list(header), ["-" * width for width in widths], *texts]:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")


def show_http(stands: Iterable[Stand]) -> None:
    """Print completed cases per second and how long requests took."""
    header = ("what", "clients", "cases", "cases/s", "p50 ms", "p95 ms", "server CPU ms/case", "sent again")
    show("Over HTTP, two server processes", header, (row for each in stands for row in _loads(each)))


def _loads(stand: Stand) -> Iterable[Sequence[object]]:
    for load in stand.loads.values():
        times = (f"{load.percentile(50):.1f}", f"{load.percentile(95):.1f}")
        yield stand.name, load.clients, load.completed, f"{load.rate:.1f}", *times, f"{load.cpu:.1f}", load.busy


def show_room(stands: Iterable[Stand]) -> None:
    """Print what a finished case takes in the database and a worker in memory."""
    rows = ((each.name, f"{each.bytes_per_case:,.0f}", _mebibytes(each.memory)) for each in stands)
    show("Room", ("what", "bytes per finished case", "MiB per worker"), rows)


def show_ratios(service: Stand, bare: Iterable[Stand]) -> None:
    """Print the service as a part of the bare script, both measured in turns; 1 is as fast as the script."""
    rows = [
        (each.name, count, f"{ours.rate / each.loads[count].rate:.2f}", f"{each.loads[count].cpu / ours.cpu:.2f}")
        for each in bare
        for count, ours in service.loads.items()
    ]
    show(f"{service.name}, beside", ("bare script", "clients", "by cases/s", "by server CPU"), rows)


def _mebibytes(memory: Iterable[float]) -> str:
    return " ".join(f"{each:.0f}" for each in memory)
