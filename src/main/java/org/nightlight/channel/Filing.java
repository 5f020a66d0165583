package org.nightlight.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.safety.Level;
import org.nightlight.safety.Verdict;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Arrival;
import org.nightlight.ticket.Sorting;
import org.nightlight.ticket.Ticket;
import org.nightlight.triage.Decision;

/** Turns what was read and decided about a letter into what a ticket is made of. Pure. */
final class Filing {
    private Filing() {}

    /** The letter as the ticket keeps it. */
    static Arrival arrival(Intake.Source source, Reading.Readable letter, Customer requester) {
        Actor author = letter.actor() == null ? new Actor.Customer(requester.id()) : letter.actor();
        return arrival(
                source, letter, author, requester.id(), letter.name().isBlank() ? requester.name() : letter.name());
    }

    /** As {@link #arrival}, in a side conversation: whoever wrote it is nobody on the ticket. */
    static Arrival aside(Intake.Source source, Reading.Readable letter, Optional<Customer> known, long requesterId) {
        Actor author = known.<Actor>map(it -> new Actor.Customer(it.id())).orElse(new Actor.Software("side"));
        String address = letter.sender().map(EmailAddress::value).orElse("");
        return arrival(
                source,
                letter,
                author,
                requesterId,
                letter.name().isBlank() ? address : letter.name() + " <" + address + ">");
    }

    private static Arrival arrival(
            Intake.Source source, Reading.Readable letter, Actor author, long requesterId, String authorName) {
        return new Arrival(
                source.inboundId(),
                source.channel(),
                author,
                requesterId,
                authorName,
                letter.subject(),
                letter.text(),
                letter.quoted(),
                letter.html(),
                letter.mailId(),
                letter.references(),
                letter.files(),
                !letter.automatic().isEmpty(),
                Reader.isNamed(letter),
                false,
                source.receivedAt());
    }

    /** The sorting reads a child in danger where screening may have read nothing. */
    static boolean isCrisis(Decision decision, Playbook playbook) {
        return playbook.isSafety(decision.category())
                && playbook.safetyCategory().issues().firstEntry().getKey().equals(decision.issue());
    }

    /** With the team that had what it goes on from, where it is about the same and no child is in danger. */
    private static Ladder.Rung place(Decision decision, Threading.Thread thread, Verdict verdict, Playbook playbook) {
        Ladder.Rung sorted = place(decision, playbook);
        Ticket ended = thread.ended();
        if (ended == null
                || !ended.category().equals(decision.category())
                || playbook.isSafety(decision.category())
                || verdict.level() != Level.S0) {
            return sorted;
        }
        return playbook.ladder(decision.category())
                .rung(ended.level())
                .filter(rung -> rung.team().equals(ended.team()))
                .orElse(sorted);
    }

    /** Where people work: a rung that is software alone (the Child Safety Agent) has done its part by now. */
    private static Ladder.Rung place(Decision decision, Playbook playbook) {
        Ladder ladder = playbook.ladder(decision.category());
        return playbook.team(decision.team()).software()
                ? ladder.firstWithPeople(playbook)
                : ladder.rung(decision.level()).orElse(ladder.first());
    }

    /** Where the ticket goes and why, as its why-panel will tell. */
    static Sorting sorting(
            Customer requester,
            Reading.Readable letter,
            Decision decision,
            Threading.Thread thread,
            Verdict verdict,
            PlaybookVersion rules) {
        Ladder.Rung place = place(decision, thread, verdict, rules.playbook());
        List<Sorting.Trace> trace = new ArrayList<>();
        trace.add(new Sorting.Trace("screened", Map.of("engine", verdict.engine())));
        trace.addAll(sorted(requester, decision, place, rules));
        if (!letter.automatic().isEmpty()) {
            trace.add(new Sorting.Trace(
                    "automatic",
                    Map.of(
                            "reason",
                            letter.automatic(),
                            "certain",
                            letter.signs().certain())));
        }
        if (thread.ended() != null) {
            trace.add(new Sorting.Trace(
                    "goes-on-from", Map.of("ticket", thread.ended().id())));
        }
        if (thread.hint() != null) {
            trace.add(new Sorting.Trace("may-belong-to", Map.of("ticket", thread.hint())));
        }
        return sorting(requester, decision, place, rules, trace);
    }

    /** Where a second matter goes that was split off: its messages were screened when they came. */
    static Sorting splitOff(Customer requester, Decision decision, PlaybookVersion rules) {
        Ladder.Rung place = place(decision, rules.playbook());
        return sorting(requester, decision, place, rules, sorted(requester, decision, place, rules));
    }

    private static List<Sorting.Trace> sorted(
            Customer requester, Decision decision, Ladder.Rung place, PlaybookVersion rules) {
        Map<String, Object> classified = new LinkedHashMap<>();
        classified.put("category", decision.category());
        classified.put("issue", decision.issue());
        classified.put("confidence", decision.confidence());
        classified.put("needsPerson", decision.needsPerson());
        classified.put("reasons", decision.reasons());
        classified.put("playbook", rules.number());
        return List.of(
                new Sorting.Trace("classified", classified),
                new Sorting.Trace(
                        "routed",
                        Map.of(
                                "team", place.team(),
                                "level", place.level(),
                                "tier", requester.tier(),
                                "playbook", rules.number())));
    }

    private static Sorting sorting(
            Customer requester,
            Decision decision,
            Ladder.Rung place,
            PlaybookVersion rules,
            List<Sorting.Trace> trace) {
        return new Sorting(
                requester.tier(),
                decision.category(),
                decision.issue(),
                decision.confidence(),
                decision.needsPerson(),
                place.team(),
                place.level(),
                rules.number(),
                trace);
    }
}
