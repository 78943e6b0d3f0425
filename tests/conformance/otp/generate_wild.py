#!/usr/bin/env python3
"""Writes random scenarios that generate.py does not reach: generate_wild.py KIND COUNT SEED > FILE.jsonl

KIND is supervision, windows, process, registry or gen_server. Labels are started again, supervisors come and go as children, specs are wrong,
calls have time limits of their own and overlap with slow ones. More of them than of generate.py's are races in OTP itself.
"""
import json
import random
import sys

REASONS = ["normal", "shutdown", {"shutdown": "x"}, "boom", "killed", "noproc", "crash"]


def worker(rng, name):
    spec = {"id": name, "restart": rng.choice(["permanent", "transient", "transient", "temporary"])}
    if rng.random() < 0.5:
        spec["trap_exit"] = True
        if rng.random() < 0.6:
            spec["terminate"] = rng.choice(["slow", "slow", "crash"])
    if rng.random() < 0.6:
        spec["shutdown"] = rng.choice(["brutal_kill", "infinity", 0, 20, 20, 5000])
    if rng.random() < 0.3:
        spec["init"] = rng.choice([["ok", "crash"], ["ok", "fail", "fail", "fail", "ok"], ["ignore", "ignore", "ok"], ["ok", "ignore", "ok"],
                                   ["ok", "fail", "ignore"], ["ok", "crash", "fail", "ok", "fail", "ok"], ["fail", "fail", "ok"]])
    return spec


def dynamic(rng, name):
    return {"kind": "dynamic", "id": name, "max_restarts": rng.choice([0, 1, 2, 4]), "max_seconds": 60,
            **({"max_children": rng.choice([0, 1, 2, 3])} if rng.random() < 0.5 else {})}


def tree(rng, name, names, depth):
    spec = {"kind": "supervisor", "id": name, "strategy": rng.choice(["one_for_one", "one_for_all", "rest_for_one"]),
            "max_restarts": rng.choice([0, 1, 2, 3, 6, 12]), "max_seconds": 60, "children": []}
    auto = rng.random() < 0.3
    if auto:
        spec["auto_shutdown"] = rng.choice(["any_significant", "all_significant"])
    for _ in range(rng.randint(0, 4)):
        roll = rng.random()
        child = names.pop(0)
        if depth < 4 and roll < 0.3:
            kid = tree(rng, child, names, depth + 1)
        elif roll < 0.42:
            kid = dynamic(rng, child)
        else:
            kid = worker(rng, child)
        if "kind" in kid:
            kid["restart"] = rng.choice(["permanent", "permanent", "transient", "temporary"])
            # Who terminates first below a supervisor that is killed is a race.
            if rng.random() < 0.3 and sum(s.get("trap_exit", False) for s, _ in flatten(kid)) < 2 and kid["kind"] == "supervisor":
                kid["shutdown"] = rng.choice(["brutal_kill", 20, 5000])
        if auto and rng.random() < 0.6 and kid["restart"] != "permanent":
            kid["significant"] = True
        spec["children"].append(kid)
    if depth == 1 and rng.random() < 0.06:
        wrong = rng.choice(["duplicate", "significant", "period"])
        if wrong == "period":
            spec["max_seconds"] = 0
        elif spec["children"] and wrong == "duplicate":
            spec["children"].append(dict(worker(rng, spec["children"][0]["id"])))
        elif spec["children"]:
            spec["children"][-1]["significant"] = True
    return spec


def flatten(spec, parent=None):
    yield spec, parent
    for child in spec.get("children", []):
        yield from flatten(child, spec)


def quiet(spec):
    return all(not s.get("trap_exit") for s, _ in flatten(spec))


