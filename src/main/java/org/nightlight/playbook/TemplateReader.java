package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the words that replies start from. */
final class TemplateReader {
    /** The software itself opens these. */
    private static final Set<String> REQUIRED = Set.of("initial-response", "resolution", "escalation");

    private TemplateReader() {}

    static SequencedMap<String, Template> templates(Value value, String language) {
        SequencedMap<String, Template> templates = value.keyed((key, it) -> it.section(section -> {
            String label = section.required("label").text();
            section.required(language);
            SequencedMap<String, Template.Text> texts = new LinkedHashMap<>();
            section.all().forEach((tag, text) -> {
                if (!tag.equals("label")) {
                    texts.put(tag, text.section(words -> templateText(key, words)));
                }
            });
            return new Template(key, label, Collections.unmodifiableSequencedMap(texts), language);
        }));
        REQUIRED.stream()
                .filter(key -> !templates.containsKey(key))
                .sorted()
                .forEach(key -> value.fault(say("expected the template '", "se esperaba la plantilla '")
                        + key
                        + say("', found none", "', no se encontró ninguna")));
        return templates;
    }

    private static Template.Text templateText(String key, Section section) {
        Value subject = section.required("subject");
        Value body = section.required("body");
        Template.Text text = new Template.Text(subject.text(), body.text());
        Set<String> known = key.equals(Template.RECEIPT) ? Template.OF_RECEIPTS : Template.VARIABLES;
        refuseOtherVariables(subject, text.subject(), known);
        refuseOtherVariables(body, text.body(), known);
        if (!text.subject().contains("{ticket.number}")) {
            subject.fault(say("expected {ticket.number} in the subject", "se esperaba {ticket.number} en el asunto"));
        }
        return text;
    }

    private static void refuseOtherVariables(Value value, String text, Set<String> known) {
        Template.VARIABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    if (!known.contains(name)) {
                        value.fault(say(
                                        "expected a known variable, found {",
                                        "se esperaba una variable conocida, se encontró {")
                                + name + "}"
                                + Faults.hint(name, known.stream().sorted().toList()));
                    }
                });
    }
}
