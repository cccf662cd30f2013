package org.relabel4j.models.vision.layers;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps that turn a layer's configuration into a working layer, the same for all. */
final class Instances {
    private Instances() {}

    static Layer connect(
            Layer layer,
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        Map<String, INDArray> table = conf.getLayer().initializer().init(conf, parameters, initialise);
        layer.setParamTable(table);
        layer.setConf(conf);
        return layer;
    }

    /**
     * @throws IllegalArgumentException unless the network computes in 32-bit floats
     */
    static void requireFloats(DataType type, String layerName) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("layer " + layerName + " computes in FLOAT, but the network in " + type
                    + "; build the network with standard layers");
        }
    }
}
