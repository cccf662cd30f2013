package org.relabel4j.models.vision;

/** How a residual block's shortcut grows with the number of channels (He et al. 2016, section 3.3). */
public enum Shortcut {
    /** Option A: every second pixel of every second row, and channels of zeros on both sides. Has no parameters. */
    PAD,
    /** Option B: a convolution 1 × 1 with batch norm. */
    PROJECTION
}
