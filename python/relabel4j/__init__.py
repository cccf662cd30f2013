"""Relabel4J from Python: which examples to label next, the best label of each, and which labels are probably wrong.

Each function writes its arguments to a temporary folder, calls the program, and reads back what it wrote. The program is
the launcher ``bin/relabel4j`` of the folder in RELABEL4J_HOME (an unpacked archive, or a source tree), or else the
``relabel4j`` on the PATH; it needs Java 17 or newer.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = ["Consensus", "InputError", "Relabel4jError", "consensus", "find_label_issues", "run", "score"]

_ROLES = ("task", "annotator", "label")
_CLASS_COLUMNS = ("consensus_label", "given_label", "likeliest_label", "worst_class")


class Relabel4jError(RuntimeError):
    """The program is missing, or failed; the message is its line."""


class InputError(Relabel4jError, ValueError):
    """An argument that the program cannot use; the message says what, where and how to fix it."""


class Consensus(NamedTuple):
    """The best label of each task, and how good each annotator is, the worst first."""

    labels: pd.DataFrame
    annotators: pd.DataFrame


def run(*args):
    """Calls the program as on the command line, and returns what it prints.

    Raises InputError where it refuses its arguments (exit code 2), and Relabel4jError where it fails otherwise.
    """
    try:
        done = subprocess.run(
            [_launcher(), *map(str, args)], capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
        )
    except OSError as problem:
        raise Relabel4jError(f"the program cannot be started: {problem}") from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.startswith("relabel4j: ")]
        message = "\n".join(line[len("relabel4j: ") :] for line in lines) or done.stderr.strip()
        raise (InputError if done.returncode == 2 else Relabel4jError)(message or f"exit code {done.returncode}")
    return done.stdout


def score(labels, pred_probs=None, *, strategy="activelab", embeddings=None, batch=None, seed=0, **more):
    """Scores every task by how much one more label would help: lower = ask sooner.

    labels: DataFrame with the columns task, annotator, label, a row a label; or, with wide=True, a row a task and a column
        an annotator (tasks in the index, NaN for no label).
    pred_probs: out-of-sample class probabilities: a DataFrame with tasks in the index and a column a class, or an array
        whose row numbers are the tasks and whose columns are the classes 0, 1, ... or those of classes=[...]. A list of
        several makes an ensemble. Rows of tasks that nobody has labelled yet belong to it: they are scored too.
    strategy: a name of ``relabel4j strategies``.
    embeddings: a vector a task, as DataFrame or array, for the strategies that look at them.
    batch: return only so many tasks, those that the strategy chooses together, with their kind: new or repeat.
    seed: of all that is random.
    more: options={"ratio": 0.3} of the strategy; columns={"task": "item"} where labels' columns have other names; classes,
        wide, multi_label, normalise, repeats as the command line has them.

    Returns a DataFrame with the columns task, annotations, score, rank (and kind), the lowest score first.
    """
    with _Call("score", labels, pred_probs, **more) as call:
        if embeddings is not None:
            call.option("--embeddings", call.write(embeddings, "embeddings"))
        if batch is not None:
            call.option("--batch", batch)
        return call("score", "--strategy", strategy, "--seed", seed)


def consensus(labels, pred_probs=None, *, method=None, seed=0, **more):
    """Finds the best label of each task, how sure it is, and how good each annotator is.

    method: a name of ``relabel4j consensus-methods``; by default crowdlab with pred_probs, and dawid-skene without.
    The other arguments are those of score.

    Returns the labels (task, consensus_label, consensus_quality_score, annotator_agreement, num_annotations) and the
    annotators (annotator, annotator_quality, agreement_with_consensus, worst_class, num_examples_labeled).
    """
    method = method or ("dawid-skene" if pred_probs is None else "crowdlab")
    with _Call("consensus", labels, pred_probs, **more) as call:
        best = call("consensus", "--method", method, "--seed", seed, "--annotators", call.path("annotators.csv"))
        return Consensus(best, call.read("annotators.csv"))


def find_label_issues(labels, pred_probs, *, rule="prune-by-noise-rate", rank_by="self-confidence", **more):
    """Finds labels that are probably wrong, where each task has one label, by confident learning.

    labels: a Series with tasks in the index; an array, with a label for each row of pred_probs; or a DataFrame with the
        columns task and label.

    Returns a DataFrame with the columns task, given_label, likeliest_label, label_quality_score, rank, the worst first.
    """
    if not isinstance(labels, pd.DataFrame):
        values = labels if isinstance(labels, pd.Series) else pd.Series(np.asarray(labels))
        if not isinstance(labels, pd.Series) and len(values) == len(pred_probs):
            values.index = _tasks(pred_probs)
        if len(values) != len(pred_probs):
            raise InputError(f"labels has {len(values)} values, expected one for each of the {len(pred_probs)} rows of pred_probs")
        labels = pd.DataFrame({"task": values.index, "label": values.to_numpy()})
    with _Call("find_label_issues", labels, pred_probs, **more) as call:
        return call("find-issues", "--rule", rule, "--rank-by", rank_by)


def _launcher():
    windows = os.name == "nt"
    home = os.environ.get("RELABEL4J_HOME")
    if home is None:
        found = shutil.which("relabel4j")
        if found is None:
            raise Relabel4jError(
                "there is no relabel4j on the PATH; set RELABEL4J_HOME to the folder of an unpacked release, or of the sources"
            )
        return found
    name = "relabel4j.cmd" if windows else "relabel4j"
    for launcher in (Path(home, "bin", name), Path(home, name)):
        if launcher.is_file():
            return str(launcher)
    raise Relabel4jError(f"RELABEL4J_HOME is {home}, but there is neither bin/{name} nor {name} in it")


def _tasks(pred_probs):
    """The tasks of a table: a DataFrame's index, or the numbers of an array's rows."""
    return pred_probs.index if isinstance(pred_probs, pd.DataFrame) else range(len(pred_probs))


def _expect(holds, what, expected):
    if not holds:
        raise InputError(f"{what}, expected {expected}")


def _numbers(texts):
    """Numbers to the last digit, which pd.to_numeric does not promise; whole ones where all are."""
    if all(text.isdigit() for text in texts):
        return [int(text) for text in texts]
    return [float(text or "nan") for text in texts]


def _place(match):
    """Where a table is wrong, of a file's name and line."""
    name, line = match[1], int(match[2])
    return f"{name}, names of columns" if line == 1 else f"{name}, row {line - 2} (counted from 0)"


