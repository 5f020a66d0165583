package org.nightlight.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.ConsentMethod;
import org.nightlight.privacy.ConsentStep;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.OpenedConsent;

/** Fills a parent's page. Pure. */
final class ConsentPages {
    private ConsentPages() {}

    static ConsentPage page(
            PortalChrome chrome,
            String here,
            OpenedConsent opened,
            List<Holding> held,
            List<String> notice,
            Playbook playbook,
            String charge,
            Map<String, String> sent,
            Map<String, String> faults) {
        Say say = new Say(opened.language().equals("es"), playbook.zone());
        return new ConsentPage(
                chrome,
                here,
                opened.language(),
                opened.purpose(),
                standing(opened, say, playbook),
                say.day(opened.askedAt()),
                say.day(opened.deadline()),
                opened.reference(),
                opened.answerable(),
                opened.confirmable(),
                wanted(opened, charge),
                opened.methods().stream()
                        .map(method -> method(method, charge, say))
                        .toList(),
                phone(playbook),
                opened.revocable(),
                opened.isGiven(),
                held.stream()
                        .map(holding -> holding.place() + ": " + holding.number())
                        .toList(),
                notice,
                opened.steps().stream()
                        .map(step -> new ConsentPage.Step(
                                say.moment(step.at()), step.at().toString(), step(step, say)))
                        .toList(),
                sent,
                faults);
    }

    private static ConsentPage.Wanted wanted(OpenedConsent opened, String charge) {
        boolean card = opened.wants(ConsentMethod.CARD);
        String session = opened.handed().cardSession();
        boolean underWay = card && opened.handed().cardPage() != null;
        return new ConsentPage.Wanted(
                opened.formWanted() && !opened.formSent(),
                opened.wants(ConsentMethod.GOVERNMENT_ID) && !opened.handed().identity(),
                card,
                underWay ? opened.handed().cardPage() : null,
                underWay ? "/my/consent/card?session=" + session : null,
                charge,
                opened.wants(ConsentMethod.KNOWLEDGE) && opened.handed().attemptsLeft() > 0);
    }

    private static ConsentPage.Method method(ConsentMethod method, String charge, Say say) {
        String label = switch (method) {
            case EMAIL_PLUS -> say.of("By a second mail", "Con un segundo correo");
            case SIGNED_FORM -> say.of("By a signed form", "Con un formulario firmado");
            case CARD -> say.of("By a payment card", "Con una tarjeta de pago");
            case KNOWLEDGE -> say.of("By questions", "Con preguntas");
            case GOVERNMENT_ID -> say.of("By an identity paper", "Con un documento de identidad");
            case CALL, VIDEO_CALL -> say.of("In a call", "En una llamada");
            case TEXT_PLUS -> say.of("By a text message", "Con un mensaje de texto");
            case PHOTO_MATCH -> say.of("By a picture", "Con una foto");
        };
        String hint = switch (method) {
            case EMAIL_PLUS ->
                say.of(
                        "It comes in a while, and you confirm in it. Only if nothing is passed on.",
                        "Llega dentro de un tiempo, y usted confirma allí. Solo si no se entrega nada.");
            case SIGNED_FORM ->
                say.of(
                        "You print it, sign it, and send a picture or scan.",
                        "Lo imprime, lo firma y envía una foto o copia.");
            case CARD ->
                charge.isEmpty()
                        ? say.of(
                                "On a page of Stripe’s. Nothing is charged, and we never see the card.",
                                "En una página de Stripe. No se cobra nada, y nunca vemos la tarjeta.")
                        : say.of(
                                "On a page of Stripe’s. " + charge
                                        + " is charged, you get a receipt, and we never see the card.",
                                "En una página de Stripe. Se cobra " + charge
                                        + ", recibe un justificante, y nunca vemos la tarjeta.");
            case KNOWLEDGE ->
                say.of(
                        "A provider asks you a few things that only you know. You have three tries.",
                        "Un proveedor le pregunta algunas cosas que solo usted sabe. Tiene tres intentos.");
            case GOVERNMENT_ID ->
                say.of(
                        "You send a picture. A trained person checks it, and it is deleted at once.",
                        "Envía una foto. Una persona formada la comprueba y se borra enseguida.");
            case CALL, VIDEO_CALL, TEXT_PLUS, PHOTO_MATCH -> "";
        };
        return new ConsentPage.Method(method.key(), label, hint);
    }

    private static String phone(Playbook playbook) {
        String phone = playbook.notice().operators().getFirst().phone();
        return phone == null ? "" : phone;
    }

    static ConsentFormPage form(PortalChrome chrome, OpenedConsent opened, List<String> notice, Playbook playbook) {
        return new ConsentFormPage(
                chrome,
                opened.language(),
                opened.reference(),
                opened.last().filter(ConsentStep::thirdPartyDisclosure).isPresent(),
                new Say(opened.language().equals("es"), playbook.zone()).day(opened.askedAt()),
                notice);
    }

