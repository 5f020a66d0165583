package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.safety.CaseGround;
import org.nightlight.safety.Chronicle;
import org.nightlight.safety.Decisions;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Holds;
import org.nightlight.safety.Level;
import org.nightlight.safety.Levels;
import org.nightlight.safety.Links;
import org.nightlight.safety.Proposal;
import org.nightlight.safety.Reaching;
import org.nightlight.safety.Reviewers;
import org.nightlight.safety.SafeChannel;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.SecondOpinions;
import org.nightlight.safety.Suspect;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Gathers what stands on a case's page about the work on it. */
@Component
class CaseWorks {
    private final Reaching reaching;
    private final SecondOpinions seconds;
    private final Levels levels;
    private final Reviewers reviewers;
    private final Holds holds;
    private final Links links;
    private final Chronicle chronicle;
    private final CaseGround ground;
    private final Staff staff;

    CaseWorks(
            Reaching reaching,
            SecondOpinions seconds,
            Levels levels,
            Reviewers reviewers,
            Holds holds,
            Links links,
            Chronicle chronicle,
            CaseGround ground,
            Staff staff) {
        this.reaching = reaching;
        this.seconds = seconds;
        this.levels = levels;
        this.reviewers = reviewers;
        this.holds = holds;
        this.links = links;
        this.chronicle = chronicle;
        this.ground = ground;
        this.staff = staff;
    }

    CaseWork of(SafetyCase it, Visit visit, CaseWords said, Words words, Map<String, String> sent) {
        Decisions now = reaching.decisions(it.id());
        long viewer = visit.member().id();
        return new CaseWork(
                reviewers.isTrained(viewer),
                said.suspect(now),
                CaseWords.choices(Suspect.values(), now.suspect(), CaseWords::suspect),
                people(staff.all().stream().filter(it2 -> it2.active() && it2.id() != viewer), now.suspectStaffId()),
                CaseWords.channel(now.safeChannel()),
                CaseWords.choices(SafeChannel.values(), now.safeChannel(), CaseWords::channel),
                CaseWords.jurisdiction(now.jurisdiction()),
                states(now.jurisdiction()),
                ground.of(it)
                        .map(CaseWords::ground)
                        .orElse(say(
                                "Not recorded: whoever wrote is not known as a child under 13",
                                "Sin anotar: no se sabe que quien escribió tenga menos de 13 años")),
                CaseWords.grounds(),
                levels(it.level()),
                levels.needsTwo(it),
                seconds.waiting(it.id())
                        .map(proposal -> waiting(proposal, viewer, said, words))
                        .orElse(null),
                now.ownerId() == null ? null : said.name(now.ownerId()),
                now.secondId() == null ? null : said.name(now.secondId()),
                people(
                        reviewers.all().stream()
                                .filter(member -> now.suspectStaffId() == null || member.id() != now.suspectStaffId()),
                        null),
                holds.of(it.id()).stream().map(hold -> hold(hold, said, words)).toList(),
                CaseWords.choices(Hold.Kind.values(), null, CaseWords::hold),
                links.tickets(it.id()).stream()
                        .map(id -> new CaseWork.Linked(Words.number(id), "/desk/tickets/" + id))
                        .toList(),
                links.children(it.id()).stream().map(Customer::name).toList(),
                links.household(it).stream()
                        .map(child -> new Choice(Long.toString(child.id()), child.name(), false))
                        .toList(),
                chronicle.reasons(it.id()).stream()
                        .map(decided -> new CaseWork.Reasoned(
                                words.when(decided.event().at()),
                                said.who(decided.event().actor()),
                                said.text(decided.event()),
                                decided.reason()))
                        .toList(),
                sent);
    }

    private static List<Choice> people(Stream<StaffMember> members, @Nullable Long chosen) {
        return members.map(member ->
                        new Choice(Long.toString(member.id()), member.name(), chosen != null && chosen == member.id()))
                .collect(Collectors.toList());
    }

    private static List<Choice> states(String chosen) {
        return Stream.concat(Stream.of(Decisions.UNKNOWN), Reaching.STATES.stream())
                .map(code -> new Choice(code, CaseWords.jurisdiction(code), code.equals(chosen)))
                .toList();
    }

    private static List<Choice> levels(Level now) {
        return Arrays.stream(Level.values())
                .filter(level -> level != Level.S0)
                .map(level -> new Choice(level.name(), Words.level(level.name()), level == now))
                .toList();
    }

    private static CaseWork.Waiting waiting(Proposal proposal, long viewer, CaseWords said, Words words) {
        return new CaseWork.Waiting(
                proposal.id(),
                CaseWords.proposal(proposal),
                said.name(proposal.by()),
                words.when(proposal.at()),
                proposal.reason(),
                proposal.by() == viewer);
    }

    private static CaseWork.Hold hold(Hold hold, CaseWords said, Words words) {
        String until = hold.until() == null
                ? ""
                : say(", to be looked at again on ", ", se vuelve a mirar el ") + hold.until();
        return new CaseWork.Hold(
                hold.id(),
                CaseWords.hold(hold.kind()),
                say("placed by ", "puesta por ") + said.name(hold.placedBy()) + ", "
                        + words.when(hold.placedAt()).text() + until,
                hold.reason(),
                hold.endedAt() == null || hold.endedBy() == null
                        ? null
                        : say("Ended by ", "Terminada por ") + said.name(hold.endedBy()) + ", "
                                + words.when(hold.endedAt()).text() + ": " + hold.endedReason());
    }
}
