package org.relabel4j.models.backend;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

public final class Backends {
    public static void prepare() {
        int t = Integer.getInteger("thr", 1);
        Nd4j.factory().blas().setMaxThreads(t);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(t);
        System.err.println("T " + Nd4j.getEnvironment().maxThreads() + " "
                + Nd4j.getEnvironment().maxMasterThreads() + " "
                + NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads() + " "
                + Nd4j.factory().blas().getMaxThreads());
    }
}
