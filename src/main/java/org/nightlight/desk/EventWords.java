package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Senders;
import org.nightlight.playbook.Giving;
import org.nightlight.playbook.Ladder;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Links;
import org.nightlight.ticket.TicketEvent;
import tools.jackson.databind.JsonNode;

/**
 * The lines of a ticket's story, each event in one sentence.
 *
 * @param names of staff by id
 * @param visible numbers of other tickets that may be named
 * @param tasks what the ticket has or had to be done, by number
 */
record EventWords(Words words, Map<Long, String> names, String requester, Set<Long> visible, Map<Long, String> tasks) {
    /** Such as belong between the messages; the rest stands in the timeline only. */
    private static final Set<String> IN_TALK = Set.of(
            "classified",
            "corrected",
            "escalated",
            "state",
            "assigned",
            "time-missed",
            "sealed",
            "automatic",
            "complaint",
            "protection",
            "service-warning",
            "forwarded",
            "requester",
            "side-begun",
            "side-answered",
            "may-belong-to",
            "goes-on-from",
            "merged-into",
            "merged-from",
            "merge-undone",
            "split-off",
            "split-from",
            "split-undone");

    /** Such as are nothing where the other ticket is not there for the viewer. */
    private static final Set<String> LINKS = Set.of("linked", "unlinked", "split-off", "split-from", "split-undone");

    boolean isTold(TicketEvent event) {
        return !LINKS.contains(event.kind())
                || visible.contains(event.detail().path("ticket").asLong());
    }

    boolean inTalk(TicketEvent event) {
        return IN_TALK.contains(event.kind());
    }

    /** Whether the domain of a mail's sender vouches for it. */
    static String vouched(Senders.Verdict verdict) {
        return switch (verdict) {
            case VOUCHED ->
                say("the sender’s domain vouches for this mail", "el dominio de quien envía responde por este correo");
            case UNPROVEN -> say("sender could not be proven", "no se pudo comprobar quién envía");
            case DENIED -> say("the domain says this mail is not theirs", "el dominio dice que este correo no es suyo");
        };
    }

    String who(Actor actor) {
        return switch (actor) {
            case Actor.Staff(long id) -> name(id);
            case Actor.Customer(long id) -> requester;
            case Actor.Software(String part) ->
                switch (part) {
                    case "sla" -> say("the clock", "el reloj");
                    case "triage" -> say("sorting", "la clasificación");
                    case "safety" -> say("screening", "la revisión de seguridad");
                    case "privacy" -> say("the gate", "la barrera");
                    case "rules" -> say("a rule", "una regla");
                    case "outbox" -> say("the outbox", "la bandeja de salida");
                    case "side" -> say("somebody outside", "alguien de fuera");
                    default -> say("the desk", "la mesa de ayuda");
                };
        };
    }

    /** The id of the step in the why-panel that explains the event; null when none does. */
    static @Nullable String why(TicketEvent event) {
        return switch (event.kind()) {
            case "classified", "corrected" -> "classified";
            case "escalated" -> "routed";
            case "assigned" -> event.detail().has("by") ? "given" : null;
            case "time-missed", "time-warning" -> "timed";
            default -> null;
        };
    }

