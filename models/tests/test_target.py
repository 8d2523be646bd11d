"""Where an export writes: what it refuses before the work, what it leaves, and what it mends."""

import fcntl
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import make_clip_folder

from steerscope_models import cli
from steerscope_models.export import target as targets
from steerscope_models.export.target import RefusedTarget, TargetFailure, TargetFolder, check_bundle_target

OVERWRITE = partial(check_bundle_target, overwrite=True)
NEW = partial(check_bundle_target, overwrite=False)


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def write_bundle(folder, content="old"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bundle.json").write_text(f'{{"files": {{"x.pt": {{}}}}, "content": "{content}"}}')
    (folder / "x.pt").write_text(content)
    return folder


def put(folder, check=OVERWRITE, **options):
    with TargetFolder(folder, check, **options) as writer:
        write_bundle(writer.content, "new")
        writer.put_in_place()


def killed(folder, moment):
    """Leaves what a process leaves that is killed while `writing`, or when it has `moved` the old bundle away."""
    script = f"""
import os, sys
from pathlib import Path
from functools import partial
from steerscope_models.export import target
writer = target.TargetFolder(Path({str(folder)!r}), partial(target.check_bundle_target, overwrite=True))
writer.__enter__()
(writer.content / "bundle.json").write_text("{{}}")
if {moment!r} == "moved":
    rename = Path.rename
    Path.rename = lambda self, to: os.kill(os.getpid(), 9) if self == writer.content else rename(self, to)
    writer.put_in_place()
os.kill(os.getpid(), 9)
"""
    process = subprocess.run([sys.executable, "-c", script], env=environment())
    assert process.returncode == -signal.SIGKILL


def environment(**more):
    return {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1", **more}


def test_folder_of_a_user_with_the_name_of_old_work_folders_is_not_touched(export, clip_folder, tmp_path):
    for name in ("bundle.partial", ".bundle.partial", ".bundle.steerscope-notes123", ".bundle.steerscope-work"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("mine")
    before = names(tmp_path)
    assert export(clip_folder, tmp_path / "bundle")[0] == 0
    assert names(tmp_path) == sorted([*before, "bundle"])
    assert (tmp_path / "bundle.partial" / "thesis.txt").read_text() == "mine"
    assert names(tmp_path / ".bundle.steerscope-notes123") == ["thesis.txt"]


def test_work_folders_of_dead_processes_alone_are_removed(tmp_path):
    killed(tmp_path / "bundle", "writing")
    killed(tmp_path / "other", "writing")
    left = names(tmp_path)
    assert len([name for name in left if name.startswith(".bundle.steerscope")]) == 2
    put(tmp_path / "bundle")
    assert names(tmp_path) == sorted(["bundle", *(name for name in left if name.startswith(".other"))])


def test_old_bundle_is_put_back_after_a_kill_between_the_two_moves(tmp_path):
    target = write_bundle(tmp_path / "bundle")
    killed(target, "moved")
    assert not target.exists()
    lines = []
    with TargetFolder(target, OVERWRITE, progress=lines.append):
        assert (target / "x.pt").read_text() == "old"
    assert len(lines) == 1 and "put back" in lines[0]
    assert names(tmp_path) == ["bundle"]


def test_replaced_bundle_is_back_when_the_new_one_cannot_be_moved(tmp_path, monkeypatch):
    target = write_bundle(tmp_path / "bundle")
    rename = Path.rename

    def fail(self, to):
        if self.name == "content":
            raise OSError(5, "Input/output error")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output"):
        put(target)
    assert (target / "x.pt").read_text() == "old"
    assert names(tmp_path) == ["bundle"]


def test_second_export_to_a_target_is_refused_at_once(export, clip_folder, tmp_path):
    with TargetFolder(tmp_path / "bundle", NEW) as writer:
        status, error = export(clip_folder, tmp_path / "bundle")
        assert (status, error.count("\n")) == (1, 1) and "is being written by another process" in error
        assert writer.content.is_dir()
        assert export(clip_folder, tmp_path / "other")[0] == 0
    assert names(tmp_path) == ["other"]
    put(tmp_path / "bundle")


def test_lock_that_was_removed_while_it_was_waited_for_is_taken_anew(tmp_path, monkeypatch):
    flock, calls = fcntl.flock, []

    def remove_first(lock, operation):
        if not calls:
            (tmp_path / ".bundle.steerscope.lock").unlink()
        calls.append(operation)
        flock(lock, operation)

    monkeypatch.setattr(targets.fcntl, "flock", remove_first)
    put(tmp_path / "bundle")
    assert len(calls) == 2 and names(tmp_path) == ["bundle"]


@pytest.mark.parametrize("options", [(), ("--overwrite",)])
@pytest.mark.parametrize("made", ["bundle", "empty", "dangling", "file"])
def test_link_is_refused_before_the_work(clip_folder, tmp_path, capsys, options, made):
    aim, link = tmp_path / "aim", tmp_path / "link"
    if made == "bundle":
        write_bundle(aim)
    elif made == "empty":
        aim.mkdir()
    elif made == "file":
        aim.touch()
    link.symlink_to(aim)
    assert cli.main(["export", "--source", str(clip_folder), "--bundle", str(link), *options]) == 2
    out, error = capsys.readouterr()
    assert f"{link} is a link to {aim}" in error and error.count("\n") == 1 and out == ""
    assert link.is_symlink() and (made != "bundle" or (aim / "x.pt").read_text() == "old")


def test_folder_with_more_than_its_bundle_is_not_replaced(tmp_path):
    target = write_bundle(tmp_path / "bundle")
    (target / "notes.txt").write_text("mine")
    with pytest.raises(RefusedTarget, match="notes.txt is no file of the bundle"):
        put(target)
    (target / "notes.txt").unlink()
    (target / "images").mkdir()
    with pytest.raises(RefusedTarget, match="images is no file of the bundle"):
        put(target)
    (target / "images").rmdir()
    put(target)
    assert (target / "x.pt").read_text() == "new"


def test_folder_that_was_filled_during_the_work_is_not_replaced(tmp_path):
    target = tmp_path / "bundle"
    with pytest.raises(RefusedTarget, match="not empty"), TargetFolder(target, OVERWRITE) as writer:
        target.mkdir()
        (target / "cat.png").touch()
        writer.put_in_place()
    assert names(tmp_path) == ["bundle"] and names(target) == ["cat.png"]


@pytest.mark.parametrize("name", ["..", ".", "new/.."])
def test_target_without_a_name_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RefusedTarget, match="no name of its own"):
        put(Path(name))


def test_parents_are_made_and_removed_again_when_nothing_came_of_it(tmp_path):
    with TargetFolder(tmp_path / "a" / "b" / "bundle", NEW):
        assert (tmp_path / "a" / "b").is_dir()
    assert names(tmp_path) == []
    put(tmp_path / "a" / "b" / "bundle")
    assert names(tmp_path / "a" / "b") == ["bundle"]


def test_place_that_cannot_be_written_to_is_one_line_before_the_work(clip_folder, tmp_path, capsys):
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "bundle", Path("/proc/nothing/bundle")):
        assert cli.main(["export", "--source", str(clip_folder), "--bundle", str(place)]) == 1
        out, error = capsys.readouterr()
        assert str(place) in error and "cannot be made" in error and error.count("\n") == 1 and out == ""


def test_long_names_have_work_folders_too(tmp_path):
    put(tmp_path / ("n" * 255))
    assert names(tmp_path) == ["n" * 255]


def test_permissions_are_those_of_any_new_folder(tmp_path):
    put(tmp_path / "bundle")
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "bundle").stat().st_mode == (tmp_path / "plain").stat().st_mode


