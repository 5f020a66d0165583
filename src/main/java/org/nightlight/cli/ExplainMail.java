package org.nightlight.cli;

import java.util.function.UnaryOperator;
import org.nightlight.channel.MailExplained;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** {@code explain mail}: the path of an {@code .eml} file in, one JSON line out that says what the desk reads in it. */
public final class ExplainMail implements UnaryOperator<String> {
    private final ObjectMapper json = JsonMapper.builder().build();

    @Override
    public String apply(String path) {
        return json.writeValueAsString(MailExplained.of(path.strip()));
    }
}