    String text(TicketEvent event) {
        JsonNode detail = event.detail();
        return switch (event.kind()) {
            case "screened" -> say("Screened for a child in danger", "Revisado por si hay un menor en peligro");
            case "classified" -> classified(detail);
            case "routed" ->
                say("Handed to %s, %s", "Entregado a %s, %s")
                        .formatted(words.team(string(detail, "team")), level(detail));
            case "automatic" ->
                (detail.path("certain").asBoolean(true)
                                ? say("Taken for a machine's message: ", "Se tomó por el mensaje de una máquina: ")
                                : say(
                                        "Taken for a machine's message, likely but not certain: ",
                                        "Se tomó por el mensaje de una máquina, probable pero no seguro: "))
                        + string(detail, "reason");
            case "complaint" ->
                say(
                        "A mailbox provider reports that this mail of ours was called unwanted",
                        "Un proveedor de correo informa que este correo nuestro se marcó como no deseado");
            case "protection" -> string(detail, "reason");
            case "service-warning" ->
                detail.path("virus").asBoolean(false)
                        ? say(
                                "The mail service that took this in found a virus in it: do not open its files",
                                "El servicio de correo que lo recibió encontró un virus: no abras sus archivos")
                        : say(
                                "The mail service that took this in holds it for spam; read it with care, it may not be",
                                "El servicio de correo que lo recibió lo toma por spam; léelo con cuidado, puede que no lo sea");
            case "written-in" ->
                say("The customer writes in %s", "Quien escribe lo hace en %s")
                        .formatted(Words.language(string(detail, "language")));
            case "forwarded" -> say("Somebody of the staff forwarded this", "Alguien del personal lo reenvió");
            case "requester" -> say("The requester was changed", "Cambió la persona solicitante") + by(event);
            case "may-belong-to" -> mayBelong(detail.path("ticket").asLong());
            case "goes-on-from" -> goesOn(detail.path("ticket").asLong());
            case "merged-into" -> say("Merged into %s", "Unido a %s").formatted(other(detail)) + by(event);
            case "merged-from" ->
                say("%s was merged into this one", "%s se unió a este").formatted(Words.capital(other(detail)))
                        + by(event);
            case "merge-undone" ->
                say("The merge with %s was undone", "Se deshizo la unión con %s")
                                .formatted(other(detail))
                        + by(event);
            case "split-off" ->
                say("A second matter was split off as %s", "Se separó un segundo asunto como %s")
                                .formatted(linked(detail))
                        + by(event);
            case "split-from" -> say("Split off %s", "Separado de %s").formatted(linked(detail)) + by(event);
            case "split-undone" ->
                say("What was split off as %s is back", "Volvió lo que se separó como %s")
                                .formatted(linked(detail))
                        + by(event);
            case "linked" ->
                say("Linked: ", "Enlazado: ") + as(string(detail, "as")) + " " + linked(detail) + by(event);
            case "unlinked" ->
                say("No longer linked: ", "Ya no está enlazado: ") + as(string(detail, "as")) + " " + linked(detail)
                        + by(event);
            case "state" ->
                say("From %s to %s", "De %s a %s").formatted(state(detail, "from"), state(detail, "to")) + by(event);
            case "assigned" -> assigned(detail) + by(event);
            case "corrected" ->
                say("Sorted anew to %s", "Clasificado de nuevo en %s").formatted(place(string(detail, "to")))
                        + by(event)
                        + quoted(detail);
            case "escalated" -> escalated(detail) + by(event);
            case "tagged" -> say("Tags changed", "Etiquetas cambiadas") + by(event);
            case "task-added" -> say("Task added: ", "Tarea agregada: ") + task(detail) + holder(detail) + by(event);
            case "task-done" -> say("Task done: ", "Tarea hecha: ") + task(detail) + by(event);
            case "task-undone" ->
                say("Task not done after all: ", "Tarea sin hacer, al final: ") + task(detail) + by(event);
            case "task-taken" -> say("Task taken: ", "Tarea tomada: ") + task(detail) + by(event);
            case "task-removed" -> say("Task taken away: ", "Tarea quitada: ") + task(detail) + by(event);
            case "article-linked" ->
                say("Article %d linked", "Artículo %d enlazado")
                                .formatted(detail.path("article").asLong())
                        + by(event);
            case "article-unlinked" ->
                say("Article %d taken off", "Artículo %d quitado")
                                .formatted(detail.path("article").asLong())
                        + by(event);
            case "side-begun" -> say("Side conversation begun", "Conversación aparte iniciada") + by(event);
            case "side-written" ->
                say("Written in a side conversation", "Escrito en una conversación aparte") + by(event);
            case "side-answered" ->
                say("An answer came in a side conversation", "Llegó una respuesta en una conversación aparte");
            case "side-automatic" ->
                say("A machine answered in a side conversation", "Una máquina respondió en una conversación aparte");
            case "side-closed" -> say("Side conversation closed", "Conversación aparte cerrada") + by(event);
            case "side-reopened" ->
                say("Side conversation opened again", "Conversación aparte abierta de nuevo") + by(event);
            case "handed" ->
                say("Handed to ", "Pasado a ") + words.team(string(detail, "team")) + ", " + level(detail)
                        + say(", by the rule “", ", por la regla «") + string(detail, "rule") + say("”", "»");
            case "rule-fired" ->
                say("The rule “", "La regla «") + string(detail, "rule") + say("” fired", "» se ejecutó");
            case "rules-stopped" ->
                say("Rules stopped at depth ", "Reglas detenidas a profundidad ")
                        + detail.path("depth").asInt()
                        + say(": rule ", ": regla ")
                        + detail.path("rules")
                                .valueStream()
                                .map(name -> name.asString())
                                .collect(Collectors.joining(" → "));
            case "sealed" -> say("Put behind the safety wall", "Puesto tras el muro de protección");
            case "time-warning" ->
                say("%d %% of the time for “%s” is used", "Se usó el %d %% del plazo de “%s”")
                        .formatted(detail.path("percent").asInt(), Words.metric(string(detail, "metric")));
            case "time-missed" ->
                say("The time for “%s” is over", "Venció el plazo de “%s”")
                        .formatted(Words.metric(string(detail, "metric")));
            case "not-sent" -> say("A message was not sent: ", "No se envió un mensaje: ") + string(detail, "reason");
            case "receipt" -> say("Told the sender that it has come", "Se avisó a quien escribe que llegó");
            case "gate" ->
                string(detail, "decision").equals("overruled")
                        ? say("The gate was overruled: ", "Se pasó por encima de la barrera: ")
                                + string(detail, "reason")
                        : say("The gate let a message pass", "La barrera dejó pasar un mensaje");
            default -> Words.capital(event.kind().replace('-', ' '));
        };
    }

