package org.nightlight.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;

class StaffTest {
    private static final String PASSWORD = "lamp post harbour";
    private static final Actor ADMIN = new Actor.Staff(1);

    @AutoClose
    private final StaffWorld world = new StaffWorld();

    private final Staff staff = world.staff;

    @Test
    void ofManyWhoAskAtOnceToBeTheFirstAdminOneIsTaken() throws Exception {
        assertThat(staff.isEmpty()).isTrue();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Outcome<StaffMember>>> all = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return staff.createFirstAdmin("Ada", "ada" + i + "@example.org", PASSWORD);
                    }))
                    .toList();
            go.countDown();
            int taken = 0;
            for (Future<Outcome<StaffMember>> one : all) {
                taken += one.get() instanceof Outcome.Done ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
        assertThat(staff.all())
                .singleElement()
                .satisfies(member -> assertThat(member.roles()).containsExactly(Role.ADMIN));
        assertThat(staff.isEmpty()).isFalse();
    }

    @Test
    void a07_onlyTheSafetyTeamAndLegalSeeCasesAndAnAdministratorDoesNot() {
        for (Role role : Role.values()) {
            Clearance expected =
                    Set.of(Role.SAFETY_OFFICER, Role.LEGAL).contains(role) ? Clearance.SAFETY : Clearance.DESK;
            StaffMember member = world.member(role);
            assertThat(member.clearance()).as(role.label()).isEqualTo(expected.of(member.id()));
        }
    }

    @Test
    void teamsKnowTheirMembersAndLeads() {
        StaffMember sam = world.member(Role.AGENT);
        StaffMember lea = world.member(Role.LEAD);
        StaffMember gone = world.member(Role.AGENT);
        staff.assign(sam.id(), sam.roles(), Set.of("technical"), Set.of(), ADMIN)
                .orThrow();
        staff.assign(gone.id(), gone.roles(), Set.of("technical"), Set.of(), ADMIN)
                .orThrow();
        staff.assign(lea.id(), lea.roles(), Set.of("technical", "billing"), Set.of("technical"), ADMIN)
                .orThrow();
        staff.deactivate(gone.id(), ADMIN).orThrow();
        assertThat(staff.membersOf("technical")).extracting(StaffMember::id).containsExactly(sam.id(), lea.id());
        assertThat(staff.leadsOf("technical")).extracting(StaffMember::id).containsExactly(lea.id());
        assertThat(staff.leadsOf("billing")).isEmpty();
        assertThat(staff.withRole(Role.LEAD)).extracting(StaffMember::id).containsExactly(lea.id());
        assertThat(staff.assign(sam.id(), sam.roles(), Set.of(), Set.of("billing"), ADMIN))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theLastAdminCanNeitherLeaveNorBeMadeLess() {
        StaffMember ada = world.member(Role.ADMIN);
        assertThat(staff.deactivate(ada.id(), ADMIN)).isInstanceOf(Outcome.Refused.class);
        assertThat(staff.assign(ada.id(), Set.of(Role.AGENT), Set.of(), Set.of(), ADMIN))
                .isInstanceOf(Outcome.Refused.class);
        world.member(Role.ADMIN);
        assertThat(staff.deactivate(ada.id(), ADMIN).orThrow().active()).isFalse();
    }

    @Test
    void anInvitationIsGoodOnceAndForAWhile() {
        StaffMember ada = world.member(Role.ADMIN);
        Staff.Invitation first = staff.invite("Sam", "sam@example.org", Set.of(Role.AGENT), ada.actor())
                .orThrow();
        Staff.Invitation again =
                staff.inviteAgain(first.member().id(), ada.actor()).orThrow();
        assertThat(staff.invited(first.secret())).isEmpty();
        assertThat(staff.invited(again.secret())).contains(again.member());
        assertThat(staff.acceptInvitation(again.secret(), "short")).isInstanceOf(Outcome.Refused.class);
        assertThat(staff.acceptInvitation(again.secret(), PASSWORD)).isInstanceOf(Outcome.Done.class);
        assertThat(staff.acceptInvitation(again.secret(), PASSWORD)).isInstanceOf(Outcome.Refused.class);
        assertThat(world.passwordMatches(again.member().id(), PASSWORD)).isTrue();

        Staff.Invitation late =
                staff.inviteAgain(first.member().id(), ada.actor()).orThrow();
        world.clock.turn(Staff.INVITATION);
        assertThat(staff.acceptInvitation(late.secret(), PASSWORD)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anAddressBelongsToOneMemberAndFieldsAreNamed() {
        StaffMember ada = world.member(Role.ADMIN);
        assertThat(staff.create("Eve", ada.email().value().toUpperCase(), Set.of(), PASSWORD, ADMIN))
                .isEqualTo(Outcome.refused("email", "Somebody on the staff has this address already."));
        assertThat(refusedField(staff.create(" ", "eve@example.org", Set.of(), PASSWORD, ADMIN)))
                .isEqualTo("name");
        assertThat(refusedField(staff.create("Eve", "nowhere", Set.of(), PASSWORD, ADMIN)))
                .isEqualTo("email");
        assertThat(refusedField(staff.create("Eve", "eve@example.org", Set.of(), "eleven char", ADMIN)))
                .isEqualTo("password");
        assertThat(refusedField(staff.create("Eve", "eve@example.org", Set.of(), "x".repeat(73), ADMIN)))
                .isEqualTo("password");
        assertThat(staff.all()).hasSize(1);
    }

    @Test
    void theOwnPasswordIsChangedByWhoeverKnowsIt() {
        StaffMember sam = world.member(Role.AGENT);
        String fresh = "window over the sea";
        assertThat(refusedField(staff.changePassword(sam.id(), "wrong", fresh))).isEqualTo("current");
        assertThat(staff.changePassword(sam.id(), StaffWorld.PASSWORD, fresh)).isInstanceOf(Outcome.Done.class);
        assertThat(world.passwordMatches(sam.id(), fresh)).isTrue();
        assertThat(world.passwordMatches(sam.id(), StaffWorld.PASSWORD)).isFalse();
    }

    @Test
    void whatWasDoneToWhomIsInTheAuditWithoutNamesOrAddresses() {
        StaffMember sam = world.member(Role.AGENT);
        staff.assign(sam.id(), Set.of(Role.LEAD), Set.of("billing"), Set.of("billing"), ADMIN)
                .orThrow();
        staff.rename(sam.id(), "Samira", "samira@example.org", ADMIN).orThrow();
        staff.deactivate(sam.id(), ADMIN).orThrow();
        assertThat(staff.findByEmail(new EmailAddress("samira@example.org"))).isPresent();
        assertThat(world.audited())
                .contains("staff.roles staff:" + sam.id() + " lead", "staff.teams staff:" + sam.id() + " billing")
                .contains("staff.deactivated staff:" + sam.id() + " ")
                .noneMatch(line -> line.contains("@") || line.contains("Sam"));
    }

    private static String refusedField(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).field();
    }
}
