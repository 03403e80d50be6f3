"""The report of a run: one HTML page with its drawings inside, and the same in Markdown.

Everything in it is computed from plan and runs; no figure stands without its interval."""

import html
import io
import json
import re

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text
matplotlib.rcParams["font.sans-serif"] = ["DejaVu Sans"]
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

from lib import warmup  # noqa: E402
from lib.formats import counted  # noqa: E402

COLOURS = {"stock": "#666666", "adder": "#0b7a3b", "pypy": "#b5472f", "pypy-nojit": "#d9a38f"}
SPARE = ["#3b5bb5", "#8a5fb0", "#b08a2f", "#2f9db0"]
PHASES = ("build", "passes", "lower", "optimise", "codegen", "link")
MARKS = {warmup.FLAT: "—", warmup.WARMUP: "⌐", warmup.SLOWDOWN: "⌙", warmup.UNSTEADY: "∿",
         warmup.INCONSISTENT: "≠"}


class Cell:
    """What one VM did on one program."""

    def __init__(self, plan, runs, program, vm, base_parts):
        self.program, self.vm = program, vm
        self.runs = counted(runs, program, vm)
        self.failures = [run["failure"] for run in runs if run["program"] == program
                         and run["vm"] == vm and run["failure"]]
        self.times = [run["seconds"] for run in self.runs]
        if not self.times:
            return
        self.kind, self.kinds = warmup.classify_all(self.times)
        self.verdicts = [warmup.classify(times) for times in self.times]
        self.parts = warmup.steady_parts(self.times)
        self.steady = warmup.bootstrap(self.parts, warmup.mean_of_means, plan["seed"])
        self.ratio = (warmup.ratio(base_parts, self.parts, plan["seed"])
                      if base_parts and vm != plan["baseline"] else None)
        self.rss = float(np.median([run["rss_kb"] for run in self.runs])) / 1024
        self.before = float(np.median([run["before"] for run in self.runs]))
        known = [run["adder"] for run in self.runs if "adder" in run]
        self.compile_ms = {phase: float(np.median([stats["ms"][phase] for stats in known]))
                           for phase in PHASES} if known else {}
        self.compilations = int(np.median([stats["compilations"] for stats in known])) if known else None
        self.exits = int(np.median([stats["exits"] for stats in known])) if known else None

    @property
    def good(self):
        return bool(self.times)

    @property
    def left_out(self):
        """Not measured: the program does not exist in that VM's language."""
        return not self.times and not self.failures

    def speed(self):
        if self.left_out:
            return "-"
        return interval(self.ratio) if self.good and self.ratio else "failed"

    def whole(self):
        """Start, then iterations: medians over the processes."""
        return [self.before, *np.median(np.array(self.times), axis=0)]

    def until_steady(self):
        found = [verdict for verdict in self.verdicts if verdict.steady_from is not None]
        if not found:
            return None
        return (int(np.median([verdict.steady_from for verdict in found])),
                float(np.median([verdict.spent for verdict in found])))


def make_cells(plan, runs):
    """{program: {vm: Cell}}, the baseline first."""
    order = [plan["baseline"]] + [vm for vm in plan["vms"] if vm != plan["baseline"]]
    cells = {}
    for program in plan["programs"]:
        row, base = {}, None
        for vm in order:
            row[vm] = Cell(plan, runs, program, vm, base)
            if vm == plan["baseline"] and row[vm].good:
                base = row[vm].parts
        cells[program] = row
    return cells


# ---- Text -----------------------------------------------------------------------------------------------


def interval(value, unit=""):
    return f"{value.value:.2f}{unit} [{value.low:.2f}, {value.high:.2f}]"


def milliseconds(value):
    return f"{1000 * value.value:.2f} [{1000 * value.low:.2f}, {1000 * value.high:.2f}]"


def even(cells, plan, vm):
    base, mine = cells[plan["baseline"]], cells[vm]
    if not (base.good and mine.good):
        return None
    return warmup.break_even(base.whole(), mine.whole())


def others(plan):
    return [vm for vm in plan["vms"] if vm != plan["baseline"]]


def means(plan, cells):
    found = {}
    for vm in others(plan):
        ratios = [row[vm].ratio for row in cells.values() if row[vm].good and row[vm].ratio]
        found[vm] = warmup.geometric_mean(ratios, plan["seed"])
    return found


