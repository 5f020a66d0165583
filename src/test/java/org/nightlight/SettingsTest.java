package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void defaultsHoldUntilTheEnvironmentAndThenAFlagSaysOtherwise() {
        assertThat(Settings.read(Map.of(), Map.of())).containsEntry("nightlight.smtp.port", "2525");
        Map<String, String> environment = Map.of("NIGHTLIGHT_SMTP_PORT", "26", "HOME", "/root");
        assertThat(Settings.read(environment, Map.of())).containsEntry("nightlight.smtp.port", "26");
        assertThat(Settings.read(environment, Map.of("nightlight.smtp.port", "27")))
                .containsEntry("nightlight.smtp.port", "27");
    }

    @Test
    void everyUnknownKeyIsNamedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> Settings.read(
                        Map.of("NIGHTLIGHT_SMPT_PORT", "26", "NIGHTLIGHT_DATABASE_URI", "x"),
                        Map.of("nightlight.dmeo", "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NIGHTLIGHT_SMPT_PORT is not a setting. The nearest is NIGHTLIGHT_SMTP_PORT.")
                .hasMessageContaining(
                        "NIGHTLIGHT_DATABASE_URI is not a setting. The nearest is NIGHTLIGHT_DATABASE_URL.")
                .hasMessageContaining("nightlight.dmeo is not a setting. The nearest is nightlight.demo.");
    }

    @Test
    void aDeskWithAnUnknownKeyDoesNotStart() {
        assertThatThrownBy(() -> Nightlight.start(Map.of("NIGHTLIGHT_SMPT_PORT", "26"), Map.of()))
                .hasMessageContaining("NIGHTLIGHT_SMPT_PORT");
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        assertThat(Settings.defaults().keySet().stream().map(Settings::variable))
                .doesNotHaveDuplicates()
                .contains("NIGHTLIGHT_SMTP_MAX_BYTES");
    }
}