    /** A key of the ladder, with what the agent wrote behind it, as the playbook says it. */
    String reason(String kept) {
        if (kept.equals(Ladder.TIME_IS_UP)) {
            return say("time was up", "se acabó el tiempo");
        }
        int colon = kept.indexOf(": ");
        String key = colon < 0 ? kept : kept.substring(0, colon);
        String label = words.playbook().categories().values().stream()
                .flatMap(category -> category.ladder().rungs().stream())
                .map(rung -> rung.reasons().get(key))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(key);
        return colon < 0 ? label : label + kept.substring(colon);
    }

    private String other(JsonNode detail) {
        long id = detail.path("ticket").asLong();
        return visible.contains(id) ? Words.number(id) : say("another ticket", "otro ticket");
    }

    private static String state(JsonNode detail, String key) {
        return Words.state(string(detail, key)).toLowerCase(Locale.ROOT);
    }

    private static String linked(JsonNode detail) {
        return Words.number(detail.path("ticket").asLong());
    }

    /** What the other ticket is to this one. */
    static String as(String key) {
        return Links.As.ofKey(key)
                .map(as -> switch (as) {
                    case RELATED -> say("Related to", "Relacionado con");
                    case PROBLEM -> say("Caused by the problem", "Consecuencia del problema");
                    case INCIDENT -> say("The problem behind", "El problema detrás de");
                    case PARENT -> say("Part of", "Parte de");
                    case CHILD -> say("Has as a part", "Tiene como parte");
                    case SPLIT_FROM -> say("Split off", "Separado de");
                    case SPLIT_OFF -> say("Split off from here", "Separado de aquí");
                })
                .orElse(say("Linked to", "Enlazado con"));
    }

    private String classified(JsonNode detail) {
        String sorted = say("Sorted to %s", "Clasificado en %s")
                .formatted(place(string(detail, "category") + "/" + string(detail, "issue")));
        return detail.path("needsPerson").asBoolean()
                ? sorted + say(", not sure: please classify", ", sin seguridad: clasifícalo")
                : sorted;
    }

    private String goesOn(long ticket) {
        return visible.contains(ticket)
                ? say(
                                "Goes on from #%d, which ended too long ago to be opened again",
                                "Continúa #%d, que terminó hace demasiado para volver a abrirse")
                        .formatted(ticket)
                : say("Goes on from an older ticket", "Continúa un ticket anterior");
    }

    private String mayBelong(long ticket) {
        return visible.contains(ticket)
                ? say(
                                "It answers #%d, but the sender is not on it. Ask who they are before you tell them anything",
                                "Responde a #%d, pero quien envía no está en él. Pregunta quién es antes de contarle nada")
                        .formatted(ticket)
                : say(
                        "It answers a ticket that the sender is not on",
                        "Responde a un ticket en el que quien envía no está");
    }