def speed_rows(plan, cells):
    yield ["program", f"{plan['baseline']} ms",
           *[f"{vm}, times as fast" for vm in others(plan)]]
    for program, row in cells.items():
        base = row[plan["baseline"]]
        yield [program, milliseconds(base.steady) if base.good else "failed",
               *[row[vm].speed() for vm in others(plan)]]
    yield ["geometric mean", "", *[interval(mean) if mean else "-"
                                   for mean in means(plan, cells).values()]]


def warmup_rows(plan, cells):
    yield ["program", "VM", "class", "steady from iteration", "seconds until then",
           f"ahead of {plan['baseline']} from iteration", "peak MB", "compiled", "compile ms", "exits"]
    for program, row in cells.items():
        for vm, cell in row.items():
            if cell.left_out:
                continue
            if not cell.good:
                yield [program, vm, f"failed: {cell.failures[0]}",
                       *["-"] * 7]
                continue
            until = cell.until_steady()
            ahead = even(row, plan, vm) if vm != plan["baseline"] else None
            yield [program, vm, f"{MARKS[cell.kind]} {cell.kind}", str(until[0]) if until else "-",
                   f"{until[1]:.3f}" if until else "-", "-" if ahead is None else str(ahead),
                   f"{cell.rss:.0f}", "-" if cell.compilations is None else str(cell.compilations),
                   f"{sum(cell.compile_ms.values()):.0f}" if cell.compile_ms else "-",
                   "-" if cell.exits is None else str(cell.exits)]


def duel(plan, cells, program, method="adder", tracing="pypy"):
    """A sentence or two on method against tracing, from the data."""
    row = cells[program]
    if not all(vm in row and row[vm].good and row[vm].ratio for vm in (method, tracing)):
        return f"{program}: no comparison, one side failed or was not run."
    mine, theirs = row[method], row[tracing]
    quotient = warmup.ratio(theirs.parts, mine.parts, plan["seed"])
    if quotient.low > 1:
        verdict = f"{method} is {interval(quotient)} times as fast as {tracing} once both are steady"
    elif quotient.high < 1:
        back = warmup.ratio(mine.parts, theirs.parts, plan["seed"])
        verdict = f"{tracing} is {interval(back)} times as fast as {method} once both are steady"
    else:
        verdict = f"{method} and {tracing} are level once steady ({interval(quotient)})"
    sentences = [f"{program}: {verdict}."]
    for vm in (method, tracing):
        at = even(row, plan, vm)
        sentences.append(f"{vm} " + (f"is ahead of {plan['baseline']} in total from iteration {at} on"
                                     if at is not None else
                                     f"does not catch up with {plan['baseline']} within this run")
                         + f" and is classed {row[vm].kind}.")
    if not mine.compilations:
        sentences.append(f"{method} compiled nothing.")
    else:
        phase = max(mine.compile_ms, key=mine.compile_ms.get)
        sentences.append(f"{method} compiled {mine.compilations} units in "
                         f"{sum(mine.compile_ms.values()):.0f} ms, most of it {phase} "
                         f"({mine.compile_ms[phase]:.0f} ms), and left compiled code {mine.exits} times.")
    return " ".join(sentences)


def facts(plan):
    about = plan["machine"]
    yield ["taken", about["time"]]
    yield ["machine", f"{about['cpu']}, {about['cores']} cores, {about['memory_kb'] // 1024} MB, "
                      f"{about['system']}, load {about['load']:.2f} at the start"]
    bound = f", fewer after {plan['seconds']:g} s" if plan.get("seconds") else ""
    yield ["level", f"{plan['level']}: {plan['processes']} processes of {plan['iterations']} iterations{bound}, "
                    f"{plan['size']} sizes, seed {plan['seed']}"]
    for vm, text in plan["versions"].items():
        yield [vm, text]


# ---- Drawings -------------------------------------------------------------------------------------------


def colour(plan, vm):
    spare = [name for name in plan["vms"] if name not in COLOURS]
    return COLOURS.get(vm) or SPARE[spare.index(vm) % len(SPARE)]


def drawn(figure):
    text = io.StringIO()
    figure.savefig(text, format="svg", bbox_inches="tight")
    plt.close(figure)
    svg = text.getvalue()
    return small(svg[svg.index("<svg"):])


def small(svg):
    """The same drawing: without its metadata, and to a tenth of a point."""
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r' id="[a-zA-Z0-9.]+_\d+"', "", svg)  # nothing refers to these
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = re.sub(r"(\d\.\d)\d+", r"\1", svg)
    return re.sub(r"\s*\n\s*", "\n", svg)


