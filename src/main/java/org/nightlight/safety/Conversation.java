package org.nightlight.safety;

import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SCREENING;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.condition;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What screening said of a sender's earlier messages, so that several hints add up and a disclosure is not forgotten. Only
 * verdicts are remembered, no words: the messages themselves are for the reviewer.
 */
@Component
public class Conversation {
    static final Duration REMEMBERED = Duration.ofDays(90);
    private static final int MOST = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext sql;
    private final Clock clock;

    Conversation(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Verdicts that found something, newest first; none of a case that a person has ended or released. Also of whoever was put
     * behind the wall with this address when their family was erased: a child in danger is not forgotten for that. Asked within a
     * transaction of {@code SYSTEM} clearance.
     *
     * @param requesterId 0 for somebody who is not known
     */
    public List<Verdict> with(long requesterId, EmailAddress sender) {
        return sql.select(SCREENING.LEVEL, SCREENING.TYPES, SCREENING.REASONS, SCREENING.HELD, SCREENING.ENGINE)
                .from(SCREENING)
                .join(TICKET)
                .on(TICKET.ID.eq(SCREENING.TICKET_ID))
                .leftJoin(SAFETY_CASE)
                .on(SAFETY_CASE.TICKET_ID.eq(SCREENING.TICKET_ID))
                .where(condition(
                        "ticket.requester_id = any (array (select customer_id from customer_aside"
                                + " where details -> 'addresses' @> ?::jsonb) || ?::bigint)",
                        JSON.writeValueAsString(List.of("email:" + sender.value())),
                        requesterId))
                .and(SCREENING.LEVEL.ne(Level.S0.name()))
                .and(SCREENING.AT.gt(clock.instant().minus(REMEMBERED)))
                .and(SAFETY_CASE.ID.isNull().or(SAFETY_CASE.STATE.in("open", "acknowledged")))
                .orderBy(SCREENING.MESSAGE_ID.desc())
                .limit(MOST)
                .fetch(row -> new Verdict(
                        Level.valueOf(row.value1()),
                        Arrays.stream(row.value2()).map(Concern::valueOf).collect(Collectors.toSet()),
                        JSON.readValue(row.value3().data(), new TypeReference<List<Reason>>() {}),
                        row.value4(),
                        row.value5()));
    }
}