def run_export(source, bundle, size=None, before=""):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    arguments = ["export", "--source", str(source), "--bundle", str(bundle)]
    code = f"from steerscope_models import cli; from steerscope_models.export import bundle; {before or 'pass'}"
    command = [sys.executable, "-c", f"{code}; raise SystemExit(cli.main({arguments!r}))"]
    return subprocess.run(
        command, env=environment(OMP_NUM_THREADS="1"), capture_output=True, text=True, preexec_fn=size and limit
    )


@pytest.mark.parametrize("size", [20_000, 1_000_000, 2_000_000])
def test_file_that_cannot_grow_is_one_line_and_leaves_nothing(tmp_path, size):
    source = make_clip_folder("tiny-clip", tmp_path / "hf" / "tiny-clip")
    ended = run_export(source, tmp_path / "out" / "bundle", size=size)
    assert ended.returncode == 1, ended.stderr
    assert ended.stderr.count("\n") == 1 and "encoder.pt" in ended.stderr and "File too large" in ended.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture
def small_disk(tmp_path):
    """A function that mounts a file system of a size; where this user may not, the test is skipped."""
    mounted = []

    def mount(megabytes):
        folder = tmp_path / "disk"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
        if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("needs the right to mount a tmpfs; see the test of files that cannot grow")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


