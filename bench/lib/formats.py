"""The same results for other tools: pyperf's JSON 1.0, and the CSV that warmup_stats reads."""

import csv
import json


def counted(runs, program, vm):
    return [run for run in runs
            if run["program"] == program and run["vm"] == vm and not run["failure"]]


def pyperf_benchmark(plan, program, mine):
    metadata = {"name": program, "unit": "second", "loops": 1, "inner_loops": 1}
    return {"metadata": metadata,
            "runs": [{"metadata": {"date": plan["machine"]["time"].rstrip("Z").replace("T", " ")},
                      "values": run["seconds"]} for run in mine]}


def pyperf(plan, runs, vm):
    """One VM's suite, as pyperf compare_to reads it; every iteration is a value."""
    found = {program: counted(runs, program, vm) for program in plan["programs"]}
    metadata = {"cpu_model_name": plan["machine"]["cpu"], "cpu_count": plan["machine"]["cores"],
                "platform": plan["machine"]["system"], "python_version": plan["versions"][vm],
                "description": vm}
    return {"version": "1.0", "metadata": {key: value for key, value in metadata.items() if value},
            "benchmarks": [pyperf_benchmark(plan, program, mine)
                           for program, mine in found.items() if mine]}


def write_csv(path, plan, runs):
    """process_exec_num, bench_name, then a column per iteration; bench_name is program:vm:variant."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["process_exec_num", "bench_name", *range(plan["iterations"])])
        for program in plan["programs"]:
            for vm in plan["vms"]:
                for run in counted(runs, program, vm):
                    writer.writerow([run["process"], f"{program}:{vm}:default-python",
                                     *run["seconds"]])


def write(folder, plan, runs):
    for vm in plan["vms"]:
        data = pyperf(plan, runs, vm)
        if data["benchmarks"]:
            (folder / f"pyperf-{vm}.json").write_text(json.dumps(data) + "\n", encoding="utf-8")
    write_csv(folder / "warmup.csv", plan, runs)
