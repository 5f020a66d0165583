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

    Notices.Mail family(String language, String secret) {
        return filled(notices.mail(Notices.FAMILY, language), language, Map.of("page", url + "/my/family/" + secret));
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

    /** How it was proven, as a part of the sentence that tells it. */
    String proven(ConsentMethod by, String language) {
        boolean spanish = language.equals("es");
        return switch (by) {
            case SIGNED_FORM -> spanish ? "comprobamos su formulario firmado" : "your signed form was checked";
            case CARD -> spanish ? "usted se confirmó con una tarjeta" : "you confirmed yourself by a payment card";
            case KNOWLEDGE -> spanish ? "usted respondió bien a las preguntas" : "you answered the questions rightly";
            case GOVERNMENT_ID ->
                spanish
                        ? "comprobamos su documento de identidad y lo borramos"
                        : "your identity paper was checked and deleted";
            case CALL -> spanish ? "usted nos dio permiso por teléfono" : "you gave us your permission on the phone";
            case VIDEO_CALL ->
                spanish ? "usted nos dio permiso en una videollamada" : "you gave us your permission in a video call";
            case EMAIL_PLUS, TEXT_PLUS, PHOTO_MATCH ->
                spanish ? "usted confirmó su respuesta" : "you confirmed your answer";
        };
    }

    /** Why what was handed in was not taken, as a sentence. */
    String declined(ConsentMethod by, String language) {
        boolean spanish = language.equals("es");
        if (by == ConsentMethod.GOVERNMENT_ID) {
            return spanish
                    ? "con el documento que envió no pudimos comprobar quién es usted. Lo hemos borrado."
                    : "with the paper that you sent we could not make sure who you are. It is deleted.";
        }
        return spanish
                ? "no pudimos aceptar su formulario firmado: no se leía, no estaba completo o no estaba firmado."
                : "we could not take your signed form as it is: it was not readable, not complete or not signed.";
    }

    /** To whoever allows more than an answer by e-mail can carry. */
    String moreThanMail(boolean spanish, List<ConsentMethod> offered) {
        boolean formAlone =
                offered.stream().filter(ConsentMethod::permitsDisclosure).count() == 1;
        if (formAlone) {
            return spanish
                    ? "Para permitir que entreguemos datos a otros hace falta un formulario firmado."
                    : "To allow us to pass data on to others, a signed form is needed.";
        }
        return spanish
                ? "Para permitir que entreguemos datos a otros, un correo no basta: elija otra forma."
                : "To allow us to pass data on to others, a mail is not enough: choose another way.";
    }

    /** The desk's page to which a provider leads a parent back; it holds no secret. */
    String cardReturn() {
        return url + "/my/consent/card";
    }

    /** With the desk's own facts in its places. */
    String filled(String text, String language, Map<String, String> more) {
        Map<String, String> fill = new HashMap<>(fill(language));
        fill.putAll(more);
        return Notices.filled(text, fill);
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
