package org.relabel4j.datasets.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When the annotations of a table were last changed, if it says so: by row, in microseconds since 1970. */
final class UpdateTimes {
    /** The time of a row that has none. */
    private static final long NONE = Long.MIN_VALUE;

    private long[] times = new long[0];

    /** The column that holds them, or -1: {@code updated_at}, as Label Studio calls it. */
    static int column(List<String> header) {
        return header.stream().map(Header::key).toList().indexOf("updatedat");
    }

    /** An ISO time, in UTC unless it says otherwise; {@link Instant#MIN} if it is none, so that the order of rows counts. */
    static Instant parse(Object value) {
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value instanceof String text ? text.replace(' ', 'T') : "",
                    OffsetDateTime::from,
                    LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    boolean isEmpty() {
        return times.length == 0;
    }

    void set(int row, Instant time) {
        if (!time.equals(Instant.MIN)) {
            set(row, time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
        }
    }

    private void set(int row, long time) {
        int length = times.length;
        if (row >= length) {
            times = Arrays.copyOf(times, Math.max(row + (row >> 1), 1024));
            Arrays.fill(times, length, times.length, NONE);
        }
        times[row] = time;
    }

    private long get(int row) {
        return row < times.length ? times[row] : NONE;
    }

    /** The time of a row, if it has one. */
    Optional<Instant> at(int row) {
        long micros = get(row);
        return micros == NONE ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** Gives a row the time, if there is one, that another has among some times. */
    void copy(int row, UpdateTimes other, int otherRow) {
        if (other.get(otherRow) != NONE) {
            set(row, other.get(otherRow));
        }
    }

    /** Whether a row was changed before an earlier one of the file; false if a time is lacking. */
    boolean isBefore(int row, int earlier) {
        return get(row) != NONE && get(earlier) != NONE && get(row) < get(earlier);
    }
}
