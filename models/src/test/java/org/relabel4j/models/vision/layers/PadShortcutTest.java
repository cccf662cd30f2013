package org.relabel4j.models.vision.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.backend.Backends;

class PadShortcutTest {
    /** 3 x 3 pixels of one channel, 1 to 9: the corners and the middle of the sides are left out. */
    @Test
    void takesEverySecondPixelAndPadsChannelsOnBothSides() {
        Backends.prepare();
        INDArray x = Nd4j.arange(1, 10).castTo(DataType.FLOAT).reshape(1, 3, 3, 1);
        var vertex = new PadShortcut(1).instantiate(null, "shortcut", 0, null, false, DataType.FLOAT);
        vertex.setInputs(x);

        INDArray y = vertex.doForward(true, LayerWorkspaceMgr.noWorkspaces());

        assertArrayEquals(new long[] {1, 2, 2, 3}, y.shape());
        assertArrayEquals(
                new float[] {0, 1, 0, 0, 3, 0, 0, 7, 0, 0, 9, 0}, y.data().asFloat());

        vertex.setEpsilon(Nd4j.arange(12).castTo(DataType.FLOAT).reshape(1, 2, 2, 3));
        INDArray dx = vertex.doBackward(false, LayerWorkspaceMgr.noWorkspaces()).getSecond()[0];

        assertArrayEquals(new float[] {1, 0, 4, 0, 0, 0, 7, 0, 10}, dx.data().asFloat());
        assertEquals(new PadShortcut(1), new PadShortcut(1).clone());
    }
}