def test_disk_without_room_for_the_files_is_one_line_before_they_are_made(small_disk, tmp_path):
    disk = small_disk(7)
    source = make_clip_folder("tiny-clip", tmp_path / "hf" / "tiny-clip")
    ended = run_export(source, disk / "bundle")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert f"{disk} has 7.3 MB of free space, and at least 7.6 MB are needed" in ended.stderr
    assert "encoder" not in ended.stdout and names(disk) == []


@pytest.mark.parametrize(
    ("megabytes", "file"), [(2, "image_encoder.pt"), (4, "text_encoder.pt"), (6, "text_encoder.pt")]
)
def test_disk_that_fills_up_meanwhile_is_one_line_and_leaves_nothing(small_disk, tmp_path, megabytes, file):
    disk = small_disk(megabytes)
    source = make_clip_folder("tiny-clip", tmp_path / "hf" / "tiny-clip")
    ended = run_export(source, disk / "bundle", before="bundle.require_space = lambda *_: None")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert ended.stderr.endswith(f"{file}: No space left on device; nothing is left of it\n")
    assert names(disk) == []


def test_terminated_in_the_middle_of_a_file_leaves_nothing(tmp_path):
    source = make_clip_folder("tiny-clip", tmp_path / "hf" / "tiny-clip")
    code = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(143));"
        "from steerscope_models.export import torchscript; torchscript._save = lambda *_: time.sleep(60);"
        "from steerscope_models import cli;"
        f"sys.exit(cli.main(['export', '--source', {str(source)!r}, '--bundle', {str(tmp_path / 'out' / 'bundle')!r}]))"
    )
    with subprocess.Popen([sys.executable, "-c", code], env=environment(), stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(children(process.pid)) == 0:
            time.sleep(0.05)
        copies = children(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert process.returncode == 143 and len(copies) == 1
    assert not Path(f"/proc/{copies[0]}").exists()
    assert not (tmp_path / "out").exists()


def children(pid):
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else []


def test_random_weights_go_the_same_way(tmp_path, capsys):
    partial_ = tmp_path / "weights.partial"
    partial_.mkdir()
    (partial_ / "mine.txt").touch()
    config = make_clip_folder("tiny-clip", tmp_path / "hf" / "tiny-clip")
    command = ["random", "--config", str(config), "--out", str(tmp_path / "weights")]
    with TargetFolder(tmp_path / "weights", NEW):
        assert cli.main(command) == 1
        assert "is being written by another process" in capsys.readouterr().err
    assert cli.main(command) == 0
    assert names(tmp_path) == ["hf", "weights", "weights.partial"] and names(partial_) == ["mine.txt"]
    assert cli.main(command) == 2
    assert "is not an empty folder" in capsys.readouterr().err


def test_failure_of_a_target_is_an_error_of_the_system():
    assert issubclass(TargetFailure, OSError)
