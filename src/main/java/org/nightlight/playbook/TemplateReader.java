package org.nightlight.playbook;

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
                    texts.put(tag, text.section(TemplateReader::templateText));
                }
            });
            return new Template(key, label, Collections.unmodifiableSequencedMap(texts), language);
        }));
        REQUIRED.stream()
                .filter(key -> !templates.containsKey(key))
                .sorted()
                .forEach(key -> value.fault("expected the template '" + key + "', found none"));
        return templates;
    }

    private static Template.Text templateText(Section section) {
        Value subject = section.required("subject");
        Value body = section.required("body");
        Template.Text text = new Template.Text(subject.text(), body.text());
        refuseUnknownVariables(subject, text.subject());
        refuseUnknownVariables(body, text.body());
        if (!text.subject().contains("{ticket.number}")) {
            subject.fault("expected {ticket.number} in the subject");
        }
        return text;
    }

    private static void refuseUnknownVariables(Value value, String text) {
        Template.VARIABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    if (!Template.VARIABLES.contains(name)) {
                        value.fault("expected a known variable, found {" + name + "}"
                                + Faults.hint(
                                        name,
                                        Template.VARIABLES.stream().sorted().toList()));
                    }
                });
    }
}
