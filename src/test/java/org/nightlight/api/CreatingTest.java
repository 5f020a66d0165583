package org.nightlight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Statements;
import org.nightlight.staff.Role;

/** How often the database is asked: the rate at which tickets are taken in hangs on it. */
class CreatingTest {
    private static final Statements STATEMENTS =
            Statements.of(ApiDesk.desk().bean(DSLContext.class).configuration());

    private final ApiDesk.Caller agent = ApiDesk.caller(Role.AGENT);

    @AfterAll
    static void listenNoMore() {
        STATEMENTS.close();
        ApiDesk.close();
    }

    @Test
    void aTicketOfAKnownCustomerTakesFourteenStatementsInTwoTransactions() {
        agent.ticket("counted@example.org", "First", "Where is my parcel?");
        STATEMENTS.take();
        agent.ticket("counted@example.org", "Second", "Where is my parcel now?");
        List<String> asked = STATEMENTS.take();
        assertThat(asked)
                .as(
                        "token, customer | clearance, conversation, ages | clearance, inbound, ticket, audit, clocks, screening, link, rules, webhooks")
                .hasSize(14);
        assertThat(asked.stream().filter(sql -> sql.contains("set_config"))).hasSize(2);
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
        agent.get(path); // that a token was used is written down once in a while
        STATEMENTS.take();
        assertThat(agent.get(path).status()).isEqualTo(200);
        return STATEMENTS.take().size();
    }
}
