package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.Ground;
import org.nightlight.safety.CaseEvent;
import org.nightlight.safety.Decisions;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Proposal;
import org.nightlight.safety.SafeChannel;
import org.nightlight.safety.Suspect;
import org.nightlight.shared.Actor;

/** A case's decisions and timeline in words. */
record CaseWords(Map<Long, String> names) {

    String name(@Nullable Long staffId) {
        return staffId == null
                ? say("nobody", "nadie")
                : names.getOrDefault(staffId, say("somebody who left", "alguien que ya no está"));
    }

    String who(Actor actor) {
        return switch (actor) {
            case Actor.Staff(long id) -> name(id);
            case Actor.Customer customer -> say("the sender", "quien escribió");
            case Actor.Software(String part) ->
                part.equals("safety")
                        ? say("screening", "la revisión de seguridad")
                        : say("the desk", "la mesa de ayuda");
        };
    }

    /** The part of a message that screening read, by its key. */
    static String part(String key) {
        int dot = key.indexOf('.');
        String which = dot < 0 ? "" : " " + key.substring(dot + 1);
        return switch (dot < 0 ? key : key.substring(0, dot)) {
            case "text" -> say(key, "el texto");
            case "subject" -> say(key, "el asunto");
            case "name" -> say(key, "el nombre");
            case "quoted" -> say(key, "la cita");
            case "document" -> say(key, "el documento adjunto");
            case "file" -> say(key, "el archivo" + which);
            case "field" -> say(key, "el campo" + which);
            case "earlier" -> say(key, "el mensaje anterior" + which);
            default -> key;
        };
    }

    static String suspect(Suspect suspect) {
        return switch (suspect) {
            case UNKNOWN -> say("Not known yet", "Todavía no se sabe");
            case HOUSEHOLD -> say("Somebody at home", "Alguien de casa");
            case CHILD -> say("Another child of the household", "Otro menor del hogar");
            case STAFF -> say("Somebody who works here", "Alguien que trabaja aquí");
            case OUTSIDE -> say("Somebody outside the home", "Alguien de fuera de casa");
            case NONE -> say("Nobody", "Nadie");
        };
    }

    String suspect(Decisions now) {
        return now.suspectStaffId() == null
                ? suspect(now.suspect())
                : suspect(now.suspect()) + ": " + name(now.suspectStaffId());
    }

    static String channel(SafeChannel channel) {
        return switch (channel) {
            case UNDECIDED -> say("Not decided", "Sin decidir");
            case CONFIRMED -> say("Yes, the child confirmed it is private", "Sí, el menor confirmó que es privado");
            case APPROVED -> say("Yes, approved by a reviewer", "Sí, con la aprobación de alguien de revisión");
            case NO -> say("No", "No es seguro");
        };
    }

    static String jurisdiction(String code) {
        return code.equals(Decisions.UNKNOWN) ? say("Not known", "No se sabe") : code;
    }

    static String hold(Hold.Kind kind) {
        return switch (kind) {
            case LEGAL -> say("Legal hold", "Retención legal");
            case AUTHORITY -> say("Hold for an authority", "Retención para una autoridad");
            case PRESERVATION -> say("Preservation", "Preservación");
        };
    }

    static String proposal(Proposal proposal) {
        return proposal(proposal.kind().name().toLowerCase(java.util.Locale.ROOT)
                + (proposal.level() == null ? "" : " " + proposal.level()));
    }

