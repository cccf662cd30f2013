package org.relabel4j.models.weights;

import java.nio.ByteBuffer;

/** The types of numbers that a safetensors file can hold, with what they are called there. */
enum DType {
    F64(8, Kind.FLOAT),
    F32(4, Kind.FLOAT),
    F16(2, Kind.FLOAT),
    BF16(2, Kind.FLOAT),
    F8_E5M2(1, Kind.OTHER),
    F8_E4M3(1, Kind.OTHER),
    C64(8, Kind.OTHER),
    I64(8, Kind.INTEGER),
    I32(4, Kind.INTEGER),
    I16(2, Kind.INTEGER),
    I8(1, Kind.INTEGER),
    U64(8, Kind.OTHER),
    U32(4, Kind.INTEGER),
    U16(2, Kind.INTEGER),
    U8(1, Kind.INTEGER),
    BOOL(1, Kind.INTEGER);

    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int HALF_FRACTION_BITS = 10;
    private static final int FLOAT_EXPONENT_BIAS = 127;
    private static final int FLOAT_FRACTION_BITS = 23;

    private final int bytes;
    private final Kind kind;

    private enum Kind {
        FLOAT,
        INTEGER,
        OTHER
    }

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Bytes of a number. */
    int bytes() {
        return bytes;
    }

    /** Whether {@link #nextFloat} reads it. */
    boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /** Whether {@link #nextLong} reads it. */
    boolean isInteger() {
        return kind == Kind.INTEGER;
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

    /** Reads a number from a little-endian buffer; of BOOL, 0 or 1 as it stands there. */
    long nextLong(ByteBuffer buffer) {
        return switch (this) {
            case I64 -> buffer.getLong();
            case I32 -> buffer.getInt();
            case U32 -> buffer.getInt() & 0xFFFFFFFFL;
            case I16 -> buffer.getShort();
            case U16 -> buffer.getShort() & 0xFFFF;
            case I8 -> buffer.get();
            case U8, BOOL -> buffer.get() & 0xFF;
            default -> throw new IllegalStateException(this + " is no integer type that is read");
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
