"""Pictures as SVG or PNG: what a sweep found, and the two lags of one run."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from labs_py.command_line.figures import is_time
from labs_py.command_line.means import mean
from labs_py.command_line.mistakes import CommandError

try:
    import matplotlib as mpl
    from matplotlib.figure import Figure
except ImportError:
    raise CommandError("plots need matplotlib: pip install 'mkdocs-course[lab]'") from None

# The same picture gives the same bytes: no random ids, no date; text stays text.
mpl.rcParams.update({"svg.hashsalt": "labs", "svg.fonttype": "none"})
MARKS = ("o-", "s--", "^-.", "D:", "v-", "P--", "X-.")
MOST_TICKS = 12
SECOND_US = 1_000_000

type Lines = dict[str, dict[Any, tuple[float, float]]]
"""Label -> place along the bottom -> mean and half the width of its interval, 0 without one."""


def of_sweep(whole: dict[str, Any], x: str, y: str, by: str | None) -> Figure:
    """Draw measure ``y`` over parameter ``x``, one line for each value of ``by``.

    Every point is a mean over the seeds, and over what else was varied, which the title names; its
    bar is the 95 % interval after Student. Raises CommandError where no run has that measure.
    """
    rows = [row for row in whole["results"] if "measures" in row]
    lines = _lines(rows, x, y, by)
    if not lines:
        raise CommandError(f"{y}: no run of this sweep has a value to draw")
    figure, axes = _sheet(1)
    unit, text = (1000, f"{y} (ms)") if is_time(y) else (1, y)
    for number, (label, line) in enumerate(lines.items()):
        heights, errors = ([v / unit for v in each] for each in zip(*line.values(), strict=True))
        form = MARKS[number % len(MARKS)]
        axes.errorbar(list(line), heights, yerr=errors, fmt=form, capsize=3, label=label)
    axes.set_title(_title(whole, x, by))
    _label(axes, x, text, whole["varied"][x])
    if by:
        axes.legend(title=by)
    return figure


def _title(whole: dict[str, Any], x: str, by: str | None) -> str:
    over = [("seeds", whole["seeds"]), *whole["varied"].items()]
    named = [f"{name} ({len(values)})" for name, values in over if name not in {x, by}]
    return f"mean over {', '.join(named)}; bars: 95 % interval"


def _label(axes: Any, x: str, y: str, places: list[Any]) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    if len(places) <= MOST_TICKS:
        axes.set_xticks(places)


def _lines(rows: Sequence[dict[str, Any]], x: str, y: str, by: str | None) -> Lines:
    values: dict[str, dict[Any, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found = row["measures"].get(y)
        if found is not None:
            label = str(row["parameters"][by]) if by else y
            values[label][row["parameters"][x]].append(found)
    means = {label: {at: mean(each) for at, each in line.items()} for label, line in values.items()}
    return {
        label: {at: (found.value, found.within or 0.0) for at, found in line.items()}
        for label, line in means.items()
    }


def of_run(trace: dict[str, Any]) -> Figure:
    """Draw event lag and time lag of a run over its time."""
    gauges = [record for record in trace["records"] if "event_lag" in record]
    figure, (above, below) = _sheet(2)
    times = [0.0] + [record["at_us"] / SECOND_US for record in gauges]
    above.step(times, [0] + [record["event_lag"] for record in gauges], where="post")
    above.set_ylabel("event lag")
    below.plot(*_time_lag(gauges, trace["end_us"]))
    below.set_ylabel("time lag (s)")
    below.set_xlabel("time (s)")
    above.set_title(f"seed {trace['scenario']['seed']}, digest {trace['digest'][:8]}")
    return figure


def _time_lag(gauges: Sequence[dict[str, Any]], end_us: int) -> tuple[list[float], list[float]]:
    """Between two records it grows with the clock: a line from each to just before the next."""
    times, lags = [0.0], [0.0]
    ends = [record["at_us"] for record in gauges[1:]] + [end_us]
    for record, until_us in zip(gauges, ends, strict=True):
        for at_us in (record["at_us"], until_us):
            times.append(at_us / SECOND_US)
            oldest = record["oldest_us"]
            lags.append(0.0 if oldest is None else (at_us - oldest) / SECOND_US)
    return times, lags


def _sheet(rows: int) -> tuple[Figure, Any]:
    figure = Figure(figsize=(8, 5), layout="constrained")
    return figure, figure.subplots(rows, sharex=True)


def save(figure: Figure, out: Path) -> None:
    """Write a picture as SVG or PNG, by the ending of its name."""
    metadata = {"Date": None} if out.suffix == ".svg" else {"Software": None}
    figure.savefig(out, metadata=metadata, dpi=150)
