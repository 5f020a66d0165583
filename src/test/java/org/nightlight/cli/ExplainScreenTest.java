package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.safety.Screening;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainScreenTest {
    private static final ExplainScreen EXPLAIN = new ExplainScreen(Screening.core());

    private static JsonNode explain(String line) {
        return new JsonMapper().readTree(EXPLAIN.apply(line));
    }

    @Test
    void answersInTheContractsShape() {
        JsonNode out = explain("{\"id\":\"m1\",\"text\":\"hello. my dad hits me with a belt\",\"age\":9}");
        assertThat(out.propertyNames())
                .containsExactly("id", "level", "escalate", "types", "reasons", "held", "engine");
        assertThat(out.get("id").stringValue()).isEqualTo("m1");
        assertThat(out.get("level").stringValue()).isEqualTo("S3");
        assertThat(out.get("escalate").booleanValue()).isTrue();
        assertThat(out.get("types").toString()).contains("PHYS");
        JsonNode reason = out.get("reasons").get(0);
        assertThat(reason.propertyNames()).containsExactly("rule", "start", "end");
        assertThat(reason.get("end").intValue())
                .isGreaterThan(reason.get("start").intValue());
        assertThat(out.get("held").booleanValue()).isFalse();
    }

    @Test
    void readsTheContext() {
        JsonNode out = explain("{\"id\":7,\"text\":\"nvm jk\",\"context\":[\"my dad hits me with a belt\"]}");
        assertThat(out.get("id").intValue()).isEqualTo(7);
        assertThat(out.get("level").stringValue()).isEqualTo("S3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{\"id\":1}",
                "{\"id\":1,\"text\":5}",
                "{\"id\":1,\"text\"",
                "\ud800"
            })
    void aBadLineIsAnsweredAndNeverThrows(String line) {
        JsonNode out = explain(line);
        assertThat(out.propertyNames()).containsExactly("id", "error");
        assertThat(out.get("error").stringValue()).isNotBlank();
    }
}