    String text(CaseEvent event) {
        String detail = event.detail();
        return switch (event.kind()) {
            case "opened" -> say("Case opened at ", "Caso abierto en ") + detail;
            case "raised" ->
                detail.contains(" ")
                        ? say("Raised from ", "Subió de ") + detail.replace(" ", say(" to ", " a "))
                        : say("Raised or written to again, now ", "Subió o llegó otro mensaje, ahora ") + detail;
            case "lowered" -> say("Lowered from ", "Bajó de ") + detail.replace(" ", say(" to ", " a "));
            case "acknowledged" -> say("Acknowledged", "Alguien se hizo cargo");
            case "released" -> say("Released to the desk", "Devuelto a la mesa de ayuda");
            case "closed" -> say("Closed", "Cerrado");
            case "suspect" -> say("Suspect decided: ", "Sospecha decidida: ") + decidedSuspect(detail);
            case "ground" ->
                say("On what ground the words are kept: ", "Base para conservar las palabras: ") + event.detail();
            case "channel" ->
                say("Safe to answer here: ", "Es seguro responder aquí: ")
                        + channel(SafeChannel.ofKey(detail)).toLowerCase(java.util.Locale.ROOT);
            case "jurisdiction" -> say("Where the child is: ", "Dónde está el menor: ") + jurisdiction(detail);
            case "proposed" -> say("Proposed: ", "Propuesto: ") + proposal(detail);
            case "confirmed" ->
                say("Confirmed by a second person: ", "Confirmado por una segunda persona: ") + proposal(detail);
            case "declined" -> say("Declined: ", "Rechazado: ") + proposal(detail);
            case "proposal-overtaken" ->
                say(
                                "No longer proposed, since something new is known: ",
                                "Ya no se propone, porque se sabe algo nuevo: ")
                        + proposal(detail);
            case "taken" -> say("Taken by ", "Lo tomó ") + staff(detail);
            case "handed-over" -> say("Handed over to ", "Entregado a ") + staff(detail);
            case "accompanied" -> say("Second person: ", "Segunda persona: ") + staff(detail);
            case "evidence-deleted" ->
                say(
                                "The sealed evidence was deleted after its time: ",
                                "La evidencia sellada se borró al cumplirse su plazo: ")
                        + detail;
            case "hold-placed" -> say("%s placed", "%s puesta").formatted(hold(Hold.Kind.ofKey(detail.split(" ")[0])));
            case "hold-ended" -> say("A hold ended", "Una retención terminó");
            case "ticket-linked" ->
                say("Ticket #%s linked", "Ticket #%s enlazado").formatted(detail.substring(detail.indexOf(':') + 1));
            case "beyond-limit" ->
                say(
                                "Taken by %s beyond what one person should carry: nobody else could",
                                "Lo tomó %s más allá de lo que debe llevar una persona: nadie más podía")
                        .formatted(staff(detail));
            case "debrief-offered" -> say("A talk was offered to ", "Se ofreció una charla a ") + staff(detail);
            case "file-asked" -> say("Asked to look at a file", "Pidió ver un archivo");
            case "file-granted" ->
                say("A file opened to ", "Un archivo abierto a ") + staff(detail.substring(0, detail.indexOf(' ')));
            case "file-shown" -> say("Looked at a file", "Miró un archivo");
            case "file-marked" ->
                say(
                        "A file marked: it may show the abuse of a child",
                        "Un archivo marcado: puede mostrar el abuso de un menor");
            case "glass-granted" ->
                say("Opened by break-glass to ", "Abierto por acceso de emergencia a ") + staff(detail);
            case "glass-read" -> say("Read through break-glass", "Leído por acceso de emergencia");
            case "child-linked" -> say("A child linked", "Un menor enlazado");
            case "answer-written" ->
                say(
                        "Own words written for the child, not sent yet",
                        "Palabras propias escritas para el menor, sin enviar todavía");
            case "answer-approved" ->
                say(
                        "Own words for the child approved by a second person",
                        "Palabras propias para el menor, aprobadas por una segunda persona");
            case "answer-declined" ->
                say("Own words for the child declined", "Palabras propias para el menor, rechazadas");
            case "answer-queued" -> say("An answer to the child let go", "Una respuesta al menor autorizada");
            case "answer-sent" ->
                say(
                        "The answer to the child was handed to the mail relay",
                        "La respuesta al menor se entregó al servidor de correo");
            case "answer-failed" ->
                say("The answer to the child could not be sent", "La respuesta al menor no se pudo enviar");
            case "answer-withheld" ->
                say(
                        "The answer to the child was held back before it left",
                        "La respuesta al menor se retuvo antes de salir");
            case "notice-withheld" ->
                say("Notice to parents withheld, ground ", "Aviso a los padres retenido, base ") + detail;
            case "notice-decided" -> say("Decided that a parent is told", "Se decidió avisar a un padre o una madre");
            default -> Words.capital(event.kind().replace('-', ' '));
        };
    }

    static <T extends Enum<T>> List<Choice> choices(
            T[] values, @Nullable T chosen, java.util.function.Function<T, String> words) {
        return java.util.Arrays.stream(values)
                .map(value -> new Choice(
                        value.name().toLowerCase(java.util.Locale.ROOT),
                        words.apply(value),
                        Objects.equals(value, chosen)))
                .toList();
    }

    private static String proposal(String detail) {
        return detail.startsWith("lower ")
                ? say("lower to ", "bajar a ") + detail.substring(detail.indexOf(' ') + 1)
                : detail.equals("release")
                        ? say("release to the desk", "devolverlo a la mesa de ayuda")
                        : say("close the case", "cerrar el caso");
    }

    private String decidedSuspect(String detail) {
        int staff = detail.indexOf(" staff:");
        return staff < 0
                ? suspect(Suspect.ofKey(detail)).toLowerCase(java.util.Locale.ROOT)
                : say("somebody who works here, ", "alguien que trabaja aquí, ") + staff(detail.substring(staff + 1));
    }

    private String staff(String subject) {
        return name(Long.valueOf(subject.substring(subject.indexOf(':') + 1)));
    }

    static String ground(Ground ground) {
        return switch (ground) {
            case CHILD_SAFETY ->
                say("To protect the child: the parents are told", "Para proteger al menor: se avisa a los padres");
            case SECURITY_AND_LAW ->
                say("For safety and law: no parent is told", "Por seguridad y ley: no se avisa a los padres");
            case CONSENT -> say("A parent’s consent", "El consentimiento de un padre o una madre");
            case CONSENT_REQUEST ->
                say("A parent was asked for consent", "Se pidió el consentimiento a un padre o una madre");
            case ONE_REPLY -> say("One answer to one question", "Una respuesta a una pregunta");
            case SEVERAL_REPLIES ->
                say(
                        "Several answers, after a parent was told",
                        "Varias respuestas, después de avisar a un padre o una madre");
        };
    }

    static List<Choice> grounds() {
        return List.of(
                new Choice(
                        "v",
                        say(
                                "To protect the child; the parents are told by mail",
                                "Para proteger al menor; se avisa a los padres por correo"),
                        false),
                new Choice("i", say("Security of the service", "Seguridad del servicio"), false),
                new Choice("ii", say("Against liability", "Contra la responsabilidad legal"), false),
                new Choice(
                        "iii",
                        say("A court or another judicial process", "Un tribunal u otro proceso judicial"),
                        false),
                new Choice(
                        "iv",
                        say(
                                "Police or an investigation on public safety",
                                "Policía o una investigación de seguridad pública"),
                        true));
    }
}
