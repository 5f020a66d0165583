package org.nightlight.safety.meaning;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a text for what it means: over the whole, a stretch at a time, and sentence by sentence. Pure; any number of threads
 * at once. Of a long text the stretches that its words make most suspicious are read by the language model, and all of it by
 * its words, so that the time for any text is bounded.
 */
public final class Meaning {
    /** Stretches of {@link Encoder#MOST} pieces that the language model reads of one text. */
    private static final int STRETCHES = 6;
    /** A sentence of fewer pieces is read with the next one. */
    private static final int SHORTEST = 4;

    private final Encoder encoder;
    private final Head head;

    Meaning(Encoder encoder, Head head) {
        this.encoder = encoder;
        this.head = head;
    }

    /** @throws IllegalStateException when model or head are missing, broken or cannot run on this machine */
    public static Meaning builtIn() {
        try (InputStream in = Meaning.class.getResourceAsStream("/safety/meaning.head")) {
            if (in == null) {
                throw new IOException("missing: meaning.head");
            }
            return of(Encoder.builtIn(), in);
        } catch (IOException failed) {
            throw new IllegalStateException("the head could not be read", failed);
        }
    }

    /** @throws IOException when the head is not what {@link Trainer} wrote */
    public static Meaning of(Encoder encoder, InputStream head) throws IOException {
        return new Meaning(encoder, Head.read(head));
    }

    /** Names model, data and way of training. */
    public String version() {
        return head.version();
    }

    /** How much of a text was judged together. */
    public enum Scope {
        WHOLE,
        STRETCH,
        SENTENCE
    }

    /**
     * A judgement.
     *
     * @param start where it begins in the folded text
     * @param end one past its end
     * @param alarm in natural-log units; above 0 is more likely an alarm than not
     * @param finer the finer outputs in the order of training, in the same units
     */
    public record Sense(Scope scope, int start, int end, double alarm, double[] finer) {}

    /**
     * @param folded lower case, no accents, no invisible characters
     * @param pause called now and then; what it throws ends the reading
     */
    public List<Sense> read(String folded, Runnable pause) {
        WordPieces.Pieces pieces = encoder.cut(folded);
        List<Sense> senses = new ArrayList<>();
        if (pieces.size() == 0) {
            return senses;
        }
        List<Range> stretches = stretches(sentences(folded, pieces));
        int units = head.senses().units;
        float[] highest = new float[units];
        float[] sum = new float[units];
        int read = 0;
        for (Range stretch : chosen(stretches, folded, pieces)) {
            pause.run();
            float[] shown = head.senses().shown(encoder.states(pieces, stretch.from, stretch.to));
            if (stretch.parts.size() > 1) {
                for (Range part : stretch.parts) {
                    float[] pooled = head.senses().pooled(shown, part.from - stretch.from, part.to - stretch.from);
                    senses.add(sense(Scope.SENTENCE, part, pooled, folded, pieces));
                }
            }
            float[] pooled = head.senses().pooled(shown, 0, stretch.to - stretch.from);
            if (stretches.size() > 1) {
                senses.add(sense(Scope.STRETCH, stretch, pooled, folded, pieces));
            }
            for (int u = 0; u < units; u++) {
                highest[u] = Math.max(highest[u], pooled[u]);
                sum[u] += pooled[units + u] * (stretch.to - stretch.from);
            }
            read += stretch.to - stretch.from;
        }
        float[] whole = Arrays.copyOf(highest, units * 2);
        for (int u = 0; u < units; u++) {
            whole[units + u] = sum[u] / read;
        }
        senses.addFirst(sense(Scope.WHOLE, new Range(0, pieces.size(), List.of()), whole, folded, pieces));
        return senses;
    }

    private Sense sense(Scope scope, Range range, float[] pooled, String folded, WordPieces.Pieces pieces) {
        int start = pieces.starts()[range.from];
        int end = pieces.ends()[range.to - 1];
        double[] judged = head.senses().judge(pooled);
        double bySpelling = head.spellings().judge(Grams.of(folded, start, end));
        return new Sense(
                scope, start, end, head.alarm(judged[0], bySpelling), Arrays.copyOfRange(judged, 1, judged.length));
    }

    /** Pieces from and to, made of parts. */
    private record Range(int from, int to, List<Range> parts) {}

    /** Sentences as far as signs and line ends show them, never longer than the model reads at once. */
    private static List<Range> sentences(String folded, WordPieces.Pieces pieces) {
        List<Range> sentences = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i + 1 == pieces.size();
            boolean ends = last || isEnd(folded, pieces.ends()[i] - 1, pieces.starts()[i + 1]);
            if (last || i + 1 - from == Encoder.MOST || ends && i + 1 - from >= SHORTEST) {
                sentences.add(new Range(from, i + 1, List.of()));
                from = i + 1;
            }
        }
        return sentences;
    }

    private static boolean isEnd(String folded, int from, int to) {
        boolean space = false;
        boolean sign = false;
        for (int i = from; i < to; i++) {
            char c = folded.charAt(i);
            sign |= c == '.' || c == '!' || c == '?';
            space |= Character.isWhitespace(c);
            if (c == '\n') {
                return true;
            }
        }
        return sign && space;
    }

    private static List<Range> stretches(List<Range> sentences) {
        List<Range> stretches = new ArrayList<>();
        List<Range> parts = new ArrayList<>();
        for (Range sentence : sentences) {
            if (!parts.isEmpty() && sentence.to - parts.getFirst().from > Encoder.MOST) {
                stretches.add(new Range(parts.getFirst().from, parts.getLast().to, List.copyOf(parts)));
                parts.clear();
            }
            parts.add(sentence);
        }
        stretches.add(new Range(parts.getFirst().from, parts.getLast().to, List.copyOf(parts)));
        return stretches;
    }

    private List<Range> chosen(List<Range> stretches, String folded, WordPieces.Pieces pieces) {
        if (stretches.size() <= STRETCHES) {
            return stretches;
        }
        Comparator<Range> mostSuspicious = Comparator.comparingDouble(stretch -> -head.spellings()
                .judge(Grams.of(folded, pieces.starts()[stretch.from], pieces.ends()[stretch.to - 1])));
        return stretches.stream()
                .sorted(mostSuspicious)
                .limit(STRETCHES)
                .sorted(Comparator.comparingInt(Range::from))
                .toList();
    }
}
