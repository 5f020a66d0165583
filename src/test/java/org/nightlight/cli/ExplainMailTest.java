package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainMailTest {
    private final ExplainMail explain = new ExplainMail();

    private JsonNode explained(String file) {
        return JsonMapper.builder().build().readTree(explain.apply(file));
    }

    @Test
    void aMailIsExplainedInThePromisedShape() {
        String file = Path.of("src/test/resources/mail/attachments.eml").toString();
        JsonNode line = explained(file);
        assertThat(line.get("file").asString()).isEqualTo(file);
        assertThat(line.get("from").asString()).isEqualTo("ann@example.org");
        assertThat(line.get("to").get(0).asString()).isEqualTo("help@storytailor.example");
        assertThat(line.get("message_id").asString()).isEqualTo("<m1@example.org>");
        assertThat(line.get("automatic").asBoolean()).isFalse();
        assertThat(line.get("bounce").get("is").asBoolean()).isFalse();
        assertThat(line.get("parts")).hasSize(3);
        assertThat(line.propertyNames())
                .contains(
                        "file",
                        "from",
                        "to",
                        "subject",
                        "text",
                        "reply_text",
                        "message_id",
                        "in_reply_to",
                        "references",
                        "automatic",
                        "bounce",
                        "parts");
    }

    @Test
    void aBounceTellsItsKindInSmallLetters() {
        JsonNode bounce =
                explained("src/test/resources/mail/bounce-unknown.eml").get("bounce");
        assertThat(bounce.get("kind").asString()).isEqualTo("hard");
        assertThat(bounce.get("status").asString()).isEqualTo("5.1.1");
    }

    @Test
    void aFileThatIsNotThereIsAnErrorOnItsLine() {
        JsonNode line = explained("/no/such/file.eml");
        assertThat(line.get("file").asString()).isEqualTo("/no/such/file.eml");
        assertThat(line.get("error").asString()).isNotBlank();
    }
}
