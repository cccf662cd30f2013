package org.relabel4j.core.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.Probabilities;

/**
 * CROWDLAB and ActiveLab as plain loops over a dense label table, written from the formulas and shared with nothing: slow and
 * obvious. Only the majority vote is taken from the library (which has tests of its own).
 */
public final class PlainCrowdLab {
    public final int[] consensus;
    public final double[] quality;
    public final double[] scores;
    public final double[] modelWeights;
    public final double[] annotatorWeights;
    public final double[] temperatures;
    public final double[][] posterior;
    /** Gap between the two largest values where the consensus was decided; below rounding it may go either way. */
    public final double[] gap;

    private final int n;
    private final int m;
    private final int k;
    private final int[][] labels;
    private final double[][][] p;
    private double likelihood;

    public PlainCrowdLab(Annotations annotations, List<Probabilities> predProbs, boolean calibrated) {
        n = annotations.numExamples();
        m = annotations.numAnnotators();
        k = annotations.numClasses();
        labels = new int[n][m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                labels[i][j] = annotations.labelBy(i, j);
            }
        }
        p = new double[predProbs.size()][n][k];
        for (int l = 0; l < p.length; l++) {
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                    p[l][i][c] = predProbs.get(l).get(i, c);
                }
            }
        }
        temperatures = new double[p.length];
        Arrays.fill(temperatures, 1);
        modelWeights = new double[p.length];
        annotatorWeights = new double[m];
        posterior = new double[n][k];
        quality = new double[n];
        scores = new double[n];
        gap = new double[n];
        Arrays.fill(gap, Double.POSITIVE_INFINITY);
        boolean overlap = false;
        for (int i = 0; i < n; i++) {
            overlap |= count(i) > 1;
        }
        if (overlap && calibrated) {
            for (int l = 0; l < p.length; l++) {
                temperatures[l] = bestTemperature(p[l]);
                p[l] = scale(p[l], temperatures[l]);
            }
        }
        int[] majority = new MajorityVote()
                .infer(annotations, Arrays.asList(views()), new SplittableRandom(1))
                .labels();
        if (overlap) {
            weigh(majority);
            fillPosterior();
            consensus = bestClasses(majority);
            weigh(consensus);
            fillPosterior();
        } else {
            consensus = majority;
            weighEqually();
        }
        fillQualities();
        fillScores(overlap, calibrated);
    }

    private Probabilities[] views() {
        Probabilities[] views = new Probabilities[p.length];
        for (int l = 0; l < views.length; l++) {
            views[l] = new Rows(p[l]);
        }
        return views;
    }

    private record Rows(double[][] rows) implements Probabilities {
        @Override
        public int numExamples() {
            return rows.length;
        }

        @Override
        public int numClasses() {
            return rows[0].length;
        }

        @Override
        public double get(int i, int k) {
            return rows[i][k];
        }

        @Override
        public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
            for (int i = fromRow; i < toRow; i++) {
                System.arraycopy(rows[i], 0, destination, offset + (i - fromRow) * numClasses(), numClasses());
            }
        }
    }

    private int count(int i) {
        int count = 0;
        for (int label : labels[i]) {
            count += label >= 0 ? 1 : 0;
        }
        return count;
    }

    private double crossEntropy(double[][] rows, double temperature) {
        double sum = 0;
        int labelled = 0;
        for (int i = 0; i < n; i++) {
            if (count(i) == 0) {
                continue;
            }
            double total = 0;
            double largest = Arrays.stream(rows[i]).max().orElseThrow();
            for (double x : rows[i]) {
                total += Math.pow(x / largest, 1 / temperature);
            }
            for (int j = 0; j < m; j++) {
                if (labels[i][j] >= 0) {
                    double scaled = Math.pow(rows[i][labels[i][j]] / largest, 1 / temperature) / total;
                    sum -= Math.log(Math.max(scaled, 1e-30)) / count(i);
                }
            }
            labelled++;
        }
        return sum / labelled / Math.log(k);
    }

    private double bestTemperature(double[][] rows) {
        double[] coarse = {0.1, 0.2, 0.5, 0.8, 1, 2, 3, 5, 8};
        int best = best(rows, coarse);
        double[] fine = new double[(best > 0 ? 4 : 0) + (best < 8 ? 5 : 0)];
        int place = 0;
        for (int step = 0; best > 0 && step < 4; step++) {
            fine[place++] = coarse[best - 1] + (coarse[best] - coarse[best - 1]) / 4 * step;
        }
        for (int step = 0; best < 8 && step < 5; step++) {
            fine[place++] = step == 4 ? coarse[best + 1] : coarse[best] + (coarse[best + 1] - coarse[best]) / 4 * step;
        }
        return fine[best(rows, fine)];
    }

    /** The first point that is not worse than any other but by rounding. */
    private int best(double[][] rows, double[] grid) {
        double[] values = Arrays.stream(grid).map(t -> crossEntropy(rows, t)).toArray();
        double smallest = Arrays.stream(values).min().orElseThrow();
        int best = 0;
        while (values[best] > smallest + 1e-12) {
            best++;
        }
        return best;
    }

    private double[][] scale(double[][] rows, double temperature) {
        double[][] scaled = new double[n][k];
        for (int i = 0; i < n; i++) {
            double total = 0;
            for (int c = 0; c < k; c++) {
                scaled[i][c] = Math.pow(Math.max(rows[i][c], 1e-30), 1 / temperature);
                total += scaled[i][c];
            }
            for (int c = 0; c < k; c++) {
                scaled[i][c] /= total;
            }
        }
        return scaled;
    }

    private static int argmax(double[] row) {
        int best = 0;
        for (int c = 1; c < row.length; c++) {
            best = row[c] > row[best] ? c : best;
        }
        return best;
    }

    private void weigh(int[] truth) {
        double agreement = 0;
        double multiple = 0;
        double labelled = 0;
        double all = 0;
        int[] classCounts = new int[k];
        double[] mistakes = new double[p.length];
        for (int i = 0; i < n; i++) {
            labelled += count(i) > 0 ? 1 : 0;
            all += count(i);
            if (count(i) > 1) {
                multiple++;
                for (int j = 0; j < m; j++) {
                    agreement += labels[i][j] == truth[i] ? 1.0 / count(i) : 0;
                }
                classCounts[truth[i]]++;
                for (int l = 0; l < p.length; l++) {
                    mistakes[l] += argmax(p[l][i]) != truth[i] ? 1 : 0;
                }
            }
        }
        likelihood = agreement / multiple;
        int mostCommon = Arrays.stream(classCounts).max().orElseThrow();
        double baseline = Math.max(1 - mostCommon / multiple, 1e-6);
        for (int l = 0; l < p.length; l++) {
            modelWeights[l] = Math.max(1 - mistakes[l] / multiple / baseline, 1e-6) * Math.sqrt(all / labelled);
        }
        double[] g = agreementsWithOthers();
        for (int j = 0; j < m; j++) {
            annotatorWeights[j] = Math.max(1 - (1 - g[j]) / baseline, 1e-6);
        }
    }

    private double[] agreementsWithOthers() {
        double[] g = new double[m];
        for (int j = 0; j < m; j++) {
            double pairs = 0;
            for (int i = 0; i < n; i++) {
                for (int other = 0; other < m && labels[i][j] >= 0; other++) {
                    if (other != j && labels[i][other] >= 0) {
                        pairs++;
                        g[j] += labels[i][other] == labels[i][j] ? 1 : 0;
                    }
                }
            }
            g[j] /= pairs;
        }
        double mean = Arrays.stream(g).filter(x -> !Double.isNaN(x)).average().orElseThrow();
        for (int j = 0; j < m; j++) {
            boolean idle = true;
            for (int i = 0; i < n; i++) {
                idle &= labels[i][j] < 0;
            }
            if (Double.isNaN(g[j]) && !idle) {
                g[j] = mean;
            }
        }
        return g;
    }

    private void weighEqually() {
        Arrays.fill(modelWeights, 1);
        for (int j = 0; j < m; j++) {
            annotatorWeights[j] = Double.NaN;
            for (int i = 0; i < n; i++) {
                annotatorWeights[j] = labels[i][j] >= 0 ? 1 : annotatorWeights[j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                for (double[][] model : p) {
                    posterior[i][c] += model[i][c] / p.length;
                }
            }
        }
    }

    private void fillPosterior() {
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                double top = 0;
                double bottom = 0;
                for (int l = 0; l < p.length; l++) {
                    top += modelWeights[l] * p[l][i][c];
                    bottom += modelWeights[l];
                }
                for (int j = 0; j < m; j++) {
                    if (labels[i][j] >= 0) {
                        top += annotatorWeights[j] * (labels[i][j] == c ? likelihood : (1 - likelihood) / (k - 1));
                        bottom += annotatorWeights[j];
                    }
                }
                posterior[i][c] = top / bottom;
            }
        }
    }

    private int[] bestClasses(int[] majority) {
        int[] best = majority.clone();
        for (int i = 0; i < n; i++) {
            if (count(i) > 0) {
                int first = argmax(posterior[i]);
                for (int c = 0; c < k; c++) {
                    gap[i] = c == first ? gap[i] : Math.min(gap[i], posterior[i][first] - posterior[i][c]);
                }
                best[i] = gap[i] == 0 ? majority[i] : first;
            }
        }
        return best;
    }

    private void fillQualities() {
        for (int i = 0; i < n; i++) {
            quality[i] = consensus[i] < 0 ? Double.NaN : posterior[i][consensus[i]];
        }
    }

    private void fillScores(boolean overlap, boolean calibrated) {
        double mean = Arrays.stream(annotatorWeights)
                .filter(w -> !Double.isNaN(w))
                .average()
                .orElse(1);
        double models = Arrays.stream(modelWeights).sum();
        for (int i = 0; i < n; i++) {
            double weight = models;
            double sum = 0;
            for (int j = 0; j < m; j++) {
                weight += labels[i][j] >= 0 ? annotatorWeights[j] : 0;
            }
            if (count(i) > 0) {
                sum = weight * quality[i];
            } else {
                double[][] rows = new double[p.length][];
                for (int l = 0; l < p.length; l++) {
                    rows[l] = overlap && calibrated ? p[l][i] : scale(p[l], 1)[i];
                }
                int chosen = plurality(rows, i);
                for (int l = 0; l < p.length; l++) {
                    sum += modelWeights[l] * rows[l][chosen];
                }
            }
            scores[i] = (sum + mean / k) / (weight + mean);
        }
    }

    /** The class that most models think likeliest; a tie goes to the larger mean probability (and counts as near, if close). */
    private int plurality(double[][] rows, int i) {
        double[] votes = new double[k];
        double[] means = new double[k];
        for (double[] row : rows) {
            votes[argmax(row)]++;
            for (int c = 0; c < k; c++) {
                means[c] += row[c];
            }
        }
        double most = Arrays.stream(votes).max().orElseThrow();
        int best = -1;
        for (int c = 0; c < k; c++) {
            if (votes[c] == most) {
                gap[i] = best < 0 ? gap[i] : Math.min(gap[i], Math.abs(means[c] - means[best]));
                best = best < 0 || means[c] > means[best] ? c : best;
            }
        }
        return best;
    }
}
