package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldTest {
    private static String fold(String raw) {
        Fold fold = Fold.of(raw);
        return fold.text(0, fold.length());
    }

    @Test
    void formsAccentsInvisiblesAndLookAlikesBecomePlain() {
        assertThat(fold("\uff28\uff45\uff4c\uff50")).isEqualTo("help");
        assertThat(fold("ni\u00f1o \u00c9l")).isEqualTo("nino el");
        assertThat(fold("k\u200bi\u00adl\u2060l")).isEqualTo("kill");
        assertThat(fold("d\u0456\u0435")).isEqualTo("die");
        assertThat(fold("z\u0300\u0301\u0302a\u0489l\u0353go")).isEqualTo("zalgo");
    }

    @Test
    void everyCharacterKnowsWhereItCameFrom() {
        String raw = "\uD83D\uDE00 \ufb01ne a\u0301b";
        Fold fold = Fold.of(raw);
        assertThat(fold.text(0, fold.length())).isEqualTo("\uD83D\uDE00 fine ab");
        assertThat(raw.substring(fold.raw(3), fold.rawEnd(5, raw))).isEqualTo("\ufb01");
        assertThat(raw.charAt(fold.raw(9))).isEqualTo('b');
        assertThat(fold.raw(fold.length())).isEqualTo(raw.length());
    }
}
