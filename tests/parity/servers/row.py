"""Prints a row of docs/servers.md: `row.py NAME REPORT`; or the head of the table: `row.py --head REPORT…`."""
import json
import pathlib
import sys

WORST_FIRST = ["no-answer", "state", "accepts", "refuses", "answer", "message", "layout"]


def head(report):
    columns = ["same", *(level.replace("-", " ") for level in WORST_FIRST), "unsettled", "not compared"]
    date, count = report["date"][:10], sum(report["verdicts"].values())
    print(f"| {date}, {count:,} cases of IAM and STS | {' | '.join(columns)} |")
    print("|---" + "|--:" * len(columns) + "|")


def row(name, report):
    verdicts, levels = report["verdicts"], report["levels"]
    counts = [verdicts["same"], *(levels[level] for level in WORST_FIRST), verdicts["unsettled"], verdicts["skipped"]]
    print(f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |")


name, file = sys.argv[1:3]
report = json.loads(pathlib.Path(file).read_text())
head(report) if name == "--head" else row(name, report)
