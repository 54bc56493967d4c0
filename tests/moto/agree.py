"""Compares the verdicts of the command with those of parity/runner.py."""
import json
import pathlib
import sys

cases = json.loads(pathlib.Path(sys.argv[1]).read_text())["cases"]
kit = {case["number"]: case["verdict"] for case in cases if not case["number"].startswith("layout/")}
runner = dict(line.split() for line in pathlib.Path(sys.argv[2]).read_text().splitlines())
differ = [number for number in kit | runner if kit.get(number) != runner.get(number)]
for number in differ:
    print(f"{number}: the command says {kit.get(number)}, the runner {runner.get(number)}")
print(f"{len(kit)} cases, {len(differ)} verdicts differ")
sys.exit(bool(differ))
