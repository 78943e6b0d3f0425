#!/usr/bin/env python3
"""Plays fresh scenarios on Erlang/OTP and on otp-core, and says where they differ: fresh.py [--wild] KIND FILES SEED

FILES files of 50 scenarios each, from the seeds SEED, SEED+1, ...; KIND is one of generate.py's, with --wild one of
generate_wild.py's. OTP plays each file twice, in real time, several files at once; scenarios on which the two runs differ are races
in OTP itself and are left out. Needs elixir and cargo.
"""
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WORKSPACE = HERE.parents[2]
SIZE = 50
AT_ONCE = 5


def record(generator, kind, seed, folder):
    file = folder / f"{kind}-{seed}.jsonl"
    made = subprocess.run([sys.executable, str(HERE / generator), kind, str(SIZE), str(seed)], capture_output=True, text=True, check=True)
    file.write_text(made.stdout)
    runs = [subprocess.run(["elixir", str(HERE / "oracle.exs"), str(file)], capture_output=True, text=True, check=True).stdout
            for _ in range(2)]
    return list(zip(made.stdout.splitlines(), *(run.splitlines() for run in runs), strict=True))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--wild"]
    generator = "generate_wild.py" if "--wild" in sys.argv else "generate.py"
    kind, files, seed = arguments[0], int(arguments[1]), int(arguments[2])
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            recorded = [line for lines in pool.map(lambda i: record(generator, kind, seed + i, folder), range(files)) for line in lines]
        kept = [(scenario, json.loads(first)) for scenario, first, second in recorded if first == second]
        scenarios = folder / "kept.jsonl"
        scenarios.write_text("".join(scenario + "\n" for scenario, _ in kept))
        played = subprocess.run(["cargo", "run", "--release", "-q", "-p", "conformance", "--", str(scenarios)],
                                cwd=WORKSPACE, capture_output=True, text=True)
    sys.stderr.write(played.stderr)
    got = {trace["name"]: trace for trace in map(json.loads, played.stdout.splitlines())}
    differing = [(scenario, expected) for scenario, expected in kept if got.get(expected["name"]) != expected]
    for scenario, expected in differing:
        print(json.dumps({"scenario": json.loads(scenario), "expected": expected, "got": got.get(expected["name"])}))
    print(f"{kind}: {len(recorded)} recorded, {len(kept)} kept, {len(kept) - len(differing)} agree", file=sys.stderr)
    sys.exit(bool(differing) or played.returncode)


if __name__ == "__main__":
    main()
