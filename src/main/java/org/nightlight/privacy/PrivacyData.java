package org.nightlight.privacy;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.LEGAL_HOLD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.RetentionRules;
import org.springframework.stereotype.Component;

/** What this room itself keeps: numbers of whoever an erasure is about, which it forgets when it is done, and holds. */
@Component
class PrivacyData implements PersonalData {
    private final DSLContext sql;
    private final ErasureStore erasures;
    private final CopyStore copies;
    private final MaskedWordsStore masked;
    private final CurrentPlaybook playbooks;
    private final Clock clock;

    PrivacyData(
            DSLContext sql,
            ErasureStore erasures,
            CopyStore copies,
            MaskedWordsStore masked,
            CurrentPlaybook playbooks,
            Clock clock) {
        this.sql = sql;
        this.erasures = erasures;
        this.copies = copies;
        this.masked = masked;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    @Override
    public String room() {
        return "privacy";
    }

    @Override
    public int rank() {
        return 70;
    }

    @Override
    public Set<String> tables() {
        return Set.of("personal_copy", "personal_copy_piece", "masked_words");
    }

    @Override
    public Map<String, String> exempt() {
        return Map.of(
                "audit_line",
                        "numbers and codes in a chain that nothing is taken out of; they lead nowhere after an erasure",
                "erasure", "numbers alone, forgotten when it is done; the rest goes with the certificates' time",
                "erasure_step", "a day for each room, no person",
                "erasure_count", "how much there was, no person",
                "erasure_hold", "numbers alone, behind the wall, forgotten when what was put aside is gone",
                "consent_wish", "a hash of an address for the minutes until it is answered",
                "legal_hold", "the number of whom a hold is about, behind the wall, with an end");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        return List.of(
                new Holding(
                        "Copies prepared for a person",
                        "Copias preparadas para una persona",
                        RetentionRules.EXPORTS,
                        copies.count(scope),
                        null),
                new Holding(
                        "Messages that are shown masked",
                        "Mensajes que se muestran con datos ocultos",
                        RetentionRules.TICKETS,
                        masked.count(scope),
                        null));
    }

    @Override
    public Keeping keeping(Set<Long> people) {
        Long[] ids = people.toArray(Long[]::new);
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
        boolean held = sql.fetchExists(
                LEGAL_HOLD,
                LEGAL_HOLD
                        .ENDED_AT
                        .isNull()
                        .and(LEGAL_HOLD.UNTIL.ge(today))
                        .and(LEGAL_HOLD
                                .CUSTOMER_ID
                                .eq(any(ids))
                                .or(LEGAL_HOLD.HOUSEHOLD_ID.in(select(CUSTOMER.HOUSEHOLD_ID)
                                        .from(CUSTOMER)
                                        .where(CUSTOMER.ID.eq(any(ids)))))));
        return held ? Keeping.HOLD : Keeping.NOTHING;
    }

    @Override
    public void erase(Scope scope) {
        copies.erase(scope);
        masked.erase(scope);
    }

    /** The words as they were written are not kept of somebody whom nobody may know. */
    @Override
    public void unname(Scope scope, List<String> names) {
        erase(scope);
    }

    /** What was masked is given back by the conversation's own turn, when its wall is up. */
    @Override
    public void setAside(Scope scope) {
        copies.erase(scope);
    }

    @Override
    public int deleteOver(String recordClass, Instant before, int limit) {
        return switch (recordClass) {
            case RetentionRules.CERTIFICATES -> erasures.deleteCertificates(before, limit);
            case RetentionRules.EXPORTS -> copies.deleteOver(before, limit);
            default -> 0;
        };
    }
}
