package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nightlight.channel.Senders;
import org.nightlight.playbook.Target;
import org.nightlight.sla.Clocks;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import tools.jackson.databind.JsonNode;

/** Why the ticket is where it is: each decision with what it rests on and the version of the rules that it used. */
record WhyPanel(
        Ticket ticket,
        List<TicketEvent> events,
        Clocks.Standing standing,
        EventWords said,
        Map<Long, Senders.Seen> senders) {
    List<TicketPage.Why> lines() {
        List<TicketPage.Why> lines = new ArrayList<>();
        last("screened").ifPresent(it -> lines.add(screened(it.detail())));
        senders.values().stream().reduce((first, next) -> next).ifPresent(it -> lines.add(sender(it)));
        last("corrected")
                .map(this::corrected)
                .or(() -> last("classified").map(it -> classified(it.detail())))
                .ifPresent(lines::add);
        last("escalated", "handed")
                .map(it -> it.kind().equals("handed") ? handed(it) : climbed(it))
                .or(() -> last("routed").map(it -> routed(it.detail())))
                .ifPresent(lines::add);
        last("assigned")
                .filter(it -> it.detail().has("by"))
                .filter(it -> Long.valueOf(it.detail().path("staff").asLong()).equals(ticket.assigneeId()))
                .map(this::given)
                .ifPresent(lines::add);
        lines.add(timed());
        last("gate").ifPresent(it -> lines.add(gate(it.detail())));
        return lines;
    }

    /** Of the latest mail. */
    private static TicketPage.Why sender(Senders.Seen seen) {
        String arc = seen.arc().equals("none") ? "" : ", ARC " + seen.arc();
        String sealed = seen.sealer().isEmpty() ? "" : say(", sealed by ", ", sellado por ") + seen.sealer();
        String believed = seen.believed()
                ? say(", whose word is believed by a setting", ", a cuya palabra se cree por una configuración")
                : "";
        return new TicketPage.Why(
                "sender",
                say("Sender", "Quién envía"),
                Words.capital(EventWords.vouched(seen.verdict())),
                "SPF " + seen.spf() + ", DKIM " + seen.dkim() + ", DMARC " + seen.dmarc() + arc + sealed + believed,
                seen.byServer()
                        ? say("as our mail server found", "según nuestro servidor de correo")
                        : say("as the desk found", "según la mesa de ayuda"));
    }

    private TicketPage.Why screened(JsonNode detail) {
        return new TicketPage.Why(
                "screened",
                say("Screened", "Revisado"),
                ticket.walled()
                        ? say("With the Safety Team", "Con el equipo de protección")
                        : say("Nothing that calls the Safety Team", "Nada que llame al equipo de protección"),
                say(
                        "every message is read by the screening rules before anything else",
                        "las reglas de revisión leen cada mensaje antes que nada"),
                EventWords.string(detail, "engine"));
    }

    private TicketPage.Why classified(JsonNode detail) {
        String terms = EventWords.terms(detail.path("reasons"));
        String sure =
                String.format(Locale.ROOT, "%.2f", detail.path("confidence").asDouble());
        String because = terms.isEmpty() ? say("no word spoke clearly", "ninguna palabra fue clara") : terms;
        return new TicketPage.Why(
                "classified",
                say("Classified", "Clasificado"),
                category(EventWords.string(detail, "category"), EventWords.string(detail, "issue")),
                because + " (" + sure + ")"
                        + (detail.path("needsPerson").asBoolean()
                                ? say(
                                        ", not sure enough: a person is asked",
                                        ", sin seguridad suficiente: se pregunta a una persona")
                                : ""),
                version(detail));
    }

    private TicketPage.Why corrected(TicketEvent event) {
        return new TicketPage.Why(
                "classified",
                say("Classified", "Clasificado"),
                category(ticket.category(), ticket.issue() == null ? "" : ticket.issue()),
                say("by ", "por ") + said.who(event.actor()) + ": " + EventWords.string(event.detail(), "reason"),
                version(event.detail()));
    }

    private TicketPage.Why routed(JsonNode detail) {
        return new TicketPage.Why(
                "routed",
                say("Routed", "Dirigido"),
                said.words().team(EventWords.string(detail, "team")) + ", "
                        + EventWords.level(detail.path("level").asInt()),
                say("there the ladder of %s begins for it", "allí empieza para él la escalera de %s")
                        .formatted(said.words().category(ticket.category())),
                version(detail));
    }

    private TicketPage.Why handed(TicketEvent event) {
        return new TicketPage.Why(
                "routed",
                say("Routed", "Dirigido"),
                said.words().team(ticket.team()) + ", " + EventWords.level(ticket.level()),
                said.text(event),
                rules(ticket.playbookVersion()));
    }

    private TicketPage.Why climbed(TicketEvent event) {
        return new TicketPage.Why(
                "routed",
                say("Routed", "Dirigido"),
                said.words().team(ticket.team()) + ", " + EventWords.level(ticket.level()),
                say("went up: ", "subió: ") + said.reason(EventWords.string(event.detail(), "reason")),
                rules(ticket.playbookVersion()));
    }

    /** Only while it holds: whoever got the ticket from a person since has it for that person's reasons. */
    private TicketPage.Why given(TicketEvent event) {
        long staff = event.detail().path("staff").asLong();
        return new TicketPage.Why(
                "given",
                say("Given", "Dado"),
                say("To ", "A ") + said.names().getOrDefault(staff, say("somebody who left", "alguien que ya no está")),
                said.because(event.detail()),
                say("by the team’s own rule in the playbook", "por la regla propia del equipo"));
    }

    private TicketPage.Why timed() {
        return new TicketPage.Why(
                "timed",
                say("Timed", "Plazos"),
                say("first answer %s, solved %s", "primera respuesta %s, resolución %s")
                        .formatted(
                                targets(standing.policy().firstResponse()),
                                targets(standing.policy().resolution())),
                say("tier %s, rule %s, opened %s", "plan %s, regla %s, abierto %s")
                        .formatted(
                                said.words().tier(ticket.tier()),
                                standing.policy().name(),
                                said.words().when(ticket.createdAt()).text()),
                rules(standing.playbookVersion()));
    }

    private static TicketPage.Why gate(JsonNode detail) {
        if (EventWords.string(detail, "decision").equals("overruled")) {
            return new TicketPage.Why(
                    "gate",
                    say("Gate", "Barrera"),
                    say("The last reply was sent all the same", "La última respuesta se envió de todos modos"),
                    EventWords.string(detail, "reason"),
                    say("gate 1", "barrera 1"));
        }
        return new TicketPage.Why(
                "gate",
                say("Gate", "Barrera"),
                say("The last reply passed", "La última respuesta pasó"),
                say(
                        "no card number, no child's name to a stranger",
                        "ningún número de tarjeta, ningún nombre de menor a un extraño"),
                say("gate 1", "barrera 1"));
    }

    private String category(String category, String issue) {
        String label = said.words().category(category);
        return issue.isEmpty() ? label : label + ", " + said.words().issue(category, issue);
    }

    private static String targets(List<Target> targets) {
        return targets.isEmpty()
                ? say("not promised", "sin promesa")
                : targets.stream().map(Words::target).collect(Collectors.joining(say(" or ", " o ")));
    }

    private static String version(JsonNode detail) {
        return rules(detail.path("playbook").asInt());
    }

    private static String rules(int version) {
        return say("playbook ", "reglas ") + version;
    }

    private Optional<TicketEvent> last(String... kinds) {
        return events.reversed().stream()
                .filter(event -> List.of(kinds).contains(event.kind()))
                .findFirst();
    }
}
