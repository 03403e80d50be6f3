"""What was measured, on disk: a plan and one line of JSON per process execution, never rewritten.

An interrupted run is continued from these files.  A last line that was cut off by the interruption is
dropped: its execution is run again.
"""

import json
from pathlib import Path


class Store:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.plan_path = self.folder / "plan.json"
        self.runs_path = self.folder / "runs.jsonl"

    def begin(self, plan):
        """Starts anew; refuses to write over what is there."""
        if self.plan_path.exists():
            raise SystemExit(f"{self.folder} holds a run already: --resume continues it, "
                             "another --output begins one")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.plan_path.write_text(json.dumps(plan, indent=1) + "\n", encoding="utf-8")

    def plan(self):
        try:
            return json.loads(self.plan_path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SystemExit(f"{self.folder}: no run to continue or report: {error}") from None

    def runs(self):
        try:
            text = self.runs_path.read_text(encoding="utf-8")
        except OSError:
            return []
        whole = text[:text.rfind("\n") + 1]
        if whole != text:
            self.runs_path.write_text(whole, encoding="utf-8")
        return [json.loads(line) for line in whole.splitlines()]

    def add(self, run):
        with open(self.runs_path, "a", encoding="utf-8") as file:
            file.write(json.dumps(run) + "\n")
