package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Signed forms and identity papers of parents that wait for a person: {@code GET /desk/consent-forms}.
 *
 * @param trained whether the viewer may check them
 * @param papers identity papers
 * @param database what papers are checked against, as the settings say
 * @param paperFaults why a paper can prove nothing, to choose one
 * @param faults by field; those of a form end in its number, such as {@code reason-7}
 */
public record ConsentFormsPage(
        Chrome chrome,
        boolean trained,
        List<Form> forms,
        List<Paper> papers,
        String database,
        List<Choice> paperFaults,
        Map<String, String> faults) {

    /**
     * @param reference the number that stands on the paper
     * @param answer what was answered on the page, in words
     */
    public record Form(long id, long reference, When at, String type, String answer) {}

    public record Paper(long id, long reference, When at, String type) {}
}