    private String assigned(JsonNode detail) {
        long staff = detail.path("staff").asLong(0);
        if (detail.has("because")) {
            String from = names.getOrDefault(detail.path("from").asLong(), say("somebody", "alguien"));
            return string(detail, "because").equals("left")
                    ? say(
                                    "Back with the team, since %s does not work here any more",
                                    "De vuelta con el equipo, porque %s ya no trabaja aquí")
                            .formatted(from)
                    : say(
                                    "Back with the team, since %s is away and the customer waits",
                                    "De vuelta con el equipo, porque %s no está y el cliente espera")
                            .formatted(from);
        } else if (detail.has("by")) {
            return say("Given to %s, %s", "Dado a %s, %s").formatted(name(staff), because(detail));
        }
        return staff == 0
                ? say("Assigned to nobody", "Sin asignar")
                : say("Assigned to %s", "Asignado a %s").formatted(name(staff));
    }

    /** A merge may have taken it to another ticket. */
    private String task(JsonNode detail) {
        String text = tasks.get(detail.path("task").asLong());
        return text == null ? say("one that is not here now", "una que ahora no está aquí") : "“" + text + "”";
    }

    private String holder(JsonNode detail) {
        return detail.has("for")
                ? say(", for %s,", ", para %s,")
                        .formatted(name(detail.path("for").asLong()))
                : "";
    }

    private String name(long staff) {
        return names.getOrDefault(staff, say("somebody who left", "alguien que ya no está"));
    }

    /** Why the software gave the ticket to just this person. */
    String because(JsonNode detail) {
        String had = skills(detail, "had");
        return (string(detail, "by").equals(Giving.By.LEAST_LOADED.key())
                        ? say("who had most room", "quien tenía más lugar")
                        : say("who was given none for longest", "quien llevaba más tiempo sin recibir ninguno"))
                + say(": held %d of at most %d", ": tenía %d de un máximo de %d")
                        .formatted(
                                detail.path("load").asInt(),
                                detail.path("capacity").asInt())
                + (had.isEmpty() ? "" : say("; has the skill asked for: ", "; tiene la habilidad pedida: ") + had)
                + (detail.has("lacked") ? "; " + lacked(skills(detail, "lacked"), string(detail, "since")) : "");
    }

    /** Why somebody without a skill that was asked for was given the ticket after all. */
    private static String lacked(String skills, String since) {
        return switch (since) {
            case "nobody" ->
                say("nobody of the team has the skill %s", "nadie del equipo tiene la habilidad %s")
                        .formatted(skills);
            case "full" ->
                say("nobody with the skill %s had room in time", "nadie con la habilidad %s tuvo lugar a tiempo")
                        .formatted(skills);
            default ->
                say(
                                "nobody with the skill %s was at work in time",
                                "nadie con la habilidad %s estuvo presente a tiempo")
                        .formatted(skills);
        };
    }

    private String skills(JsonNode detail, String key) {
        return detail.path(key)
                .valueStream()
                .map(it -> words.skill(it.asString()))
                .collect(Collectors.joining(", "));
    }

    private String escalated(JsonNode detail) {
        return say("Went up from %s to %s, %s: %s", "Subió de %s a %s, %s: %s")
                .formatted(
                        words.team(string(detail, "fromTeam")),
                        words.team(string(detail, "toTeam")),
                        level(detail),
                        reason(string(detail, "reason")));
    }

    private String place(String place) {
        int slash = place.indexOf('/');
        String category = slash < 0 ? place : place.substring(0, slash);
        String issue = slash < 0 ? "" : place.substring(slash + 1);
        return words.category(category)
                + (issue.isEmpty() || issue.equals("null") ? "" : ", " + words.issue(category, issue));
    }

    private String by(TicketEvent event) {
        return event.actor() instanceof Actor.Software ? "" : say(" by ", " por ") + who(event.actor());
    }

    private static String quoted(JsonNode detail) {
        String reason = string(detail, "reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String level(JsonNode detail) {
        return level(detail.path("level").asInt());
    }

    static String level(int level) {
        return level == Ladder.IMMEDIATE ? say("Immediate", "Inmediato") : say("Level ", "Nivel ") + level;
    }

    static String string(JsonNode detail, String key) {
        JsonNode value = detail.path(key);
        return value.isMissingNode() || value.isNull() ? "" : value.asString();
    }

    /** The words on which sorting rests, strongest first. */
    static String terms(JsonNode reasons) {
        return reasons.valueStream()
                .map(reason -> string(reason, "term"))
                .filter(term -> !term.isEmpty())
                .distinct()
                .limit(4)
                .map(term -> "“" + term + "”")
                .collect(Collectors.joining(", "));
    }
}
