package org.nightlight.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.customer.Customer;
import org.nightlight.playbook.ConsentRules;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The words that parents read, filled with what the playbook in force says. */
@Component
public class ConsentWords {
    /** Where the notice to everybody stands. */
    public static final String ONLINE_NOTICE = "/privacy";

    private final Notices notices;
    private final CurrentPlaybook playbooks;
    private final String url;

    ConsentWords(
            Notices notices,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.notices = notices;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** The notice in force as paragraphs. */
    public List<String> paragraphs(String language) {
        return paragraphs(DirectNotice.Kind.CONSENT, language);
    }

    List<String> paragraphs(DirectNotice.Kind kind, String language) {
        return notices.current(kind).paragraphs(language, fill(language));
    }

    /** A notice that asks for nothing, as a mail with the link to say no. */
    Notices.Mail told(DirectNotice.Kind kind, String language, String secret) {
        return filled(
                notices.mail(Notices.TOLD, language),
                language,
                Map.of(
                        "notice",
                        String.join("\n\n", paragraphs(kind, language)),
                        "refuse",
                        url + "/my/notices/" + secret));
    }

    Notices.Mail proof(String language, String secret) {
        return filled(notices.mail(Notices.PROVE, language), language, Map.of("page", url + "/my/proofs/" + secret));
    }

    /** The language in which somebody is written to: English, but for those who have Spanish. */
    static String language(Customer person) {
        return person.language() != null && person.language().startsWith("es") ? "es" : "en";
    }

    String notice(ConsentRequest request) {
        return String.join("\n\n", paragraphs(request.language()));
    }

    Notices.Mail mail(ConsentLetters.Kind kind, String language, Map<String, String> places) {
        return filled(notices.mail(kind, language), language, places);
    }

    private Notices.Mail filled(Notices.Mail text, String language, Map<String, String> places) {
        Map<String, String> fill = new HashMap<>(fill(language));
        fill.putAll(places);
        return new Notices.Mail(Notices.filled(text.subject(), fill), Notices.filled(text.body(), fill));
    }

    int version() {
        return version(DirectNotice.Kind.CONSENT);
    }

    int version(DirectNotice.Kind kind) {
        return notices.current(kind).version();
    }

    /** What the notice says that data is used for; kept with each decision. */
    String purposes() {
        return String.valueOf(
                Notices.text(notices.current(DirectNotice.Kind.CONSENT).texts(), "en")
                        .get("uses"));
    }

    String address(String secret) {
        return url + "/my/consent/" + secret;
    }

    /** A link that takes a consent back outlives every consent that may follow. */
    Instant revocableUntil(Instant answerableUntil) {
        return answerableUntil.plus(Duration.ofDays(rules().lastsDays()));
    }

    ConsentRules rules() {
        return playbooks.current().playbook().consent();
    }

    private Map<String, String> fill(String language) {
        Playbook playbook = playbooks.current().playbook();
        ConsentRules rules = playbook.consent();
        return Map.of(
                "brand",
                playbook.brand().name(),
                "support",
                playbook.addresses().support().value(),
                "days",
                Integer.toString(rules.answerWithinDays()),
                "online-notice",
                url + ONLINE_NOTICE,
                "third-parties",
                rules.thirdParties().isEmpty()
                        ? (language.equals("es") ? "nadie" : "nobody")
                        : String.join("; ", rules.thirdParties()));
    }
}
