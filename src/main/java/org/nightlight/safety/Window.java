package org.nightlight.safety;

import java.util.Arrays;

/**
 * Up to {@link #WIDTH} words of a reading, as one set of positions for each class. Windows overlap by half, so whatever
 * is said within {@link #STEP} words is seen whole in one of them.
 */
final class Window {
    static final int WIDTH = 62;
    static final int STEP = 31;

    private static final int ROW = Classes.LONGEST + 1;

    private final long[] starts;
    /** For each class, which lengths of words are present, as bits. */
    private final byte[] lengths;

    private final int[] touched;
    private int touchedCount;
    private int first;
    private int size;
    private long breaks;
    private long negations;
    private long beginnings;
    private long eaten;
    private long within = -1;

    Window(int classes) {
        starts = new long[ROW * classes];
        lengths = new byte[classes];
        touched = new int[classes];
    }

    /** Moves to the words from {@code first} on. */
    void slide(Reading reading, int first, int negation) {
        clear();
        this.first = first;
        size = Math.min(WIDTH, reading.size() - first);
        for (int i = 0; i < size; i++) {
            long bit = 1L << i;
            if (reading.isBreak(first + i)) {
                breaks |= bit;
            }
            if (first + i == 0 || reading.isBreak(first + i - 1)) {
                beginnings |= bit;
            }
            for (int type : reading.types(first + i)) {
                mark(1, type, bit);
                if (type == negation) {
                    negations |= bit;
                }
            }
            int[] phrases = reading.phrases(first + i);
            for (int p = 0; p < phrases.length; p += 2) {
                if (i + phrases[p] <= size) {
                    mark(phrases[p], phrases[p + 1], bit);
                }
            }
        }
    }

    private void mark(int words, int type, long bit) {
        if (lengths[type] == 0) {
            touched[touchedCount++] = type;
        }
        lengths[type] |= (byte) (1 << words);
        starts[type * ROW + words] |= bit;
    }

    private void clear() {
        for (int i = 0; i < touchedCount; i++) {
            int type = touched[i];
            lengths[type] = 0;
            Arrays.fill(starts, type * ROW, type * ROW + ROW, 0);
        }
        touchedCount = 0;
        breaks = 0;
        negations = 0;
        beginnings = 0;
        eaten = 0;
        within = -1;
    }

    long step(long reach, int type) {
        long open = reach & ~eaten & within;
        long all = 0;
        for (int left = lengths[type]; left != 0 && open != 0; left &= left - 1) {
            int words = Integer.numberOfTrailingZeros(left);
            all |= (open & starts[type * ROW + words]) << words;
        }
        return all;
    }

    boolean hasAny(int[] types) {
        for (int type : types) {
            if (lengths[type] != 0) {
                return true;
            }
        }
        return false;
    }

    int touchedCount() {
        return touchedCount;
    }

    int touched(int i) {
        return touched[i];
    }

    int first() {
        return first;
    }

    /** The positions at which a pattern may begin. */
    long all() {
        return (1L << size) - 1;
    }

    /** Positions holding words and not the end of a sentence. */
    long open() {
        return all() & ~breaks;
    }

    long negations() {
        return negations;
    }

    long beginnings() {
        return beginnings;
    }

    long endings() {
        return breaks | (1L << size);
    }

    /** Takes words away: an idiom has been recognised and its words mean nothing else. */
    void eat(long positions) {
        eaten |= positions;
    }

    /** Lets only these positions match, until the next call; -1 for all. */
    void limit(long positions) {
        within = positions;
    }

    /** The words of the same sentence around a span, at most {@code margin} to each side. */
    long around(int start, int end, int margin) {
        int low = start;
        while (low > 0 && start - low < margin && (breaks & (1L << (low - 1))) == 0) {
            low--;
        }
        int high = end;
        while (high < size && high - end < margin && (breaks & (1L << high)) == 0) {
            high++;
        }
        return span(low, high);
    }

    static long span(int start, int end) {
        return ((1L << end) - 1) & -(1L << start);
    }
}