def forest(plan, cells):
    """Speed-ups with their intervals, on a logarithmic axis."""
    names = list(cells)
    figure, axes = plt.subplots(figsize=(8, 1.2 + 0.34 * len(names)))
    width = 0.7 / max(len(others(plan)), 1)
    for k, vm in enumerate(others(plan)):
        points = [(at, row[vm].ratio) for at, row in enumerate(cells.values())
                  if row[vm].good and row[vm].ratio]
        if not points:
            continue
        y = [at + (k - (len(others(plan)) - 1) / 2) * width for at, _ in points]
        x = [ratio.value for _, ratio in points]
        low = [ratio.value - ratio.low for _, ratio in points]
        high = [ratio.high - ratio.value for _, ratio in points]
        axes.errorbar(x, y, xerr=[np.maximum(low, 0), np.maximum(high, 0)], fmt="o", markersize=4,
                      color=colour(plan, vm), label=vm, elinewidth=1, capsize=2)
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(matplotlib.ticker.FormatStrFormatter("%g"))
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlabel(f"times as fast as {plan['baseline']}, steady state, 99 % interval")
    axes.grid(axis="x", which="both", alpha=0.25)
    axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    return drawn(figure)


def sequences(plan, row):
    """Every process's iteration times of each VM, changepoints as lines."""
    good = [cell for cell in row.values() if cell.good]
    figure, panes = plt.subplots(1, len(good), figsize=(3.4 * len(good), 2.3), squeeze=False)
    for axes, cell in zip(panes[0], good):
        for times, verdict in zip(cell.times, cell.verdicts):
            axes.plot([1000 * t for t in times], linewidth=0.6, color=colour(plan, cell.vm), alpha=0.7)
            for segment in verdict.segments[1:]:
                axes.axvline(segment.start, color="black", linewidth=0.4, alpha=0.5)
        axes.set_title(f"{cell.vm}: {cell.kind}", fontsize=8)
        axes.tick_params(labelsize=7)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("iteration", fontsize=7)
    panes[0][0].set_ylabel("ms", fontsize=7)
    return drawn(figure)


def break_even_curves(plan, row):
    """Time saved against the baseline, summed up, start of the process included."""
    base = row[plan["baseline"]]
    figure, axes = plt.subplots(figsize=(4.2, 2.3))
    for vm in others(plan):
        if base.good and row[vm].good:
            n = min(len(base.times[0]), len(row[vm].times[0])) + 1
            saved = np.cumsum(base.whole()[:n]) - np.cumsum(row[vm].whole()[:n])
            axes.plot(saved, color=colour(plan, vm), label=vm, linewidth=1)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xlabel("iterations", fontsize=7)
    axes.set_ylabel("seconds saved", fontsize=7)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7)
    return drawn(figure)


def phase_bars(cells):
    """What Adder's compilation time went into."""
    rows = [(program, cell) for program, row in cells.items() for cell in row.values()
            if cell.good and cell.compile_ms and sum(cell.compile_ms.values()) > 0]
    if not rows:
        return ""
    figure, axes = plt.subplots(figsize=(8, 1 + 0.28 * len(rows)))
    left = np.zeros(len(rows))
    for k, phase in enumerate(PHASES):
        values = [cell.compile_ms[phase] for _, cell in rows]
        axes.barh(range(len(rows)), values, left=left, label=phase,
                  color=plt.get_cmap("viridis")(k / (len(PHASES) - 1)))
        left += values
    axes.set_yticks(range(len(rows)), [f"{program}, {cell.vm}" for program, cell in rows], fontsize=7)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel("ms of compilation in one process (median)")
    axes.legend(fontsize=7)
    return drawn(figure)


def memory_bars(plan, cells):
    names = list(cells)
    figure, axes = plt.subplots(figsize=(8, 1 + 0.3 * len(names)))
    width = 0.8 / len(plan["vms"])
    for k, vm in enumerate(plan["vms"]):
        axes.barh([at + k * width for at in range(len(names))],
                  [row[vm].rss if row[vm].good else 0 for row in cells.values()], height=width,
                  color=colour(plan, vm), label=vm)
    axes.set_yticks([at + 0.4 for at in range(len(names))], names, fontsize=7)
    axes.set_ylim(len(names), -0.2)
    axes.set_xlabel("largest resident size, MB (median)")
    axes.legend(fontsize=7)
    return drawn(figure)


PARTS = {"compiled code": "#0b7a3b", "called from compiled code": "#7cc48f", "interpreter": "#666666",
         "compilation": "#d9a72f", "profiling": "#8a5fb0", "deoptimisation": "#b5472f", "collector": "#3b5bb5",
         "waiting": "#cccccc", "other": "#222222"}


