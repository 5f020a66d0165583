package org.nightlight.portal;

import java.util.List;

/**
 * Questions of a provider, shown once: the answer to {@code POST /my/consent/{token}/questions}.
 *
 * @param here the parent's page
 * @param last whether no further try is left after this
 */
public record ConsentQuestionsPage(
        PortalChrome chrome, String here, String language, long attempt, boolean last, List<Question> questions) {

    public record Question(String field, String text, List<Choice> choices) {}

    public record Choice(String value, String text) {}

    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }
}
