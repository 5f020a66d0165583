package org.nightlight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.staff.Role;

/** How often the database is asked: the rate at which tickets are taken in hangs on it. */
class CreatingTest {
    private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());
    private static final Configuration JOOQ =
            ApiDesk.DESK.bean(DSLContext.class).configuration();
    private static final ExecuteListenerProvider[] BEFORE = JOOQ.executeListenerProviders();

    private final ApiDesk.Caller agent = ApiDesk.caller(Role.AGENT);

    @BeforeAll
    static void count() {
        List<ExecuteListenerProvider> all = new ArrayList<>(List.of(BEFORE));
        all.add(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                if (Thread.currentThread().isVirtual()) {
                    ASKED.add(String.valueOf(context.sql()));
                }
            }
        }));
        JOOQ.set(all.toArray(ExecuteListenerProvider[]::new));
    }

    @AfterAll
    static void countNoMore() {
        JOOQ.set(BEFORE);
    }

    @Test
    void aTicketOfAKnownCustomerTakesElevenStatementsInTwoTransactions() {
        agent.ticket("counted@example.org", "First", "Where is my parcel?");
        ASKED.clear();
        agent.ticket("counted@example.org", "Second", "Where is my parcel now?");
        assertThat(ASKED)
                .as(
                        "token, customer | clearance, conversation | clearance, inbound, ticket, audit, clocks, screening, link")
                .hasSize(11);
        assertThat(ASKED.stream().filter(sql -> sql.contains("set_config"))).hasSize(2);
    }

    @Test
    void aListOfManyTicketsAsksNoMoreThanAListOfOne() {
        agent.ticket("listed@example.org", "One", "Where is my parcel?");
        long requester = agent.get("/api/v2/users/search.json?query=listed@example.org")
                .json()
                .at("/users/0/id")
                .longValue();
        String list = "/api/v2/users/" + requester + "/tickets/requested?page%5Bsize%5D=100";
        int one = asked(list);
        for (int i = 0; i < 5; i++) {
            agent.ticket("listed@example.org", "More " + i, "Where is my parcel?");
        }
        assertThat(asked(list)).isEqualTo(one).isEqualTo(3);
    }

    private int asked(String path) {
        ASKED.clear();
        assertThat(agent.get(path).status()).isEqualTo(200);
        return ASKED.size();
    }
}
