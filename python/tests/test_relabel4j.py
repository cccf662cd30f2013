"""Run by `python -m unittest discover python/tests`, with RELABEL4J_HOME set and the package installed."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
import relabel4j

PAGE = Path(__file__).parents[2] / "docs" / "PYTHON.md"


def code(language):
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


class PageTest(unittest.TestCase):
    def test_python(self):
        seen = {}
        exec(compile(code("python"), str(PAGE), "exec"), seen)
        self.assertEqual(list("abcd"), sorted(seen["scores"].task))
        self.assertEqual([1, 2, 3, 4], list(seen["scores"]["rank"]))
        self.assertEqual([("d", "new")], list(zip(seen["batch"].task, seen["batch"].kind)))
        self.assertEqual(["a", "b", "c"], sorted(seen["best"].task))
        self.assertEqual({"ann", "bob", "cyd"}, set(seen["annotators"].annotator))
        self.assertEqual([4], list(seen["issues"].task))
        self.assertEqual([(0, 1)], list(zip(seen["issues"].given_label, seen["issues"].likeliest_label)))

    @unittest.skipUnless(shutil.which("Rscript"), "there is no R here")
    def test_r(self):
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder, "page.R")
            script.write_text(
                code("r") + '\nstopifnot(nrow(scores) == 3, scores$rank == 1:3, consensus$consensus_label == "cat")\n',
                encoding="utf-8",
            )
            path = os.path.dirname(relabel4j._launcher()) + os.pathsep + os.environ["PATH"]
            done = subprocess.run(["Rscript", str(script)], env={**os.environ, "PATH": path}, capture_output=True, text=True)
            self.assertEqual(0, done.returncode, done.stderr)


class WrapperTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = np.random.default_rng(1)
        cls.truth = rng.integers(0, 3, 40)
        cls.probs = rng.dirichlet(np.ones(3), 50)
        cls.labels = pd.DataFrame(
            [(i, f"p{j}", k if rng.random() < 0.8 else (k + 1) % 3) for i, k in enumerate(cls.truth) for j in range(3)],
            columns=["task", "annotator", "label"],
        )

    def test_what_is_no_table_is_refused(self):
        probs, labels = self.probs, self.labels
        for call, message in [
            (lambda: relabel4j.score([1, 2], probs), "labels is a list, expected a DataFrame with the columns task"),
            (lambda: relabel4j.score(None, probs), "labels is a NoneType, expected"),
            (lambda: relabel4j.score(labels, probs.astype(object)), "pred_probs_0 is an array of object in 2 dimensions"),
            (lambda: relabel4j.score(labels, probs[0]), "pred_probs_0 is an array of float64 in 1 dimensions"),
            (lambda: relabel4j.score(labels, probs, classes=["a", "b,c", "d"]), "class ['b,c'] has a comma"),
            (lambda: relabel4j.find_label_issues([0, 1], probs), "labels has 2 values, expected one for each of the 50 rows"),
            (
                lambda: relabel4j.score(labels, pd.DataFrame(probs, index=pd.MultiIndex.from_product([range(25), ["a", "b"]]))),
                "pred_probs_0 has an index of 2 levels, expected one",
            ),
        ]:
            with self.assertRaises(relabel4j.InputError) as raised:
                call()
            self.assertTrue(str(raised.exception).startswith(message), str(raised.exception))

    def test_the_same_numbers_as_the_command_line(self):
        scores = relabel4j.score(self.labels, self.probs, seed=3)
        with tempfile.TemporaryDirectory() as folder:
            self.labels.to_csv(f"{folder}/labels.csv", index=False)
            np.save(f"{folder}/probs.npy", self.probs)
            relabel4j.run("score", "--strategy", "activelab", "--seed", 3, "--labels", f"{folder}/labels.csv",
                          "--pred-probs", f"{folder}/probs.npy", "--out", f"{folder}/out.csv")
            rows = [line.split(",") for line in Path(folder, "out.csv").read_text().splitlines()[1:]]
        self.assertEqual(50, len(scores))
        self.assertEqual([int(row[0]) for row in rows], scores.task.tolist())
        self.assertEqual([float(row[2]) for row in rows], scores.score.tolist())

    def test_ids_and_classes_come_back_as_they_were(self):
        named = pd.DataFrame(self.probs, index=[f"00{i}" for i in range(50)], columns=["x", "y", "z"])
        labels = self.labels.assign(task=[f"00{i}" for i in self.labels.task], label=list(np.array(list("xyz"))[self.labels.label]))
        self.assertEqual({f"00{i}" for i in range(50)}, set(relabel4j.score(labels, named).task))
        best, annotators = relabel4j.consensus(labels, named)
        merged = best.merge(labels, on="task")
        self.assertEqual(120, len(merged))
        self.assertTrue(set(best.consensus_label) <= {"x", "y", "z"})
        self.assertEqual(set(labels.annotator), set(annotators.annotator))
        self.assertTrue(annotators.annotator_quality.between(0, 1).all())

    def test_an_array_and_a_table_of_one_content_give_one_answer(self):
        by_array = relabel4j.consensus(self.labels, self.probs).labels
        table = pd.DataFrame(self.probs)
        pd.testing.assert_frame_equal(by_array, relabel4j.consensus(self.labels, table).labels)
        renamed = self.labels.rename(columns={"task": "item", "label": "answer"})
        columns = {"task": "item", "label": "answer"}
        pd.testing.assert_frame_equal(by_array, relabel4j.consensus(renamed, table, columns=columns).labels)
        self.assertEqual("int64", str(by_array.task.dtype))
        self.assertTrue(set(by_array.consensus_label) <= {0, 1, 2})

    def test_wide_labels_with_gaps(self):
        wide = self.labels.pivot(index="task", columns="annotator", values="label").astype(float)
        wide.iloc[::4, 0] = np.nan
        kept = wide.melt(ignore_index=False, var_name="annotator", value_name="label").dropna().reset_index()
        kept["label"] = kept.label.astype(int)
        columns = ["task", "score"]
        expected = relabel4j.score(kept, self.probs).sort_values("task")[columns].reset_index(drop=True)
        found = relabel4j.score(wide, self.probs, wide=True).sort_values("task")[columns].reset_index(drop=True)
        pd.testing.assert_frame_equal(expected, found)

    def test_an_ensemble_and_embeddings(self):
        other = np.roll(self.probs, 1, axis=0)
        self.assertEqual(50, len(relabel4j.score(self.labels, [self.probs, other], strategy="disagreement")))
        batch = relabel4j.score(self.labels, self.probs, strategy="typiclust", embeddings=other, batch=7)
        self.assertEqual(7, len(batch))

    def test_issues_of_a_series(self):
        given = pd.Series(self.truth, index=[f"t{i}" for i in range(40)])
        values = np.full((40, 3), 0.05)
        values[np.arange(40), self.truth] = 0.9
        values[7] = np.roll(values[7], 1)
        issues = relabel4j.find_label_issues(given, pd.DataFrame(values, index=given.index))
        self.assertEqual(["t7"], list(issues.task))
        self.assertEqual([self.truth[7]], list(issues.given_label))

    def test_what_is_refused_is_told_in_the_programs_line(self):
        wrong = self.probs.copy()
        wrong[17] *= 0.5
        with self.assertRaises(ValueError) as raised:
            relabel4j.score(self.labels, wrong)
        self.assertIsInstance(raised.exception, relabel4j.InputError)
        self.assertIn("17", str(raised.exception))
        self.assertIn("pred_probs_0.npy", str(raised.exception))
        self.assertNotIn(tempfile.gettempdir() + os.sep, str(raised.exception))
        with self.assertRaisesRegex(relabel4j.InputError, 'did you mean'):
            relabel4j.score(self.labels, self.probs, strategy="activlab")

    def test_what_is_wrong_in_a_table_is_told_by_its_row(self):
        labels = self.labels.copy()
        labels.loc[5, "annotator"] = None
        with self.assertRaisesRegex(relabel4j.InputError, r"^labels, row 5 \(counted from 0\): has no annotator"):
            relabel4j.score(labels, self.probs)
        labels.loc[5, "annotator"] = "p0"
        with self.assertRaisesRegex(relabel4j.InputError, r"^labels, row 5 .* labels task \"1\" again, after row 3, "):
            relabel4j.score(labels, self.probs)
        with self.assertRaisesRegex(relabel4j.InputError, "^labels, names of columns: "):
            relabel4j.score(self.labels.rename(columns={"annotator": "w"}), self.probs)

    def test_a_misspelt_keyword_is_told_of_the_function(self):
        for call in (relabel4j.score, relabel4j.consensus, relabel4j.find_label_issues):
            with self.assertRaisesRegex(TypeError, rf"^{call.__name__}\(\) got an unexpected keyword argument 'normalize'$"):
                call(self.labels, self.probs, normalize=True)

    def test_a_missing_program_is_told(self):
        with mock.patch.dict(os.environ, {"RELABEL4J_HOME": "/nowhere"}):
            with self.assertRaisesRegex(relabel4j.Relabel4jError, "RELABEL4J_HOME is /nowhere"):
                relabel4j.score(self.labels, self.probs)
        with mock.patch.dict(os.environ, {"PATH": ""}):
            os.environ.pop("RELABEL4J_HOME", None)
            with self.assertRaisesRegex(relabel4j.Relabel4jError, "no relabel4j on the PATH"):
                relabel4j.score(self.labels, self.probs)

    def test_nothing_is_left_behind(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(tempfile, "tempdir", folder):
            relabel4j.score(self.labels, self.probs)
            with self.assertRaises(relabel4j.InputError):
                relabel4j.score(self.labels, self.probs, strategy="none-such")
            self.assertEqual([], os.listdir(folder))


if __name__ == "__main__":
    unittest.main()
