package org.nightlight.staff;

import static nightlight.tables.Tables.INVITATION;
import static nightlight.tables.Tables.STAFF_MEMBER;
import static nightlight.tables.Tables.STAFF_ROLE;
import static nightlight.tables.Tables.STAFF_SKILL;
import static nightlight.tables.Tables.TEAM_MEMBER;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.EmailAddress;

/** The SQL of staff, their roles, teams and invitations. */
final class StaffStore {
    static final Field<String[]> ROLES = array(
                    select(STAFF_ROLE.ROLE).from(STAFF_ROLE).where(STAFF_ROLE.STAFF_ID.eq(STAFF_MEMBER.ID)))
            .as("roles");
    static final Field<String[]> TEAMS = array(
                    select(TEAM_MEMBER.TEAM).from(TEAM_MEMBER).where(TEAM_MEMBER.STAFF_ID.eq(STAFF_MEMBER.ID)))
            .as("teams");
    static final Field<String[]> LEADS = array(select(TEAM_MEMBER.TEAM)
                    .from(TEAM_MEMBER)
                    .where(TEAM_MEMBER.STAFF_ID.eq(STAFF_MEMBER.ID))
                    .and(TEAM_MEMBER.LEAD.isTrue()))
            .as("leads");
    static final Field<String[]> SKILLS = array(
                    select(STAFF_SKILL.SKILL).from(STAFF_SKILL).where(STAFF_SKILL.STAFF_ID.eq(STAFF_MEMBER.ID)))
            .as("skills");

    /** All that {@link #member} reads. */
    static final List<Field<?>> MEMBER = Stream.concat(
                    Arrays.stream(STAFF_MEMBER.fields()), Stream.of(ROLES, TEAMS, LEADS, SKILLS))
            .toList();

    private final DSLContext sql;

    StaffStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Held until the running transaction ends. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('staff', 0))");
    }

    boolean isEmpty() {
        return !sql.fetchExists(STAFF_MEMBER);
    }

    Optional<StaffMember> find(long id) {
        return where(STAFF_MEMBER.ID.eq(id)).fetchOptional(StaffStore::member);
    }

    List<StaffMember> find(Collection<Long> ids) {
        return where(STAFF_MEMBER.ID.eq(any(ids.toArray(Long[]::new)))).fetch(StaffStore::member);
    }

    Optional<StaffMember> findByEmail(EmailAddress email) {
        return where(STAFF_MEMBER.EMAIL.eq(email.value())).fetchOptional(StaffStore::member);
    }

    /** The member who signed in with this epoch, unless they are deactivated or have been signed out everywhere since. */
    Optional<StaffMember> findSignedIn(long id, int epoch) {
        return where(STAFF_MEMBER
                        .ID
                        .eq(id)
                        .and(STAFF_MEMBER.SIGN_IN_EPOCH.eq(epoch))
                        .and(STAFF_MEMBER.ACTIVE.isTrue()))
                .fetchOptional(StaffStore::member);
    }

    List<StaffMember> all() {
        return sorted(STAFF_MEMBER.ID.isNotNull());
    }

    List<StaffMember> membersOf(String team, boolean leadsOnly) {
        Condition lead = leadsOnly ? TEAM_MEMBER.LEAD.isTrue() : TEAM_MEMBER.STAFF_ID.isNotNull();
        return sorted(STAFF_MEMBER
                .ACTIVE
                .isTrue()
                .and(STAFF_MEMBER.ID.in(select(TEAM_MEMBER.STAFF_ID)
                        .from(TEAM_MEMBER)
                        .where(TEAM_MEMBER.TEAM.eq(team))
                        .and(lead))));
    }

    List<StaffMember> withRole(Role role) {
        return sorted(STAFF_MEMBER
                .ACTIVE
                .isTrue()
                .and(STAFF_MEMBER.ID.in(
                        select(STAFF_ROLE.STAFF_ID).from(STAFF_ROLE).where(STAFF_ROLE.ROLE.eq(role.key())))));
    }

    long insert(String name, EmailAddress email, @Nullable String hash, Instant now) {
        return sql.insertInto(STAFF_MEMBER)
                .set(STAFF_MEMBER.NAME, name)
                .set(STAFF_MEMBER.EMAIL, email.value())
                .set(STAFF_MEMBER.PASSWORD_HASH, hash)
                .set(STAFF_MEMBER.CREATED_AT, now)
                .returning(STAFF_MEMBER.ID)
                .fetchSingle(STAFF_MEMBER.ID);
    }

    void rename(long id, String name, EmailAddress email) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.NAME, name)
                .set(STAFF_MEMBER.EMAIL, email.value())
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
    }

    void setRoles(long id, Set<Role> roles) {
        sql.deleteFrom(STAFF_ROLE).where(STAFF_ROLE.STAFF_ID.eq(id)).execute();
        for (Role role : roles) {
            sql.insertInto(STAFF_ROLE)
                    .set(STAFF_ROLE.STAFF_ID, id)
                    .set(STAFF_ROLE.ROLE, role.key())
                    .execute();
        }
    }

    void setTeams(long id, Set<String> teams, Set<String> leads) {
        sql.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.STAFF_ID.eq(id)).execute();
        for (String team : teams) {
            sql.insertInto(TEAM_MEMBER)
                    .set(TEAM_MEMBER.STAFF_ID, id)
                    .set(TEAM_MEMBER.TEAM, team)
                    .set(TEAM_MEMBER.LEAD, leads.contains(team))
                    .execute();
        }
    }

    void setSkills(long id, Set<String> skills) {
        sql.deleteFrom(STAFF_SKILL).where(STAFF_SKILL.STAFF_ID.eq(id)).execute();
        for (String skill : skills) {
            sql.insertInto(STAFF_SKILL)
                    .set(STAFF_SKILL.STAFF_ID, id)
                    .set(STAFF_SKILL.SKILL, skill)
                    .execute();
        }
    }

    void setActive(long id, boolean active) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.ACTIVE, active)
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
    }

    void setLook(long id, String density, String language) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.DENSITY, density)
                .set(STAFF_MEMBER.LANGUAGE, language)
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
    }

    void setAttendance(long id, Attendance attendance) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.CAPACITY, attendance.capacity())
                .set(STAFF_MEMBER.AWAY_SINCE, attendance.awaySince())
                .set(STAFF_MEMBER.BACK_AT, attendance.backAt())
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
    }

    /** Tells every process, once the running transaction is committed, that somebody came, went or changed teams. */
    void tell() {
        Wakeups.within(sql, Staff.CHANGED);
    }

    void setPassword(long id, String hash) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.PASSWORD_HASH, hash)
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
    }

    Optional<String> passwordHash(long id) {
        return sql.select(STAFF_MEMBER.PASSWORD_HASH)
                .from(STAFF_MEMBER)
                .where(STAFF_MEMBER.ID.eq(id))
                .fetchOptional(STAFF_MEMBER.PASSWORD_HASH);
    }

    void insertInvitation(byte[] sha256, long id, Instant expiresAt) {
        sql.insertInto(INVITATION)
                .set(INVITATION.TOKEN_SHA256, sha256)
                .set(INVITATION.STAFF_ID, id)
                .set(INVITATION.EXPIRES_AT, expiresAt)
                .execute();
    }

    Optional<StaffMember> invited(byte[] sha256, Instant now) {
        return where(STAFF_MEMBER
                        .ACTIVE
                        .isTrue()
                        .and(STAFF_MEMBER.ID.eq(select(INVITATION.STAFF_ID)
                                .from(INVITATION)
                                .where(INVITATION.TOKEN_SHA256.eq(sha256))
                                .and(INVITATION.EXPIRES_AT.gt(now)))))
                .fetchOptional(StaffStore::member);
    }

    /** As {@link #invited}, and nobody else can take it. */
    Optional<StaffMember> takeInvitation(byte[] sha256, Instant now) {
        Optional<StaffMember> invited = invited(sha256, now);
        int taken = sql.deleteFrom(INVITATION)
                .where(INVITATION.TOKEN_SHA256.eq(sha256))
                .execute();
        return taken == 1 ? invited : Optional.empty();
    }

    void endInvitations(long id) {
        sql.deleteFrom(INVITATION).where(INVITATION.STAFF_ID.eq(id)).execute();
    }

    private List<StaffMember> sorted(Condition condition) {
        return where(condition)
                .orderBy(lower(STAFF_MEMBER.NAME), STAFF_MEMBER.ID)
                .fetch(StaffStore::member);
    }

    private SelectConditionStep<Record> where(Condition condition) {
        return sql.select(MEMBER).from(STAFF_MEMBER).where(condition);
    }

    static StaffMember member(Record row) {
        return new StaffMember(
                row.get(STAFF_MEMBER.ID),
                row.get(STAFF_MEMBER.NAME),
                new EmailAddress(row.get(STAFF_MEMBER.EMAIL)),
                Arrays.stream(row.get(ROLES)).map(Role::ofKey).collect(Collectors.toUnmodifiableSet()),
                Set.of(row.get(TEAMS)),
                Set.of(row.get(LEADS)),
                Set.of(row.get(SKILLS)),
                row.get(STAFF_MEMBER.ACTIVE),
                row.get(STAFF_MEMBER.DENSITY),
                row.get(STAFF_MEMBER.LANGUAGE),
                new Attendance(
                        row.get(STAFF_MEMBER.CAPACITY),
                        row.get(STAFF_MEMBER.AWAY_SINCE),
                        row.get(STAFF_MEMBER.BACK_AT)));
    }
}