    private static String standing(OpenedConsent opened, Say say, Playbook playbook) {
        if (opened.steps().isEmpty()) {
            return opened.open()
                    ? say.of("You have not answered yet.", "Usted aún no ha respondido.")
                    : say.of(
                            "The time to answer is over. Nothing was kept.",
                            "El tiempo para responder terminó. No se guardó nada.");
        }
        ConsentStep last = opened.steps().getLast();
        return switch (last.decision()) {
            case GIVEN ->
                last.thirdPartyDisclosure()
                        ? say.of(
                                "Your permission holds: to keep and use, and to pass on.",
                                "Su permiso vale: para guardar y usar, y para entregar.")
                        : say.of(
                                "Your permission holds: to keep and use. Nothing is passed on to others.",
                                "Su permiso vale: para guardar y usar. No se entrega nada a otros.");
            case REFUSED ->
                say.of(
                        "You said no. We gather nothing more, your address is deleted, and what we hold of your child is"
                                + " deleted within days, save what the law makes us keep.",
                        "Usted dijo que no. No reunimos nada más, su dirección está borrada, y lo que guardamos de su hija"
                                + " o hijo se borra en unos días, salvo lo que la ley nos obliga a conservar.");
            case REVOKED ->
                say.of(
                        "You took your permission back. It holds no more from that moment on.",
                        "Usted retiró su permiso. Desde ese momento ya no vale.");
            case DECLINED ->
                say.of(
                        "We could not take what you sent as it was. Please answer again below.",
                        "No pudimos aceptar lo que envió. Responda otra vez abajo, por favor.");
            case ANSWERED -> waits(opened, last, say, playbook);
        };
    }

    private static String waits(OpenedConsent opened, ConsentStep answer, Say say, Playbook playbook) {
        if (!opened.open()) {
            return say.of(
                    "The time to prove your answer is over. It does not hold.",
                    "El tiempo para comprobar su respuesta terminó. No vale.");
        }
        if (ConsentMethod.EMAIL_PLUS.equals(answer.method())) {
            long hours = playbook.consent().confirmAfter().toHours();
            return say.of(
                    "Thank you. In about " + hours + " hours we send you a second mail. Your permission holds once you"
                            + " confirm it there.",
                    "Gracias. En unas " + hours
                            + " horas le enviamos un segundo correo. Su permiso vale cuando lo confirme allí.");
        }
        if (opened.wants(ConsentMethod.CARD)) {
            return say.of(
                    "Thank you. Your permission holds once your card is confirmed.",
                    "Gracias. Su permiso vale cuando se confirme su tarjeta.");
        }
        if (opened.wants(ConsentMethod.KNOWLEDGE)) {
            return say.of(
                    "Thank you. Your permission holds once you have answered the questions.",
                    "Gracias. Su permiso vale cuando haya respondido las preguntas.");
        }
        if (opened.wants(ConsentMethod.GOVERNMENT_ID)) {
            return opened.handed().identity()
                    ? say.of(
                            "We have your paper. A trained person checks it and deletes it, and we write to you.",
                            "Tenemos su documento. Una persona formada lo comprueba y lo borra, y le escribimos.")
                    : say.of(
                            "Thank you. Your permission holds once your identity paper is checked.",
                            "Gracias. Su permiso vale cuando se compruebe su documento.");
        }
        return opened.formSent()
                ? say.of(
                        "We have your form. A trained person looks at it, and we write to you.",
                        "Tenemos su formulario. Lo mira una persona formada, y le escribimos.")
                : say.of(
                        "Thank you. Your permission holds once we have your signed form.",
                        "Gracias. Su permiso vale cuando tengamos su formulario firmado.");
    }

    private static String step(ConsentStep step, Say say) {
        return switch (step.decision()) {
            case ANSWERED -> say.of("You answered: ", "Usted respondió: ") + flags(step, say);
            case GIVEN ->
                say.of("Proven, holds from then on: ", "Comprobado, vale desde entonces: ") + flags(step, say);
            case REFUSED -> say.of("You said no.", "Usted dijo que no.");
            case REVOKED -> say.of("You took it back.", "Usted lo retiró.");
            case DECLINED -> say.of("What you sent was not taken.", "Lo que envió no se aceptó.");
        };
    }

    private static String flags(ConsentStep step, Say say) {
        return say.of("keep and use: yes; pass on to others: ", "guardar y usar: sí; entregar a otros: ")
                + (step.thirdPartyDisclosure() ? say.of("yes", "sí") : "no") + ".";
    }

    private record Say(boolean spanish, ZoneId zone) {
        String of(String english, String inSpanish) {
            return spanish ? inSpanish : english;
        }

        String day(Instant at) {
            return format(spanish ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy", at);
        }

        String moment(Instant at) {
            return format(spanish ? "d 'de' MMMM 'de' yyyy, H:mm" : "d MMMM yyyy, HH:mm", at);
        }

        private String format(String pattern, Instant at) {
            Locale locale = spanish ? Locale.forLanguageTag("es") : Locale.UK;
            return DateTimeFormatter.ofPattern(pattern, locale).format(at.atZone(zone));
        }
    }
}
