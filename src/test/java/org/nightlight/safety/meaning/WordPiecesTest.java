package org.nightlight.safety.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final WordPieces PIECES =
            new WordPieces(WordPiecesTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"));

    @Test
    void knownWordsArePiecesByThemselves() {
        assertThat(PIECES.of("hello world").ids()).containsExactly(7592, 2088);
    }

    @Test
    void anUnknownWordIsItsLongestKnownBeginningAndWhatFollows() {
        WordPieces.Pieces pieces = PIECES.of("unaffable");
        assertThat(pieces.size()).isGreaterThan(1);
        assertThat(pieces.starts()[0]).isZero();
        assertThat(pieces.ends()[pieces.size() - 1]).isEqualTo(9);
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.starts()[i]).isEqualTo(pieces.ends()[i - 1]);
        }
    }

    @Test
    void signsStandByThemselvesAndPlacesAreThoseOfTheText() {
        WordPieces.Pieces pieces = PIECES.of("no, wait!");
        assertThat(pieces.starts()).containsExactly(0, 2, 4, 8);
        assertThat(pieces.ends()).containsExactly(2, 3, 8, 9);
    }

    @Test
    void whatNobodyKnowsIsOnePieceThatSaysSo() {
        assertThat(PIECES.of("a \ud83e\udee0 b").ids()).hasSize(3).contains(100);
        assertThat(PIECES.of("x".repeat(5_000)).ids()).containsExactly(100);
        assertThat(PIECES.of(" \n\t ").ids()).isEmpty();
        assertThat(PIECES.of("\ud83e lone surrogate").size()).isGreaterThan(2);
    }

    @Test
    void aFileWithoutAVocabularyIsRefused() {
        assertThatThrownBy(() -> new WordPieces(
                        new ByteArrayInputStream("{\"model\":{\"vocab\":{}}}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
