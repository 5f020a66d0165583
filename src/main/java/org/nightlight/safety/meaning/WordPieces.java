package org.nightlight.safety.meaning;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cuts a text into the pieces that the language model knows: each word as the longest known beginning and known
 * continuations, each sign by itself. Our own few lines, since the libraries for it bring a native part that asks the network.
 */
final class WordPieces {
    private static final int UNKNOWN = 100;
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> whole = new HashMap<>();
    private final Map<String, Integer> inner = new HashMap<>();

    /** @param tokenizer the model's tokenizer.json */
    WordPieces(InputStream tokenizer) {
        JsonNode vocabulary =
                JsonMapper.shared().readTree(tokenizer).path("model").path("vocab");
        vocabulary.forEachEntry((piece, number) -> {
            if (piece.startsWith("##")) {
                inner.put(piece.substring(2), number.intValue());
            } else {
                whole.put(piece, number.intValue());
            }
        });
        if (whole.size() < 20_000) {
            throw new IllegalArgumentException("the tokenizer has no vocabulary");
        }
    }

    /**
     * Pieces in order.
     *
     * @param ids their numbers in the vocabulary
     * @param starts where each begins in the text
     * @param ends one past the end of each
     */
    record Pieces(long[] ids, int[] starts, int[] ends) {
        int size() {
            return ids.length;
        }
    }

    /** @param text folded: lower case, no accents, no invisible characters */
    Pieces of(String text) {
        Cut cut = new Cut(text);
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean word = Character.isLetterOrDigit(c) && !isIdeograph(c);
            if (start >= 0 && !word) {
                cut.add(start, i);
                start = -1;
            }
            if (word && start < 0) {
                start = i;
            } else if (!word && !Character.isWhitespace(c) && !Character.isISOControl(c)) {
                int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
                cut.add(i, end);
                i = end - 1;
            }
        }
        return cut.pieces();
    }

    private static boolean isIdeograph(char c) {
        return c >= 0x3400 && c <= 0x9fff;
    }

    private final class Cut {
        private final String text;
        private long[] ids = new long[64];
        private int[] starts = new int[64];
        private int[] ends = new int[64];
        private int size;

        Cut(String text) {
            this.text = text;
        }

        void add(int from, int to) {
            int before = size;
            Map<String, Integer> known = whole;
            for (int start = from; start < to; known = inner) {
                int end = Math.min(to, start + LONGEST_WORD);
                @Nullable Integer piece = known.get(text.substring(start, end));
                while (piece == null && end > start + 1) {
                    piece = known.get(text.substring(start, --end));
                }
                if (piece == null || to - from > LONGEST_WORD) {
                    size = before;
                    put(UNKNOWN, from, to);
                    return;
                }
                put(piece, start, end);
                start = end;
            }
        }

        private void put(int id, int start, int end) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            ids[size] = id;
            starts[size] = start;
            ends[size++] = end;
        }

        Pieces pieces() {
            return new Pieces(Arrays.copyOf(ids, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
        }
    }
}
