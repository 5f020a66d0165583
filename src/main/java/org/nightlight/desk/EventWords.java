package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

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
 */
record EventWords(Words words, Map<Long, String> names, String requester, Set<Long> visible) {
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
            case VOUCHED -> "the sender’s domain vouches for this mail";
            case UNPROVEN -> "sender could not be proven";
            case DENIED -> "the domain says this mail is not theirs";
        };
    }

    String who(Actor actor) {
        return switch (actor) {
            case Actor.Staff(long id) -> names.getOrDefault(id, "somebody who left");
            case Actor.Customer(long id) -> requester;
            case Actor.Software(String part) ->
                switch (part) {
                    case "sla" -> "the clock";
                    case "triage" -> "sorting";
                    case "safety" -> "screening";
                    case "privacy" -> "the gate";
                    case "outbox" -> "the outbox";
                    case "rules" -> say("a rule", "una regla");
                    default -> "the desk";
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
            case "screened" -> "Screened for a child in danger";
            case "classified" -> classified(detail);
            case "routed" -> "Handed to " + words.team(string(detail, "team")) + ", " + level(detail);
            case "automatic" ->
                (detail.path("certain").asBoolean(true)
                                ? "Taken for a machine's message: "
                                : "Taken for a machine's message, likely but not certain: ")
                        + string(detail, "reason");
            case "complaint" -> "A mailbox provider reports that this mail of ours was called unwanted";
            case "protection" -> string(detail, "reason");
            case "service-warning" ->
                detail.path("virus").asBoolean(false)
                        ? "The mail service that took this in found a virus in it: do not open its files"
                        : "The mail service that took this in holds it for spam; read it with care, it may not be";
            case "forwarded" -> "Somebody of the staff forwarded this";
            case "requester" -> "The requester was changed" + by(event);
            case "may-belong-to" -> mayBelong(detail.path("ticket").asLong());
            case "goes-on-from" -> goesOn(detail.path("ticket").asLong());
            case "merged-into" -> other(detail, "Merged into ", "another ticket") + by(event);
            case "merged-from" -> other(detail, "", "Another ticket") + " was merged into this one" + by(event);
            case "merge-undone" -> "The merge with " + other(detail, "", "another ticket") + " was undone" + by(event);
            case "split-off" -> "A second matter was split off as " + linked(detail) + by(event);
            case "split-from" -> "Split off " + linked(detail) + by(event);
            case "split-undone" -> "What was split off as " + linked(detail) + " is back" + by(event);
            case "linked" -> "Linked: " + as(string(detail, "as")) + " " + linked(detail) + by(event);
            case "unlinked" -> "No longer linked: " + as(string(detail, "as")) + " " + linked(detail) + by(event);
            case "state" ->
                "From " + Words.state(string(detail, "from")).toLowerCase(java.util.Locale.ROOT) + " to "
                        + Words.state(string(detail, "to")).toLowerCase(java.util.Locale.ROOT) + by(event);
            case "assigned" -> assigned(detail) + by(event);
            case "corrected" -> "Sorted anew to " + place(string(detail, "to")) + by(event) + quoted(detail);
            case "escalated" -> escalated(detail) + by(event);
            case "tagged" -> "Tags changed" + by(event);
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
            case "sealed" -> "Put behind the safety wall";
            case "time-warning" ->
                detail.path("percent").asInt() + " % of the time for “" + Words.metric(string(detail, "metric"))
                        + "” is used";
            case "time-missed" -> "The time for “" + Words.metric(string(detail, "metric")) + "” is over";
            case "not-sent" -> "A message was not sent: " + string(detail, "reason");
            case "receipt" -> "Told the sender that it has come";
            case "gate" ->
                string(detail, "decision").equals("overruled")
                        ? "The gate was overruled: " + string(detail, "reason")
                        : "The gate let a message pass";
            default -> Words.capital(event.kind().replace('-', ' '));
        };
    }

    /** A key of the ladder, with what the agent wrote behind it, as the playbook says it. */
    String reason(String kept) {
        if (kept.equals(Ladder.TIME_IS_UP)) {
            return "time was up";
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

    private String other(JsonNode detail, String before, String unnamed) {
        long id = detail.path("ticket").asLong();
        return before + (visible.contains(id) ? Words.number(id) : unnamed);
    }

    private static String linked(JsonNode detail) {
        return Words.number(detail.path("ticket").asLong());
    }

    /** What the other ticket is to this one. */
    static String as(String key) {
        return Links.As.ofKey(key)
                .map(as -> switch (as) {
                    case RELATED -> "Related to";
                    case PROBLEM -> "Caused by the problem";
                    case INCIDENT -> "The problem behind";
                    case PARENT -> "Part of";
                    case CHILD -> "Has as a part";
                    case SPLIT_FROM -> "Split off";
                    case SPLIT_OFF -> "Split off from here";
                })
                .orElse("Linked to");
    }

    private String classified(JsonNode detail) {
        String sorted = "Sorted to " + place(string(detail, "category") + "/" + string(detail, "issue"));
        return detail.path("needsPerson").asBoolean() ? sorted + ", not sure: please classify" : sorted;
    }

    private String goesOn(long ticket) {
        return visible.contains(ticket)
                ? "Goes on from #" + ticket + ", which ended too long ago to be opened again"
                : "Goes on from an older ticket";
    }

    private String mayBelong(long ticket) {
        return visible.contains(ticket)
                ? "It answers #" + ticket
                        + ", but the sender is not on it. Ask who they are before you tell them anything"
                : "It answers a ticket that the sender is not on";
    }

    private String assigned(JsonNode detail) {
        long staff = detail.path("staff").asLong(0);
        if (detail.has("because")) {
            String from = names.getOrDefault(detail.path("from").asLong(), "somebody");
            return string(detail, "because").equals("left")
                    ? "Back with the team, since " + from + " does not work here any more"
                    : "Back with the team, since " + from + " is away and the customer waits";
        } else if (detail.has("by")) {
            return "Given to " + names.getOrDefault(staff, "somebody who left") + ", " + because(detail);
        }
        return staff == 0 ? "Assigned to nobody" : "Assigned to " + names.getOrDefault(staff, "somebody who left");
    }

    /** Why the software gave the ticket to just this person. */
    static String because(JsonNode detail) {
        return (string(detail, "by").equals(Giving.By.LEAST_LOADED.key())
                        ? "who had most room"
                        : "who was given none for longest")
                + ": held " + detail.path("load").asInt() + " of at most "
                + detail.path("capacity").asInt();
    }

    private String escalated(JsonNode detail) {
        return "Went up from " + words.team(string(detail, "fromTeam")) + " to " + words.team(string(detail, "toTeam"))
                + ", " + level(detail) + ": " + reason(string(detail, "reason"));
    }

    private String place(String place) {
        int slash = place.indexOf('/');
        String category = slash < 0 ? place : place.substring(0, slash);
        String issue = slash < 0 ? "" : place.substring(slash + 1);
        return words.category(category)
                + (issue.isEmpty() || issue.equals("null") ? "" : ", " + words.issue(category, issue));
    }

    private String by(TicketEvent event) {
        return event.actor() instanceof Actor.Software ? "" : " by " + who(event.actor());
    }

    private static String quoted(JsonNode detail) {
        String reason = string(detail, "reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String level(JsonNode detail) {
        return level(detail.path("level").asInt());
    }

    static String level(int level) {
        return level == Ladder.IMMEDIATE ? "Immediate" : "Level " + level;
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
