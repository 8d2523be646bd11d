"""`models/steerscope-models`: what it refuses before it installs, what it installs, and what it mends.

It runs in a copy of `models` whose packages are empty wheels; pip installs them from a folder.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

MODELS = Path(__file__).parents[1]
BASE = getattr(sys, "_base_executable", sys.executable)
PACKAGES = {
    "torch": ("2.13.0+cpu", "torch"), "tokenizers": ("0.23.2", "tokenizers"), "safetensors": ("0.8.0", "safetensors"),
    "pyyaml": ("6.0.3", "yaml"), "numpy": ("2.4.6", "numpy"),
}  # fmt: skip
STAND_IN = "import sys\nprint('ran', sys.prefix, sys.argv[1:])\n"
SHELLS = [shell for shell in ("dash", "bash") if shutil.which(shell)]


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def make_wheel(folder, name, version, module):
    information = f"{name}-{version}.dist-info"
    files = {
        f"{module}/__init__.py": "",
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{information}/RECORD"] = "\n".join([*record, f"{information}/RECORD,,"]) + "\n"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


class Copy:
    """A copy of `models`, with wheels beside it and a `python3` that has none of them."""

    def __init__(self, folder):
        self.home = folder / "the models"
        ignored = shutil.ignore_patterns("tests", "toybox", ".venv*", "__pycache__")
        shutil.copytree(MODELS, self.home, ignore=ignored)
        (self.home / "steerscope_models" / "__main__.py").write_text(STAND_IN)
        self.venv, self.lock = self.home / ".venv", self.home / ".venv.lock"
        self.wheels = folder / "wheels"
        for name, (version, module) in PACKAGES.items():
            make_wheel(self.wheels, name, version, module)
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "python3").write_text(f'#!/bin/sh\nexec "{BASE}" "$@"\n')
        (self.bin / "python3").chmod(0o755)
        self.source = folder / "a checkpoint"
        self.source.mkdir()
        (self.source / "config.json").write_text("{}")
        self.bundle = folder / "out" / "bundle"

    def run(self, *arguments, shell="sh", script=None, **environment):
        others = ("PIP_", "PYTHON", "STEERSCOPE")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        settings = {
            "PATH": f"{self.bin}:{os.environ['PATH']}", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull, **environment,
        }  # fmt: skip
        return subprocess.run(
            [shell, script or self.home / "steerscope-models", *arguments], env={**kept, **settings},
            capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def export(self, *options, **settings):
        return self.run("export", "--source", str(self.source), "--bundle", str(self.bundle), *options, **settings)

    def ready(self):
        ended = self.export()
        assert ended.returncode == 0, ended.stderr
        return self

    @property
    def packages(self):
        return next((self.venv / "lib").glob("python*")) / "site-packages"


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


def says_one_line(ended, status, *words):
    assert (ended.returncode, ended.stderr.count("\n")) == (status, 1), ended.stderr
    assert all(word in ended.stderr for word in words), ended.stderr
    return True


@pytest.mark.parametrize("shell", SHELLS)
def test_first_export_installs_what_export_needs_and_says_how_much(copy, shell, tmp_path):
    link = tmp_path / "bin" / "link"
    link.symlink_to("../the models/steerscope-models")
    ended = copy.export("--steps", "7", shell=shell, script=link)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"ran {copy.venv} ['export', '--source', '{copy.source}'")
    lines = ended.stderr.splitlines()
    assert len(lines) == 3 and all(line.startswith("steerscope-models: ") for line in lines)
    assert "torch" in lines[1] and "230 MB to download" in lines[1] and "1000 MB on disk" in lines[1]
    installed = {entry.name.split("-")[0].lower() for entry in copy.packages.glob("*.dist-info")}
    assert set(PACKAGES) <= installed and not {"transformers", "scipy", "pillow"} & installed
    again = copy.export(shell=shell)
    assert (again.returncode, again.stderr) == (0, "") and not copy.lock.exists()


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["export", "--sorce", "x"], 2, "required"),
        (["export", "--source", "no/checkpoint", "--bundle", "b"], 2, "hf download no/checkpoint"),
        (["export", "--source", "nowhere", "--bundle", "b"], 2, "nowhere is not a folder"),
        (["export", "--source", ".", "--bundle", "b", "--dtype", "int8"], 2, "--dtype"),
        (["export", "--source", ".", "--bundle", "b", "--scheduler", "heun"], 2, "euler-ancestral"),
        (["export", "--source", ".", "--bundle", "b", "--id", "a b"], 2, "--id"),
        (["export", "--source", ".", "--bundle", "b", "--tokenizer", "nowhere"], 2, "--tokenizer"),
        (["export", "--source", ".", "--bundle", "/usr", "--overwrite"], 2, "holds no bundle"),
        (["random", "--config", "no-model", "--out", "b"], 2, "no-model"),
        (["random", "--config", "ssd-1b", "--out", "/usr"], 2, "not an empty folder"),
        (["train"], 2, "train"),
        ([], 2, "COMMAND"),
    ],
)
def test_mistake_costs_no_installation(copy, arguments, status, word):
    says_one_line(copy.run(*arguments), status, word)
    assert not copy.venv.exists() and not copy.lock.exists()


def test_help_and_version_cost_no_installation(copy):
    for arguments in (["--help"], ["--version"], ["export", "--help"]):
        ended = copy.run(*arguments)
        assert (ended.returncode, ended.stderr) == (0, "") and ended.stdout
    assert not copy.venv.exists()


def test_interpreter_that_lacks_something_is_one_line_with_the_fix(copy):
    ended = copy.export(STEERSCOPE_PYTHON=BASE, PYTHONNOUSERSITE="1")
    says_one_line(ended, 1, f"{BASE} has ", "no torch>=2.7,<2.14", "-m pip install -r", "unset STEERSCOPE_PYTHON")
    assert not copy.venv.exists()


def test_interpreter_that_has_all_is_used_as_it_is(copy, tmp_path):
    own = tmp_path / "own"
    subprocess.run([BASE, "-m", "venv", "--without-pip", own], check=True)
    site = next((own / "lib").glob("python*")) / "site-packages"
    for wheel in copy.wheels.iterdir():
        zipfile.ZipFile(wheel).extractall(site)
    ended = copy.export(STEERSCOPE_PYTHON=str(own / "bin" / "python"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"ran {own} ['export'") and not copy.venv.exists()
    old = next(site.glob("torch-*.dist-info")) / "METADATA"
    old.write_text(old.read_text().replace("2.13.0+cpu", "2.6.1"))
    ended = copy.export(STEERSCOPE_PYTHON=str(own / "bin" / "python"))
    says_one_line(ended, 1, "torch 2.6.1 in place of torch>=2.7,<2.14")


@pytest.mark.parametrize(
    ("script", "word"), [("exit 3", "older than Python 3.10"), ("exit 1", "cannot be run"), (None, "is not found")]
)
def test_interpreter_that_is_none_is_one_line(copy, tmp_path, script, word):
    python = tmp_path / "python"
    if script:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    says_one_line(copy.export(STEERSCOPE_PYTHON=str(python)), 1, word, "STEERSCOPE_PYTHON")


def dangling(copy):
    for name in ("python", "python3"):
        (copy.venv / "bin" / name).unlink()
        (copy.venv / "bin" / name).symlink_to("/usr/bin/python-of-before")


def other_version(copy):
    settings = copy.venv / "pyvenv.cfg"
    settings.write_text("".join(
        "version = 3.1.4\n" if line.startswith("version") else line for line in settings.open().readlines()
    ))  # fmt: skip


def interrupted(copy):
    copy.lock.write_text("An installation has begun.\n")


def half_a_package(copy):
    shutil.rmtree(copy.packages / "torch")


def no_pip(copy):
    shutil.rmtree(copy.packages / "pip")
    shutil.rmtree(copy.packages / "numpy")
    shutil.rmtree(next(copy.packages.glob("numpy-*")))


def only_begun(copy):
    shutil.rmtree(copy.venv / "bin")
    shutil.rmtree(copy.venv / "lib")
    (copy.venv / "pyvenv.cfg").unlink()
    (copy.venv / "bin").mkdir()


@pytest.mark.parametrize("breaking", [dangling, other_version, interrupted, half_a_package, no_pip, only_begun])
def test_half_made_environment_is_made_anew(copy, breaking):
    copy.ready()
    (copy.venv / "left.txt").touch()
    if breaking is only_begun:
        (copy.venv / "left.txt").unlink()
    breaking(copy)
    ended = copy.export()
    assert ended.returncode == 0, ended.stderr
    assert f"making {copy.venv} anew" in ended.stderr and ended.stdout.startswith(f"ran {copy.venv}")
    assert not (copy.venv / "left.txt").exists() and not copy.lock.exists()
    assert copy.export().stderr == ""


def test_package_that_is_lacking_is_added_without_the_others(copy):
    copy.ready()
    (copy.venv / "kept.txt").touch()
    shutil.rmtree(copy.packages / "yaml")
    shutil.rmtree(next(copy.packages.glob("pyyaml-*")))
    ended = copy.export()
    assert ended.returncode == 0 and "(pyyaml>=6,<7): a few MB" in ended.stderr
    assert (copy.venv / "kept.txt").exists()


def test_failure_of_pip_keeps_what_was_there(copy):
    copy.ready()
    (copy.venv / "kept.txt").touch()
    shutil.rmtree(copy.packages / "yaml")
    shutil.rmtree(next(copy.packages.glob("pyyaml-*")))
    ended = copy.export(PIP_FIND_LINKS=str(copy.source))
    assert ended.returncode == 1 and ended.stderr.splitlines()[-1].endswith("with PIP_INDEX_URL or PIP_FIND_LINKS")
    assert copy.export().returncode == 0 and (copy.venv / "kept.txt").exists()


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_no_environment_is_left_alone(copy, kind):
    if kind == "folder":
        copy.venv.mkdir()
        (copy.venv / "thesis.txt").touch()
    elif kind == "file":
        copy.venv.touch()
    else:
        copy.venv.symlink_to("nowhere")
    says_one_line(copy.export(), 1, str(copy.venv), "move it away" if kind == "folder" else "remove it")
    assert copy.venv.is_symlink() or copy.venv.exists()


def test_two_first_exports_install_once(copy):
    ended = []
    threads = [threading.Thread(target=lambda: ended.append(copy.export())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.returncode for one in ended] == [0, 0], ended
    assert sum(one.stderr.count("installing what export needs") for one in ended) == 1
    assert not copy.lock.exists()


def test_command_without_torch_is_one_line(copy, tmp_path):
    shutil.copy(MODELS / "steerscope_models" / "__main__.py", copy.home / "steerscope_models")
    ended = subprocess.run(
        [BASE, "-s", "-m", "steerscope_models", "export", "--source", copy.source, "--bundle", copy.bundle],
        cwd=copy.home, capture_output=True, text=True, env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if ended.returncode == 2:
        pytest.skip(f"{BASE} has torch")
    says_one_line(ended, 1, "has no torch; install with", "requirements.txt")