def supervision(rng, name):
    names = [f"c{i}" for i in range(1, 200)]
    root = dynamic(rng, "root") if rng.random() < 0.25 else tree(rng, "root", names, 1)
    known = list(flatten(root))
    adopted = set()
    steps = []
    for _ in range(rng.randint(4, 14)):
        workers = [s for s, _ in known if "kind" not in s]
        sups = [s for s, _ in known if "kind" in s]
        sup = rng.choice(sups)
        mine = [s["id"] for s, p in known if p is sup]
        dynamics = [s["id"] for s, _ in known if s.get("kind") == "dynamic"]
        roll = rng.random()
        if roll < 0.25 and workers:
            steps.append({"do": "exit", "who": rng.choice(workers)["id"], "reason": rng.choice(REASONS)})
        elif roll < 0.36 and workers:
            steps.append({"do": "signal", "who": rng.choice(workers)["id"], "reason": rng.choice(["kill", "kill", "killed", "normal", {"shutdown": "x"}, "boom"])})
        elif roll < 0.42:
            kill = sup["id"] != "root" and quiet(sup) and sup["id"] not in adopted
            steps.append({"do": "signal", "who": sup["id"], "reason": "kill" if kill else rng.choice(["normal", "shutdown", "boom"])})
        elif roll < 0.47:
            steps.append({"do": "stop", "sup": sup["id"], "reason": rng.choice(["normal", "shutdown", "boom", {"shutdown": "x"}])})
        elif roll < 0.66:
            kind = rng.random()
            if kind < 0.15:
                child = tree(rng, names.pop(0), names, 3)
                child["restart"] = rng.choice(["permanent", "transient", "temporary"])
            elif kind < 0.22:
                child = dynamic(rng, names.pop(0))
            elif kind < 0.4 and [c for c in mine if c not in dynamics] and sup["kind"] == "supervisor":
                # The oracle takes a label for what its newest spec says, which differs for dynamic supervisors only.
                child = worker(rng, rng.choice([c for c in mine if c not in dynamics]))
            else:
                child = worker(rng, names.pop(0))
            if rng.random() < 0.15:
                child["significant"] = True
            if sup["kind"] == "dynamic" and child.get("shutdown") == 0:
                # Elixir's DynamicSupervisor refuses it, for no reason of OTP's.
                child["shutdown"] = 20
            if child["id"] not in [s["id"] for s, _ in known]:
                known += [(s, p or sup) for s, p in flatten(child)]
                if sup["kind"] == "dynamic":
                    adopted.add(sup["id"])
            steps.append({"do": "start_child", "sup": sup["id"], "child": child})
        elif roll < 0.8:
            who = rng.choice(mine or ["nobody"])
            if sup["kind"] == "dynamic" and not mine:
                continue
            steps.append({"do": "terminate_child", "sup": sup["id"], "who": who})
        elif roll < 0.92 and sup["kind"] == "supervisor":
            steps.append({"do": rng.choice(["restart_child", "restart_child", "delete_child"]), "sup": sup["id"], "who": rng.choice(mine or ["nobody"])})
        else:
            steps.append({"do": rng.choice(["which_children", "count_children"]), "sup": sup["id"]})
    for s, _ in known:
        if "kind" in s:
            steps.append({"do": rng.choice(["which_children", "which_children", "count_children"]), "sup": s["id"]})
    return {"name": name, "kind": "supervision", "tree": root, "steps": steps}


def windows(rng, name):
    """Windows of one second: of dynamic supervisors, of trees in trees, of tries that fail. Groups are short, pauses long."""
    plans = [["ok"], ["ok"], ["ok"], ["ok", "fail", "ok"], ["ok", "ok", "crash", "fail", "ok"], ["ok", "ok", "ignore", "ok"]]
    workers = [{"id": f"c{i}", "restart": rng.choice(["permanent", "permanent", "transient"]), "init": rng.choice(plans)}
               for i in range(1, rng.randint(2, 4))]
    limits = {"max_restarts": rng.choice([1, 2, 2, 3, 4]), "max_seconds": 1}
    steps = []
    if rng.random() < 0.5:
        inner = {"kind": "dynamic", "id": "in", **limits}
        steps = [{"do": "start_child", "sup": "in", "child": worker} for worker in workers]
    else:
        inner = {"kind": "supervisor", "id": "in", "strategy": rng.choice(["one_for_one", "one_for_all", "rest_for_one"]), **limits, "children": workers}
    outer = {"kind": "supervisor", "id": "out", "strategy": rng.choice(["one_for_one", "rest_for_one"]), "max_restarts": rng.choice([0, 1, 2]),
             "max_seconds": 1, "children": [{"id": "first"}, inner, {"id": "last"}]}
    ways = [("signal", "kill"), ("exit", "boom"), ("exit", "crash"), ("exit", "normal")]
    steps.append({"do": "wait", "ms": 2300})
    for _ in range(rng.randint(3, 6)):
        for _ in range(rng.choice([1, 1, 2, 2, 3])):
            do, reason = rng.choice(ways)
            steps.append({"do": do, "who": rng.choice(workers)["id"] if rng.random() < 0.9 else "last", "reason": reason})
        steps.append({"do": "wait", "ms": 2300})
    steps += [{"do": "which_children", "sup": "in"}, {"do": "which_children", "sup": "out"}]
    return {"name": name, "kind": "supervision", "tree": outer, "steps": steps}


def process(rng, name):
    labels = ["a", "b", "c", "d", "e", "f"][: rng.randint(1, 6)]
    steps = [{"do": "spawn", "as": l, "trap_exit": rng.random() < 0.5} for l in labels]
    names = [f"m{i}" for i in range(3)]
    for _ in range(rng.randint(6, 24)):
        a, b = rng.choice(labels), rng.choice(labels)
        steps.append(rng.choice([
            {"do": "link", "from": a, "to": b}, {"do": "link", "from": a, "to": b}, {"do": "unlink", "from": a, "to": b},
            {"do": "monitor", "from": a, "to": b, "as": rng.choice(names)}, {"do": "monitor", "from": a, "to": b, "as": rng.choice(names)},
            {"do": "demonitor", "from": a, "as": rng.choice(names)}, {"do": "trap_exit", "who": a, "on": rng.random() < 0.5},
            {"do": "signal", "from": a, "to": b, "reason": rng.choice(REASONS[:5] + ["kill"])},
            {"do": "exit", "who": a, "reason": rng.choice(REASONS + ["kill"])}]))
        if rng.random() < 0.1:
            new = f"x{len(steps)}"
            steps.append({"do": "spawn", "as": new, "trap_exit": rng.random() < 0.5, **({"link_to": a} if rng.random() < 0.7 else {})})
            labels.append(new)
    return {"name": name, "kind": "process", "steps": steps}


