package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.automation.After;
import org.nightlight.automation.Deeds;
import org.nightlight.automation.Definition;
import org.nightlight.automation.Heard;
import org.nightlight.automation.Plan;
import org.nightlight.ticket.State;

/**
 * What rules say and do, in words.
 *
 * @param names of staff by id
 */
record RuleWords(Words words, Map<Long, String> names) {

    /** Such as {@code When a ticket is made, or the customer writes again}. */
    String when(Definition says) {
        After after = says.after();
        if (after != null) {
            return Words.capital(span(after) + " " + since(after.anchor(), after.state()));
        }
        return says.hears().stream()
                .map(RuleWords::heard)
                .collect(Collectors.joining(say(", or ", ", o "), say("When ", "Cuando "), ""));
    }

    static String heard(Heard heard) {
        return switch (heard) {
            case MADE -> say("a ticket is made", "se crea un ticket");
            case WROTE -> say("the customer writes again", "el cliente vuelve a escribir");
            case ANSWERED -> say("our answer has left", "sale nuestra respuesta");
            case STATE -> say("its state changes", "cambia su estado");
            case TEAM -> say("its team changes", "cambia su equipo");
            case LEVEL -> say("its level changes", "cambia su nivel");
            case ASSIGNEE -> say("its assignee changes", "cambia su responsable");
            case TAGS -> say("its tags change", "cambian sus etiquetas");
        };
    }

    /** What a kept look tells of the change at which it looked. */
    static String looked(List<String> what) {
        return what.stream()
                .map(key -> Heard.ofKey(key)
                        .map(RuleWords::heard)
                        .orElseGet(() -> say("its time was up", "se cumplió su plazo")))
                .collect(Collectors.joining(", "));
    }

    private static String span(After after) {
        boolean one = after.count() == 1;
        String unit = switch (after.unit()) {
            case MINUTES -> one ? say("minute", "minuto") : say("minutes", "minutos");
            case HOURS -> one ? say("hour", "hora") : say("hours", "horas");
            case DAYS -> one ? say("day", "día") : say("days", "días");
        };
        String counted = after.count() + " " + unit;
        return after.openTime() ? counted + say(" of open time", " de horario abierto") : counted;
    }

    static String since(After.Anchor anchor, @Nullable State state) {
        return switch (anchor) {
            case MADE -> say("after it was made", "después de su creación");
            case STATE ->
                say("after it became ", "después de pasar a ")
                        + (state == null ? "" : Words.state(state.key()).toLowerCase(Locale.ROOT));
            case CUSTOMER -> say("after the customer’s last message", "después del último mensaje del cliente");
            case ANSWER -> say("after our last answer", "después de nuestra última respuesta");
            case WAITING ->
                say(
                        "after the customer’s first unanswered message",
                        "después del primer mensaje del cliente sin respuesta");
        };
    }

    /** What it does with any ticket, step by step. */
    List<String> deeds(Deeds deeds) {
        List<String> said = new ArrayList<>();
        deeds.add().forEach(tag -> said.add(step(new Plan.Step(Plan.Kind.TAG, tag))));
        deeds.remove().forEach(tag -> said.add(step(new Plan.Step(Plan.Kind.UNTAG, tag))));
        if (deeds.place().startsWith("level:")) {
            said.add(say("Raise to level ", "Subir al nivel ") + deeds.place().substring("level:".length()));
        } else if (!deeds.place().isEmpty()) {
            said.add(hand(words.team(deeds.place().substring("team:".length()))));
        }
        Long assignee = deeds.assignee();
        if (assignee != null) {
            said.add(step(new Plan.Step(Plan.Kind.ASSIGN, assignee.toString())));
        }
        State state = deeds.state();
        if (state != null) {
            said.add(step(new Plan.Step(Plan.Kind.STATE, state.key())));
        }
        if (!deeds.note().isBlank()) {
            said.add(step(new Plan.Step(Plan.Kind.NOTE, "")));
        }
        if (deeds.tellsAssignee()) {
            said.add(step(new Plan.Step(Plan.Kind.TELL, "assignee")));
        }
        if (!deeds.tellsLeads().isEmpty()) {
            said.add(step(new Plan.Step(Plan.Kind.TELL, deeds.tellsLeads())));
        }
        return said;
    }

    String step(Plan.Step step) {
        String value = step.value();
        return switch (step.kind()) {
            case TAG -> say("Add the tag ", "Poner la etiqueta ") + value;
            case UNTAG -> say("Take off the tag ", "Quitar la etiqueta ") + value;
            case HAND -> {
                int colon = value.indexOf(':');
                yield hand(words.team(value.substring(colon + 1)))
                        + say(", level ", ", nivel ")
                        + value.substring(0, colon);
            }
            case ASSIGN ->
                value.equals("0")
                        ? say("Take it from its assignee", "Quitarlo a su responsable")
                        : say("Give it to ", "Asignarlo a ")
                                + names.getOrDefault(
                                        Long.parseLong(value), say("somebody who left", "alguien que ya no está"));
            case STATE -> say("Set to ", "Pasar a ") + Words.state(value).toLowerCase(Locale.ROOT);
            case NOTE -> say("Add a note", "Añadir una nota");
            case TELL ->
                switch (value) {
                    case "assignee" -> say("Tell its assignee", "Avisar a su responsable");
                    case Deeds.OWN -> say("Tell the leads of its team", "Avisar a los líderes de su equipo");
                    default -> say("Tell the leads of ", "Avisar a los líderes de ") + words.team(value);
                };
        };
    }

    /** A kept step, such as {@code tag:refund}. */
    String kept(String step) {
        return Plan.Step.read(step).map(this::step).orElse(step);
    }

    private static String hand(String team) {
        return say("Hand to ", "Pasar a ") + team;
    }

    /** A line of a rule's history. */
    static String change(String what) {
        return switch (what) {
            case "made" -> say("made it", "la creó");
            case "changed" -> say("changed it", "la cambió");
            case "on" -> say("switched it on", "la activó");
            case "off" -> say("switched it off", "la desactivó");
            case "removed" -> say("removed it", "la retiró");
            default -> say("brought it back", "la recuperó");
        };
    }
}
