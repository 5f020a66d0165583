package org.nightlight.desk;

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
        return staffId == null ? "nobody" : names.getOrDefault(staffId, "somebody who left");
    }

    String who(Actor actor) {
        return switch (actor) {
            case Actor.Staff(long id) -> name(id);
            case Actor.Customer customer -> "the sender";
            case Actor.Software(String part) -> part.equals("safety") ? "screening" : "the desk";
        };
    }

    static String suspect(Suspect suspect) {
        return switch (suspect) {
            case UNKNOWN -> "Not known yet";
            case HOUSEHOLD -> "Somebody at home";
            case CHILD -> "Another child of the household";
            case STAFF -> "Somebody who works here";
            case OUTSIDE -> "Somebody outside the home";
            case NONE -> "Nobody";
        };
    }

    String suspect(Decisions now) {
        return now.suspectStaffId() == null
                ? suspect(now.suspect())
                : suspect(now.suspect()) + ": " + name(now.suspectStaffId());
    }

    static String channel(SafeChannel channel) {
        return switch (channel) {
            case UNDECIDED -> "Not decided";
            case CONFIRMED -> "Yes, the child confirmed it is private";
            case APPROVED -> "Yes, approved by a reviewer";
            case NO -> "No";
        };
    }

    static String jurisdiction(String code) {
        return code.equals(Decisions.UNKNOWN) ? "Not known" : code;
    }

    static String hold(Hold.Kind kind) {
        return switch (kind) {
            case LEGAL -> "Legal hold";
            case AUTHORITY -> "Hold for an authority";
            case PRESERVATION -> "Preservation";
        };
    }

    static String proposal(Proposal proposal) {
        return proposal(proposal.kind().name().toLowerCase(java.util.Locale.ROOT)
                + (proposal.level() == null ? "" : " " + proposal.level()));
    }

    String text(CaseEvent event) {
        String detail = event.detail();
        return switch (event.kind()) {
            case "opened" -> "Case opened at " + detail;
            case "raised" ->
                "Raised"
                        + (detail.contains(" ")
                                ? " from " + detail.replace(" ", " to ")
                                : " or written to again, now " + detail);
            case "lowered" -> "Lowered from " + detail.replace(" ", " to ");
            case "acknowledged" -> "Acknowledged";
            case "released" -> "Released to the desk";
            case "closed" -> "Closed";
            case "suspect" -> "Suspect decided: " + decidedSuspect(detail);
            case "ground" -> "On what ground the words are kept: " + event.detail();
            case "channel" ->
                "Safe to answer here: " + channel(SafeChannel.ofKey(detail)).toLowerCase(java.util.Locale.ROOT);
            case "jurisdiction" -> "Where the child is: " + jurisdiction(detail);
            case "proposed" -> "Proposed: " + proposal(detail);
            case "confirmed" -> "Confirmed by a second person: " + proposal(detail);
            case "declined" -> "Declined: " + proposal(detail);
            case "proposal-overtaken" -> "No longer proposed, since something new is known: " + proposal(detail);
            case "taken" -> "Taken by " + staff(detail);
            case "handed-over" -> "Handed over to " + staff(detail);
            case "accompanied" -> "Second person: " + staff(detail);
            case "evidence-deleted" -> "The sealed evidence was deleted after its time: " + detail;
            case "hold-placed" -> hold(Hold.Kind.ofKey(detail.split(" ")[0])) + " placed";
            case "hold-ended" -> "A hold ended";
            case "ticket-linked" -> "Ticket #" + detail.substring(detail.indexOf(':') + 1) + " linked";
            case "beyond-limit" ->
                "Taken by " + staff(detail) + " beyond what one person should carry: nobody else could";
            case "debrief-offered" -> "A talk was offered to " + staff(detail);
            case "file-asked" -> "Asked to look at a file";
            case "file-granted" -> "A file opened to " + staff(detail.substring(0, detail.indexOf(' ')));
            case "file-shown" -> "Looked at a file";
            case "file-marked" -> "A file marked: it may show the abuse of a child";
            case "glass-granted" -> "Opened by break-glass to " + staff(detail);
            case "glass-read" -> "Read through break-glass";
            case "child-linked" -> "A child linked";
            case "answer-written" -> "Own words written for the child, not sent yet";
            case "answer-approved" -> "Own words for the child approved by a second person";
            case "answer-declined" -> "Own words for the child declined";
            case "answer-queued" -> "An answer to the child let go";
            case "answer-sent" -> "The answer to the child was handed to the mail relay";
            case "answer-failed" -> "The answer to the child could not be sent";
            case "answer-withheld" -> "The answer to the child was held back before it left";
            case "notice-withheld" -> "Notice to parents withheld, ground " + detail;
            case "notice-decided" -> "Decided that a parent is told";
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
                ? "lower to " + detail.substring("lower ".length())
                : detail.equals("release") ? "release to the desk" : "close the case";
    }

    private String decidedSuspect(String detail) {
        int staff = detail.indexOf(" staff:");
        return staff < 0
                ? suspect(Suspect.ofKey(detail)).toLowerCase(java.util.Locale.ROOT)
                : "somebody who works here, " + staff(detail.substring(staff + 1));
    }

    private String staff(String subject) {
        return name(Long.valueOf(subject.substring(subject.indexOf(':') + 1)));
    }

    static String ground(Ground ground) {
        return switch (ground) {
            case CHILD_SAFETY -> "To protect the child: the parents are told";
            case SECURITY_AND_LAW -> "For safety and law: no parent is told";
            case CONSENT -> "A parent’s consent";
            case CONSENT_REQUEST -> "A parent was asked for consent";
            case ONE_REPLY -> "One answer to one question";
            case SEVERAL_REPLIES -> "Several answers, after a parent was told";
        };
    }

    static List<Choice> grounds() {
        return List.of(
                new Choice("v", "To protect the child; the parents are told by mail", false),
                new Choice("i", "Security of the service", false),
                new Choice("ii", "Against liability", false),
                new Choice("iii", "A court or another judicial process", false),
                new Choice("iv", "Police or an investigation on public safety", true));
    }
}
