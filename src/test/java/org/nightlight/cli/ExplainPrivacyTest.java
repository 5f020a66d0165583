package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainPrivacyTest {
    private final JsonMapper json = new JsonMapper();
    private final ExplainPrivacy explain = new ExplainPrivacy();

    @Test
    void answersSpansAndTheRedactedText() {
        JsonNode out = answer("{\"id\":\"p1\",\"text\":\"Call Emma at 555-123-4567.\"}");
        assertThat(out.get("id").stringValue()).isEqualTo("p1");
        assertThat(out.get("spans").toString())
                .isEqualTo("[{\"start\":5,\"end\":9,\"type\":\"name\"},{\"start\":13,\"end\":25,\"type\":\"phone\"}]");
        assertThat(out.get("redacted").stringValue()).isEqualTo("Call [name] at [phone].");
        assertThat(out.size()).isEqualTo(3);
    }

    @Test
    void knownNamesAndEmptyTextsAreTaken() {
        assertThat(answer("{\"id\":2,\"text\":\"where is bo\",\"known\":[\"Bo\"]}")
                        .get("redacted")
                        .stringValue())
                .isEqualTo("where is [name]");
        assertThat(answer("{\"id\":3,\"text\":\"\"}").get("spans").size()).isZero();
    }

    @Test
    void aBadLineIsAnAnswerToo() {
        assertThat(answer("{\"id\":4}").get("error").stringValue()).contains("text");
        assertThat(answer("not json").get("error").stringValue()).contains("not JSON");
    }

    private JsonNode answer(String line) {
        return json.readTree(explain.apply(line));
    }
}
