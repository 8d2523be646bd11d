"""Times `steerscope analogies` beside NumPy, and compares what they find: see benchmarks/scripts/analogies.sh."""

import json
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]


def run(command, threads, **environment):
    """Standard output, seconds by the clock, of processor time, and the most memory in MiB (of this child alone)."""
    probe = (
        "import resource,subprocess,sys,time;t=time.time();r=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE);"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);sys.stdout.buffer.write(r.stdout);"
        "print('\\n',time.time()-t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024,r.returncode)"
    )
    limits = {name: str(threads) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    out = subprocess.run(
        [sys.executable, "-c", probe, *command], stdout=subprocess.PIPE, env={**os.environ, **limits, **environment}
    ).stdout.decode()
    text, figures = out.rstrip("\n").rsplit("\n", 1)
    wall, cpu, memory, code = map(float, figures.split())
    if code:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return text, wall, cpu, memory


def main(vectors, questions, vocabulary="30000", controls="20", threads=str(os.cpu_count())):
    java = f"-XX:ActiveProcessorCount={threads} " + os.environ.get("STEERSCOPE_JAVA_OPTIONS", "")
    steerscope = [str(HOME / "steerscope"), "analogies", "--vectors", vectors, "--questions", questions]
    steerscope += ["--ignore-case", "--vocabulary", vocabulary]
    steerscope += ["--methods", "3cosadd,3cosmul,pair-direction,only-c,only-b"]
    numpy = [sys.executable, str(Path(__file__).with_name("numpy_analogies.py")), vectors, questions, vocabulary]
    run([steerscope[0], "--version"], threads)  # builds it where its sources have changed, before the clock runs
    print(f"vocabulary {vocabulary}, {threads} threads\n{'':24}{'wall s':>8}{'cpu s':>8}{'MiB':>8}")
    for rounds in sorted({"0", controls}, key=int):
        for name, command in (
            ("steerscope", [*steerscope, "--controls", rounds]),
            ("numpy", [*numpy, rounds, threads]),
        ):
            text, wall, cpu, memory = run(command, threads, STEERSCOPE_JAVA_OPTIONS=java)
            print(f"{name + ', ' + rounds + ' controls':24}{wall:8.1f}{cpu:8.1f}{memory:8.0f}", flush=True)
    peer = json.loads(text)
    found = json.loads(
        run([*steerscope, "--controls", controls, "--format", "json"], threads, STEERSCOPE_JAVA_OPTIONS=java)[0]
    )
    print(f"\n{'':26}{'n':>7}{'top 1':>8}{'top 5':>8}{'exchanged':>11}   numpy: top 1, top 5, exchanged")
    for key, (n, top1, top5, exchanged) in peer.items():
        total = found["totals"][key]
        control = found["controls"][key]["top1"]["mean"] if "controls" in found else float("nan")
        print(
            f"{key:26}{total['n']:7}{total['top1']:8}{total['top5']:8}{control:11.4f}"
            f"   {'' if n == total['n'] else n} {top1} {top5} {float('nan') if exchanged is None else exchanged:.4f}"
        )
    for key, gain in found["gain_over_only_c"].items():
        low, high = gain["ci95_sections"]
        print(f"gain of {key}: {gain['gain']:+.3f} [{low:+.3f}, {high:+.3f}], Holm p {gain['p_holm']:.2g}")


if __name__ == "__main__":
    main(*sys.argv[1:])