def breakdowns(folder):
    """{program: {part of PARTS: share}} of what bench/where has found, with the warm-up in it."""
    found = {}
    for path in sorted(folder.glob("where/*/where.json")):
        result = json.loads(path.read_text(encoding="utf-8"))
        row = dict.fromkeys(PARTS, 0.0)
        for category, seconds in {**result["shares"], "waiting": result["waiting"]}.items():
            part = category.split(": ")[0]
            row[part if part in PARTS else "other"] += seconds / result["wall"]
        found[path.parent.name] = row
    return found


def breakdown_bars(found):
    figure, axes = plt.subplots(figsize=(8, 1 + 0.28 * len(found)))
    left = np.zeros(len(found))
    for part, shade in PARTS.items():
        values = np.array([100 * row[part] for row in found.values()])
        axes.barh(range(len(found)), values, left=left, label=part, color=shade)
        left += values
    axes.set_yticks(range(len(found)), list(found), fontsize=7)
    axes.set_ylim(len(found) - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.set_xlabel("per cent of Adder's time, from samples (one process, warm-up included)")
    axes.legend(fontsize=7, loc="upper left", bbox_to_anchor=(1, 1))
    return drawn(figure)


# ---- Pages ----------------------------------------------------------------------------------------------

STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;font-size:13px;display:block;overflow-x:auto}td,th{padding:.2rem .6rem;
border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}
svg{max-width:100%;height:auto}details{margin:.4rem 0}summary{cursor:pointer}"""


def html_table(rows, head=True):
    rows = [[html.escape(str(cell)) for cell in row] for row in rows]
    text = "<table>"
    if head:
        text += "<tr>" + "".join(f"<th>{cell}</th>" for cell in rows.pop(0)) + "</tr>"
    return text + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
                          for row in rows) + "</table>"


def markdown_table(rows):
    rows = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


HOW = ("Ratios are mean steady iteration times, baseline over VM, with bootstrapped 99 % intervals over "
       "processes and iterations. The steady state begins with the last changepoint after which the speed "
       "no longer differs; where there is none, the last quarter is taken and the class says so.")


def html_page(plan, cells, parts_of):
    parts = ["<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>",
             "<title>Benchmark report</title>", f"<style>{STYLE}</style><h1>Benchmark report</h1>",
             html_table(facts(plan), head=False), f"<p>{html.escape(HOW)}</p>",
             "<h2>Speed</h2>", forest(plan, cells), html_table(speed_rows(plan, cells)),
             "<h2>Warm-up, memory, compilation</h2>", html_table(warmup_rows(plan, cells)),
             "<h2>Compilation</h2>", phase_bars(cells), "<h2>Memory</h2>", memory_bars(plan, cells)]
    if parts_of:
        parts += ["<h2>Where the time goes</h2>", breakdown_bars(parts_of)]
    parts.append("<h2>Program by program</h2>")
    for program, row in cells.items():
        if any(cell.good for cell in row.values()):
            parts += [f"<h3>{html.escape(program)}</h3><p>{html.escape(duel(plan, cells, program))}</p>",
                      sequences(plan, row), break_even_curves(plan, row)]
    parts.append(failures_text(cells, "<h2>Not counted</h2><ul>", "<li>", "</li>", "</ul>"))
    return "\n".join(parts) + "\n"


def failures_text(cells, head, before, after, foot):
    lines = [f"{before}{html.escape(f'{program}, {vm}: {failure}')}{after}"
             for program, row in cells.items() for vm, cell in row.items()
             for failure in cell.failures]
    return head + "\n".join(lines) + foot if lines else ""


def markdown_page(plan, cells):
    parts = ["# Benchmark report", "\n".join(f"* {name}: {text}" for name, text in facts(plan)), HOW,
             "## Speed", markdown_table(speed_rows(plan, cells)), "## Warm-up, memory, compilation",
             markdown_table(warmup_rows(plan, cells)), "## Program by program",
             "\n".join(f"* {duel(plan, cells, program)}" for program in cells),
             failures_text(cells, "## Not counted\n\n", "* ", "", "")]
    return "\n\n".join(part for part in parts if part) + "\n"


def write(folder, plan, runs):
    """Writes both pages; answers the table of speeds as plain text."""
    cells = make_cells(plan, runs)
    (folder / "report.html").write_text(html_page(plan, cells, breakdowns(folder)), encoding="utf-8")
    (folder / "report.md").write_text(markdown_page(plan, cells), encoding="utf-8")
    rows = list(speed_rows(plan, cells))
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
             for row in rows]
    return "\n".join([*lines, f"report: {folder / 'report.html'}"])
