package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTriageTest {
    private final JsonMapper json = new JsonMapper();
    private final ExplainTriage explain = new ExplainTriage();

    @Test
    void tellsCategoryIssueTeamAndWhy() {
        JsonNode out = answer("""
                {"id":"t1","subject":"Reset","text":"I forgot my password and the reset mail never came","tier":"Free"}""");

        assertThat(out.get("id").stringValue()).isEqualTo("t1");
        assertThat(out.get("category").stringValue()).isEqualTo("account");
        assertThat(out.get("issue").stringValue()).isEqualTo("password-reset");
        assertThat(out.get("team").stringValue()).isEqualTo("customer-service");
        assertThat(out.get("confidence").doubleValue()).isBetween(0.6, 1.0);
        assertThat(out.get("reasons").size()).isPositive();
    }

    @Test
    void aChildInDangerGoesToTheChildSafetyAgent() {
        JsonNode out = answer("{\"id\":7,\"subject\":\"story\",\"text\":\"my dad hits me and i want to die\"}");

        assertThat(out.get("id").intValue()).isEqualTo(7);
        assertThat(out.get("category").stringValue()).isEqualTo("safety");
        assertThat(out.get("team").stringValue()).isEqualTo("child-safety-agent");
    }

    @Test
    void eitherSubjectOrTextIsEnough() {
        assertThat(answer("{\"id\":1,\"subject\":\"Refund please\"}")
                        .get("issue")
                        .stringValue())
                .isEqualTo("refund-requests");
        assertThat(answer("{\"id\":1,\"text\":\"Refund please\",\"subject\":null}")
                        .get("category")
                        .stringValue())
                .isEqualTo("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"id\":3}", "{\"id\":3,\"text\":5}", "\u0000"})
    void aLineThatCannotBeUnderstoodIsAnError(String line) {
        JsonNode out = answer(line);

        assertThat(out.has("id")).isTrue();
        assertThat(out.get("error").stringValue()).isNotBlank();
    }

    private JsonNode answer(String line) {
        return json.readTree(explain.apply(line));
    }
}
