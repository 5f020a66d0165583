package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {
    private static final String HEAD = "pack: xx\nversion: 1\nclasses: {not: nope, first: i, kin: dad step_dad}\n";

    private static Level screen(String rules, String text) {
        Pack pack = PackReader.read(HEAD + rules);
        return new Screening(java.util.List.of(new RuleLayer(pack)), Screening.BUDGET)
                .screen(Statement.of(text))
                .level();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack-en.yaml", "pack-es.yaml"})
    void theBuiltInPacksAreReadWhole(String file) throws Exception {
        assertThat(PackReader.builtIn(file).rules()).hasSizeGreaterThan(15);
    }

    @Test
    void aGapHoldsSoManyWordsAndNoNegation() {
        String rules = "rules: {r: {level: S3, types: PHYS, say: <kin> ..2 hits me}}";
        assertThat(screen(rules, "my dad hits me")).isEqualTo(Level.S3);
        assertThat(screen(rules, "my step-dad he always hits me")).isEqualTo(Level.S3);
        assertThat(screen(rules, "my dad one two three hits me")).isEqualTo(Level.S0);
        assertThat(screen(rules, "my dad nope hits me")).isEqualTo(Level.S0);
        assertThat(screen(rules, "this is dad. hits me")).isEqualTo(Level.S0);
    }

    @Test
    void edgesChoicesAndMaybesMean() {
        String rules = "rules: {r: {level: S3, types: PHYS, say: '^ (alpha|beta gamma) delta? end $'}}";
        assertThat(screen(rules, "Beta gamma end.")).isEqualTo(Level.S3);
        assertThat(screen(rules, "alpha delta end")).isEqualTo(Level.S3);
        assertThat(screen(rules, "so alpha end")).isEqualTo(Level.S0);
        assertThat(screen(rules, "alpha end now")).isEqualTo(Level.S0);
    }

    @Test
    void wordsThatAnIdiomTookMeanNothingElse() {
        String rules = "idioms: {i: {say: dad jokes, unless: real}}\n"
                + "rules: {r: {level: S3, types: PHYS, say: dad jokes}}";
        assertThat(screen(rules, "dad jokes")).isEqualTo(Level.S0);
        assertThat(screen(rules, "dad jokes real")).isEqualTo(Level.S3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: {r: {level: S9, types: PHYS, say: x}}",
                "rules: {r: {level: S3, types: NONE, say: x}}",
                "rules: {r: {level: S3, types: PHYS, say: <nobody-knows>}}",
                "rules: {r: {level: S3, types: PHYS, say: (a|b}}",
                "rules: {r: {level: S3, types: PHYS, say: 'a?'}}",
                "rules: {r: {level: S3, types: PHYS, say: x, colour: red}}",
                "rules: {r: {level: S3, types: PHYS, say: x, joke: S1}}",
                "rule: {}"
            })
    void aMistakeRefusesThePack(String rules) {
        assertThatThrownBy(() -> PackReader.read(HEAD + rules)).isInstanceOf(IllegalArgumentException.class);
    }
}