def _told(message, folder):
    """A message as it would be of tables, not of files in a temporary folder with a line of names before the first row."""
    placed = re.sub(re.escape(folder) + r"(\w+)\.csv:(\d+)\b", _place, message)
    other = re.sub(r", (after|which) line (\d+)", lambda at: f", {at[1]} row {int(at[2]) - 2}", placed)
    return other.replace(folder, "")


class _Call:
    """One call of a command in a temporary folder. What it gives back has the ids and classes that were given, not their text."""

    def __init__(
        self, caller, labels, pred_probs, *, options=None, columns=None, classes=None, wide=False, multi_label=False,
        normalise=False, repeats=None, **unknown,
    ):
        for name in unknown:
            raise TypeError(f"{caller}() got an unexpected keyword argument '{name}'")
        self._folder = tempfile.TemporaryDirectory(prefix="relabel4j-")
        self._args = []
        self._known = {}
        try:
            _expect(
                isinstance(labels, pd.DataFrame), f"labels is a {type(labels).__name__}",
                "a DataFrame with the columns task, annotator, label, or with wide=True a column an annotator",
            )
            labels = labels.rename(columns={given: role for role, given in (columns or {}).items()})
            self._write_labels(labels, wide)
            members = pred_probs if isinstance(pred_probs, (list, tuple)) else [] if pred_probs is None else [pred_probs]
            for number, member in enumerate(members):
                self.option("--pred-probs", self.write(member, f"pred_probs_{number}"))
                self._know("label", member.columns if isinstance(member, pd.DataFrame) else range(np.shape(member)[1]))
            if classes is not None:
                comma = [name for name in map(str, classes) if "," in name]
                _expect(not comma, f"class {comma} has a comma", "none in classes=[...]; name the columns of a DataFrame so")
                self.option("--classes", ",".join(map(str, classes)))
                self._know("label", classes)
            if repeats is not None:
                self.option("--repeats", repeats)
            for key, value in (options or {}).items():
                self.option("--option", f"{key}={value}")
            flags = {"--wide": wide, "--multi-label": multi_label, "--normalise": normalise}
            self._args += [flag for flag, on in flags.items() if on]
        except BaseException:
            self._folder.cleanup()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def __call__(self, command, *args):
        try:
            run(command, *self._args, *args, "--out", self.path("out.csv"))
        except Relabel4jError as problem:
            raise type(problem)(_told(str(problem), self.path(""))) from None
        return self.read("out.csv")

    def option(self, name, value):
        self._args += [name, str(value)]

    def path(self, name):
        return os.path.join(self._folder.name, name)

    def write(self, table, name):
        """An array as .npy, a DataFrame as CSV with the index as tasks; returns the file."""
        if not isinstance(table, pd.DataFrame):
            array = np.asarray(table)
            _expect(
                array.ndim == 2 and array.dtype.kind in "fiub", f"{name} is an array of {array.dtype} in {array.ndim} dimensions",
                "numbers in two: a row a task; several models are a list of such",
            )
            np.save(self.path(name + ".npy"), array, allow_pickle=False)
            self._know("task", range(len(table)))
            return self.path(name + ".npy")
        _expect(table.index.nlevels == 1, f"{name} has an index of {table.index.nlevels} levels", "one: the tasks")
        self._know("task", table.index)
        table.to_csv(self.path(name + ".csv"), index_label="task")
        return self.path(name + ".csv")

    def _write_labels(self, labels, wide):
        # Whole numbers beside NaN are floats in pandas, but the class is 1, not 1.0.
        labels = labels.convert_dtypes()
        if wide:
            self._know("task", labels.index)
            self._know("annotator", labels.columns)
            for column in labels:
                self._know("label", labels[column].dropna())
        else:
            for role in _ROLES:
                self._know(role, labels[role].dropna() if role in labels else [])
        labels.to_csv(self.path("labels.csv"), index=wide, index_label="task" if wide else None)
        self.option("--labels", self.path("labels.csv"))

    def _know(self, role, values):
        known = self._known.setdefault(role, {})
        known.update((str(value), value) for value in pd.unique(pd.Series(values)) if str(value) not in known)

    def read(self, name):
        table = pd.read_csv(self.path(name), dtype=str, keep_default_na=False)
        for column in table:
            role = "label" if column in _CLASS_COLUMNS else column
            if role in _ROLES:
                known = self._known.get(role, {})
                table[column] = [np.nan if text == "" else known.get(text, text) for text in table[column]]
            elif column != "kind":
                table[column] = _numbers(table[column])
        return table
