package org.nightlight.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.ConsentCentre;
import org.nightlight.privacy.ConsentMethod;
import org.nightlight.privacy.ConsentStep;

/** Fills a parent's page. Pure. */
final class ConsentPages {
    private ConsentPages() {}

    static ConsentPage page(
            PortalChrome chrome,
            String here,
            ConsentCentre.Opened opened,
            List<String> notice,
            Playbook playbook,
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
                opened.formWanted() && !opened.formSent(),
                opened.formSent(),
                opened.revocable(),
                opened.last()
                        .filter(step -> step.decision() == ConsentStep.Decision.GIVEN)
                        .isPresent(),
                notice,
                opened.steps().stream()
                        .map(step -> new ConsentPage.Step(
                                say.moment(step.at()), step.at().toString(), step(step, say)))
                        .toList(),
                sent,
                faults);
    }

    static ConsentFormPage form(
            PortalChrome chrome, ConsentCentre.Opened opened, List<String> notice, Playbook playbook) {
        return new ConsentFormPage(
                chrome,
                opened.language(),
                opened.reference(),
                opened.last().filter(ConsentStep::thirdPartyDisclosure).isPresent(),
                new Say(opened.language().equals("es"), playbook.zone()).day(opened.askedAt()),
                notice);
    }

    private static String standing(ConsentCentre.Opened opened, Say say, Playbook playbook) {
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
                        "We could not take your form as it was. Please answer again below.",
                        "No pudimos aceptar su formulario. Responda otra vez abajo, por favor.");
            case ANSWERED -> waits(opened, last, say, playbook);
        };
    }

    private static String waits(ConsentCentre.Opened opened, ConsentStep answer, Say say, Playbook playbook) {
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
            case DECLINED -> say.of("Your form was not taken.", "Su formulario no se aceptó.");
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
