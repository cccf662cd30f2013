package org.relabel4j.models.vision.pretraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;

class NtXentTest {
    private static double[] random(int length, long seed) {
        return new SplittableRandom(seed).doubles(length, -2, 2).toArray();
    }

    @Test
    void isTheLossWorkedByHand() {
        // Two images, four views: (1,0), (2,0) of the first, (0,1), (0,3) of the second. Cosines: 1 with the other
        // view, 0 with
        // the two of the other image. At t = 0.5 each view's loss is -2 + ln(e^2 + 2 e^0).
        NtXent apart = new NtXent(new double[] {1, 0, 2, 0, 0, 1, 0, 3}, 2, 0.5);

        assertEquals(Math.log(Math.exp(2) + 2) - 2, apart.loss(), 1e-12);

        // All alike: each of three others is as likely as the next.
        assertEquals(Math.log(3), new NtXent(new double[] {1, 2, 1, 2, 1, 2, 1, 2}, 2, 0.5).loss(), 1e-12);
        // One image alone has nothing to be told from.
        assertEquals(0, new NtXent(new double[] {1, 2, 3, -1}, 2, 0.5).loss(), 1e-12);
    }

    @Test
    void gradientIsTheSlopeByFiniteDifferences() {
        double[] z = random(8 * 5, 3);
        double[] gradient = new NtXent(z, 5, 0.3).gradient();

        double step = 1e-5;
        for (int n = 0; n < z.length; n++) {
            double[] up = z.clone();
            double[] down = z.clone();
            up[n] += step;
            down[n] -= step;
            double slope = (new NtXent(up, 5, 0.3).loss() - new NtXent(down, 5, 0.3).loss()) / (2 * step);
            // Central differences err by step² times a third derivative of order 1 to 100, and by rounding / step.
            assertEquals(slope, gradient[n], 1e-8, "slope by value " + n);
        }
    }

    @Test
    void lengthsAndTheOrderOfImagesDoNotMatter() {
        double[] z = random(6 * 4, 5);
        double[] longer = z.clone();
        double[] swapped = new double[z.length];
        for (int d = 0; d < 4; d++) {
            longer[d] *= 7;
        }
        System.arraycopy(z, 8, swapped, 0, 16);
        System.arraycopy(z, 0, swapped, 16, 8);

        double loss = new NtXent(z, 4, 0.5).loss();

        assertEquals(loss, new NtXent(longer, 4, 0.5).loss(), 1e-12);
        assertEquals(loss, new NtXent(swapped, 4, 0.5).loss(), 1e-12);
    }

    @Test
    void bearsVectorsOfZerosAndSmallTemperatures() {
        NtXent zeros = new NtXent(new double[8], 2, 0.5);
        NtXent sharp = new NtXent(new double[] {1, 0, -1, 0, 1, 0, -1, 0}, 2, 0.001);

        assertEquals(Math.log(3), zeros.loss(), 1e-12);
        assertArrayEquals(new double[8], zeros.gradient(), 1e-12);
        // The other view is at cosine -1, one of another image at 1: 2 / t.
        assertEquals(2000, sharp.loss(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new NtXent(new double[6], 2, 0.5));
    }

    /** What Deeplearning4j makes of the loss: its gradients are sums over the batch, its score a mean. */
    @Test
    void networkGradientsAreTheSlopesOfItsScore() {
        ResNet network = TinyImages.basic(Shortcut.PAD);
        ComputationGraph graph = ResNetGraphs.projecting(
                network,
                TinyImages.SHAPE,
                new NtXentLoss(0.5),
                Training.defaults(),
                RandomWeights.withProjection(network, 3, 6, 1));
        try {
            graph.setInputs(TinyImages.input(8, TinyImages.SHAPE, 2));
            graph.setLabels(Nd4j.zeros(8, 1));
            graph.computeGradientAndScore();
            for (String key : new String[] {"fc.2_W", "fc.0_W", "layer2.0.conv1_W"}) {
                INDArray gradient =
                        graph.gradient().getGradientFor(key).dup('c').reshape(-1);
                // Along the gradient itself the slope is its length: one difference for all of a tensor's values.
                double length = gradient.norm2Number().doubleValue();
                assertTrue(length > 1e-3, key);
                INDArray parameter = graph.getParam(key);
                INDArray direction = gradient.div(length).reshape('c', parameter.shape());
                double slope =
                        (score(graph, parameter, direction, 1e-3) - score(graph, parameter, direction, -1e-3)) / 2e-3;
                // 32-bit floats and ReLUs: 2 %.
                assertEquals(length / 8, slope, 0.02 * length / 8, key);
            }
        } finally {
            graph.close();
        }
    }

    private static double score(ComputationGraph graph, INDArray parameter, INDArray direction, double step) {
        INDArray before = parameter.dup();
        parameter.addi(direction.mul(step));
        graph.computeGradientAndScore();
        parameter.assign(before);
        return graph.score();
    }
}
