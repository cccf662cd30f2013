package org.relabel4j.models.weights;

import java.nio.ByteBuffer;

/** The types of numbers that a safetensors file can hold, with what they are called there. */
enum DType {
    F64(8, true),
    F32(4, true),
    F16(2, true),
    BF16(2, true),
    F8_E5M2(1, false),
    F8_E4M3(1, false),
    C64(8, false),
    I64(8, false),
    I32(4, false),
    I16(2, false),
    I8(1, false),
    U64(8, false),
    U32(4, false),
    U16(2, false),
    U8(1, false),
    BOOL(1, false);

    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int HALF_FRACTION_BITS = 10;
    private static final int FLOAT_EXPONENT_BIAS = 127;
    private static final int FLOAT_FRACTION_BITS = 23;

    private final int bytes;
    private final boolean isFloat;

    DType(int bytes, boolean isFloat) {
        this.bytes = bytes;
        this.isFloat = isFloat;
    }

    /** Bytes of a number. */
    int bytes() {
        return bytes;
    }

    /** Whether {@link #nextFloat} reads it. */
    boolean isFloat() {
        return isFloat;
    }

    /** Reads a number from a little-endian buffer; of 64 bits it keeps the nearest float. */
    float nextFloat(ByteBuffer buffer) {
        return switch (this) {
            case F64 -> (float) buffer.getDouble();
            case F32 -> buffer.getFloat();
            case F16 -> halfToFloat(buffer.getShort());
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
            default -> throw new IllegalStateException(this + " is no floating-point type that is read");
        };
    }

    /** The float of an IEEE 754 binary16 number, exactly. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> HALF_FRACTION_BITS) & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            // Zero and subnormal numbers: the fraction counts steps of 2^-24.
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int floatExponent = exponent == 0x1F ? 0xFF : exponent - HALF_EXPONENT_BIAS + FLOAT_EXPONENT_BIAS;
        return Float.intBitsToFloat(
                sign | floatExponent << FLOAT_FRACTION_BITS | fraction << (FLOAT_FRACTION_BITS - HALF_FRACTION_BITS));
    }
}
