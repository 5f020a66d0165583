package org.nightlight.desk;

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
        String sealed = seen.sealer().isEmpty() ? "" : ", sealed by " + seen.sealer();
        String believed = seen.believed() ? ", whose word is believed by a setting" : "";
        return new TicketPage.Why(
                "sender",
                "Sender",
                Words.capital(EventWords.vouched(seen.verdict())),
                "SPF " + seen.spf() + ", DKIM " + seen.dkim() + ", DMARC " + seen.dmarc() + arc + sealed + believed,
                seen.byServer() ? "as our mail server found" : "as the desk found");
    }

    private TicketPage.Why screened(JsonNode detail) {
        return new TicketPage.Why(
                "screened",
                "Screened",
                ticket.walled() ? "With the Safety Team" : "Nothing that calls the Safety Team",
                "every message is read by the screening rules before anything else",
                EventWords.string(detail, "engine"));
    }

    private TicketPage.Why classified(JsonNode detail) {
        String terms = EventWords.terms(detail.path("reasons"));
        String sure =
                String.format(Locale.ROOT, "%.2f", detail.path("confidence").asDouble());
        String because = terms.isEmpty() ? "no word spoke clearly" : terms;
        return new TicketPage.Why(
                "classified",
                "Classified",
                category(EventWords.string(detail, "category"), EventWords.string(detail, "issue")),
                because + " (" + sure + ")"
                        + (detail.path("needsPerson").asBoolean() ? ", not sure enough: a person is asked" : ""),
                version(detail));
    }

    private TicketPage.Why corrected(TicketEvent event) {
        return new TicketPage.Why(
                "classified",
                "Classified",
                category(ticket.category(), ticket.issue() == null ? "" : ticket.issue()),
                "by " + said.who(event.actor()) + ": " + EventWords.string(event.detail(), "reason"),
                version(event.detail()));
    }

    private TicketPage.Why routed(JsonNode detail) {
        return new TicketPage.Why(
                "routed",
                "Routed",
                said.words().team(EventWords.string(detail, "team")) + ", "
                        + EventWords.level(detail.path("level").asInt()),
                "there the ladder of " + said.words().category(ticket.category()) + " begins for it",
                version(detail));
    }

    private TicketPage.Why handed(TicketEvent event) {
        return new TicketPage.Why(
                "routed",
                "Routed",
                said.words().team(ticket.team()) + ", " + EventWords.level(ticket.level()),
                said.text(event),
                "playbook " + ticket.playbookVersion());
    }

    private TicketPage.Why climbed(TicketEvent event) {
        return new TicketPage.Why(
                "routed",
                "Routed",
                said.words().team(ticket.team()) + ", " + EventWords.level(ticket.level()),
                "went up: " + said.reason(EventWords.string(event.detail(), "reason")),
                "playbook " + ticket.playbookVersion());
    }

    /** Only while it holds: whoever got the ticket from a person since has it for that person's reasons. */
    private TicketPage.Why given(TicketEvent event) {
        long staff = event.detail().path("staff").asLong();
        return new TicketPage.Why(
                "given",
                "Given",
                "To " + said.names().getOrDefault(staff, "somebody who left"),
                EventWords.because(event.detail()),
                "by the team’s own rule in the playbook");
    }

    private TicketPage.Why timed() {
        return new TicketPage.Why(
                "timed",
                "Timed",
                "first answer " + targets(standing.policy().firstResponse()) + ", solved "
                        + targets(standing.policy().resolution()),
                "tier " + said.words().tier(ticket.tier()) + ", rule "
                        + standing.policy().name() + ", opened "
                        + said.words().when(ticket.createdAt()).text(),
                "playbook " + standing.playbookVersion());
    }

    private static TicketPage.Why gate(JsonNode detail) {
        if (EventWords.string(detail, "decision").equals("overruled")) {
            return new TicketPage.Why(
                    "gate",
                    "Gate",
                    "The last reply was sent all the same",
                    EventWords.string(detail, "reason"),
                    "gate 1");
        }
        return new TicketPage.Why(
                "gate", "Gate", "The last reply passed", "no card number, no child's name to a stranger", "gate 1");
    }

    private String category(String category, String issue) {
        String label = said.words().category(category);
        return issue.isEmpty() ? label : label + ", " + said.words().issue(category, issue);
    }

    private static String targets(List<Target> targets) {
        return targets.isEmpty()
                ? "not promised"
                : targets.stream().map(Target::text).collect(Collectors.joining(" or "));
    }

    private static String version(JsonNode detail) {
        return "playbook " + detail.path("playbook").asInt();
    }

    private Optional<TicketEvent> last(String... kinds) {
        return events.reversed().stream()
                .filter(event -> List.of(kinds).contains(event.kind()))
                .findFirst();
    }
}