def registry(rng, name):
    labels, keys = ["a", "b", "c", "d", "e"], ["k1", "k2", "k3", "k4"]
    kind = rng.choice(["unique", "duplicate"])
    steps = [{"do": "spawn", "as": l} for l in labels]
    for i in range(rng.randint(10, 30)):
        who, key = rng.choice(labels), rng.choice(keys)
        choices = [{"do": "register", "who": who, "key": key, "value": rng.choice([i, -i, i * 1000])}] * 5 + [
            {"do": "unregister", "who": who, "key": key}, {"do": "lookup", "key": key}, {"do": "keys", "who": who},
            {"do": "values", "who": who, "key": key}, {"do": "count"}, {"do": "dispatch", "key": key}, {"do": rng.choice(["kill", "finish"]), "who": who}]
        if kind == "unique":
            choices += [{"do": "update_value", "who": who, "key": key, "by": -i}, {"do": "whereis", "key": key}]
        step = rng.choice(choices)
        steps.append(step)
        if step["do"] in ("kill", "finish") and rng.random() < 0.7:
            steps.append({"do": "spawn", "as": who})
    steps += [{"do": "lookup", "key": k} for k in keys] + [{"do": "keys", "who": l} for l in labels] + [{"do": "count"}]
    return {"name": name, "kind": "registry", "keys": kind, "partitions": rng.choice([1, 2, 3, 8]), "steps": steps}


def gen_server(rng, name):
    steps = []

    def start():
        s = {"do": "start", "as": rng.choice("st"), "init": rng.choice(["ok"] * 8 + ["continue", "timeout", "ignore", "stop", "exit", "stop_normal", "crash"])}
        if rng.random() < 0.7:
            s["name"] = rng.choice(["n1", "n1", "n2"])
        if rng.random() < 0.5:
            s["trap_exit"] = True
        if rng.random() < 0.5:
            s["stop_reason"] = rng.choice(["normal", "shutdown", "boom", {"shutdown": "x"}, "killed", "kill"])
        if rng.random() < 0.3:
            s["terminate"] = "crash"
        return s

    begun = [start(), start()]
    steps += begun
    ran = set()
    for i in range(rng.randint(6, 18)):
        if rng.random() < 0.15:
            begun.append(start())
            steps.append(begun[-1])
            continue
        s = rng.choice(begun[-3:])
        to = {"name": s["name"]} if "name" in s and rng.random() < 0.6 else {"who": s["as"]}
        acts = ["reply"] * 3 + ["reply_continue", "reply_timeout", "hold", "hold", "early", "slow", "stop_reply", "stop", "crash"]
        step = rng.choice([
            {"do": "call", **to, "v": i, "act": rng.choice(acts), **({"timeout": rng.choice([60, 400])} if rng.random() < 0.4 else {})},
            # Nothing may end about 150 ms after the last event: that is how long a step is watched.
            {"do": "call_later", **to, "v": i, "act": rng.choice([a for a in acts if a != "slow"]), **({"timeout": 60} if rng.random() < 0.4 else {})},
            {"do": "cast", **to, "v": i, "act": rng.choice(["noreply", "noreply", "continue", "release", "release", "stop", "crash"])},
            {"do": "info", **to, "v": i},
            {"do": "stop", **to, "reason": rng.choice(["normal", "shutdown", "boom", {"shutdown": "x"}])},
            {"do": "signal", "who": s["as"], "reason": rng.choice(["normal", "shutdown", "kill", "boom", "killed", {"shutdown": "x"}])},
            {"do": "alive", **to}])
        steps.append(step)
    # A label has a pid once an init of it ran: a server whose name is taken has none, so only the first start of a label counts.
    taken, fine = set(), []
    for step in steps:
        if step["do"] == "start":
            if step.get("name") is None or step["name"] not in taken:
                ran.add(step["as"])
            taken.add(step.get("name"))
            fine.append(step)
        elif "name" in step or step["who"] in ran:
            fine.append(step)
    return {"name": name, "kind": "gen_server", "steps": fine}


def main():
    kind, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    make = {"supervision": supervision, "windows": windows, "process": process, "registry": registry, "gen_server": gen_server}[kind]
    for i in range(count):
        rng = random.Random(f"wild/{kind}/{seed}/{i}")
        print(json.dumps(make(rng, f"wild-{kind}-{seed}-{i}"), separators=(",", ":")))


if __name__ == "__main__":
    main()
