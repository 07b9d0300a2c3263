#!/bin/sh
# Kills `stemma build` again and again at a random moment: each time the file must be sound, and a finishing run must give
# what an undisturbed build gives, byte for byte.
# usage: kill_build.sh STEMMA FOLDER-OF-TEXTS [ROUNDS [SEED]]      SPDX-License-Identifier: GPL-2.0-or-later
set -eu
stemma=$1 texts=$2 rounds=${3:-200} seed=${4:-1}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
python3 - "$stemma" "$texts" "$rounds" "$seed" "$work" <<'PY'
import os, random, signal, subprocess, sys, time
stemma, texts, rounds, seed, work = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
random.seed(seed)
graph = os.path.join(work, 'g.db')
def run(*args):
    return subprocess.run([stemma, *args], capture_output=True)
def fresh():
    for end in ('', '-wal', '-shm', '-journal'):
        if os.path.exists(graph + end):
            os.remove(graph + end)
start = time.perf_counter()
assert run('build', '-q', '-g', graph, texts).returncode == 0
whole = time.perf_counter() - start
wanted = run('export', '-g', graph, '--all').stdout
documents = len(run('documents', '-g', graph, '--format', 'tsv').stdout.splitlines()) - 1
kept, before, finished = [], 0, 0
for round in range(rounds):
    fresh()
    threads = str(random.choice([1, 1, 2]))
    child = subprocess.Popen([stemma, 'build', '-q', '-j', threads, '-g', graph, texts], stderr=subprocess.DEVNULL)
    time.sleep(random.random() * whole)
    child.send_signal(signal.SIGKILL)
    finished += child.wait() == 0
    if not os.path.exists(graph) or os.path.getsize(graph) == 0 and not os.path.exists(graph + '-wal'):
        before += 1
    else:
        check = run('check', '-g', graph)
        if check.returncode == 4 and b'an empty file' in check.stderr:
            before += 1  # killed before the schema was there
        else:
            assert check.returncode == 0, (round, check.stdout, check.stderr)
            kept.append(len(run('documents', '-g', graph, '--format', 'tsv').stdout.splitlines()) - 1)
    assert run('build', '-q', '-g', graph, texts).returncode == 0, round
    check = run('check', '-g', graph)
    assert check.returncode == 0, (round, check.stdout)
    assert run('export', '-g', graph, '--all').stdout == wanted, f'round {round}: another graph'
some = sum(0 < k < documents for k in kept)
print(f'{rounds} kills in a build of {documents} documents ({whole:.2f} s): {before} before the file was made, '
      f'{some} with some of the documents stored, {finished} too late; all sound, all finished to the same bytes')
PY
