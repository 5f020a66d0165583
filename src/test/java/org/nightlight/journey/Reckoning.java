package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.nightlight.database.DatabaseAddress;

/** The reckoning after a drill: what was promised against what the database and the mailboxes hold. */
record Reckoning(DatabaseAddress database, GreenMail mailboxes) {
    private static final String WAITING = "select (select count(*) from inbound where state = 'stored')"
            + " + (select count(*) from outbound where state in ('queued', 'sending'))";

    /** A letter is known by its Message-ID: its subject may be sealed. */
    private static final String LETTER = "'Drill ' || substring(m.mail_id from 'drill-([0-9]+)')";

    private static final String OF_TICKET = "select " + LETTER
            + " from message m where m.ticket_id = t.id and m.kind = 'customer' order by m.id limit 1";

    /** Waits until nothing waits: neither in nor out. */
    void untilDrained() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> waiting() == 0);
    }

    long waiting() {
        return Long.parseLong(rows(WAITING).getFirst());
    }

    /** Every promise was kept exactly once. Gives the ids of mails that reached the mailbox more than once. */
    Map<String, Integer> holds(Post post, int replies) {
        assertThat(rows("select " + LETTER + " from message m where m.kind = 'customer'"))
                .as("one ticket with one message for each accepted mail")
                .containsExactlyInAnyOrderElementsOf(post.accepted());
        assertThat(rows("select (" + OF_TICKET + ") from ticket t"))
                .as("no ticket without its mail")
                .containsExactlyInAnyOrderElementsOf(post.accepted());
        assertThat(rows("select distinct state from inbound")).isSubsetOf("done");
        assertThat(rows("select count(*) from customer_address"))
                .as("one customer for each writer")
                .containsExactly(Integer.toString(post.accepted().size()));
        assertThat(rows("select (" + OF_TICKET
                        + ") from safety_case c join ticket t on t.id = c.ticket_id where t.walled"))
                .as("a walled case for each disclosure")
                .containsExactlyInAnyOrderElementsOf(post.disclosures());
        assertThat(rows("select m.id from message m where kind = 'reply' and state = 'sent'"))
                .hasSize(replies);
        assertThat(rows("select distinct state from outbound")).isSubsetOf("sent");
        assertThat(rows("select id from ticket t where not exists (select from clock where ticket_id = t.id)"))
                .as("tickets without clocks")
                .isEmpty();
        assertThat(rows(
                        "select ticket_id from clock_event where kind in ('started', 'met') group by ticket_id, metric, kind"
                                + " having count(*) > 1"))
                .as("clocks that were started or stopped twice")
                .isEmpty();
        assertThat(rows("select ticket_id from message m where kind = 'reply' and not exists (select from clock_event e"
                        + " where e.ticket_id = m.ticket_id and metric = 'first_response' and kind = 'met')"))
                .as("answered tickets whose first-response clock still runs")
                .isEmpty();
        assertThat(rows("select fault from audit_faults()"))
                .as("breaks in the record")
                .isEmpty();
        return mailboxes(post);
    }

    private Map<String, Integer> mailboxes(Post post) {
        // On a slow machine a case's time may run out meanwhile, of which the officers are told too.
        assertThat(rows("select id from outbound where purpose = 'alert' and ticket_id is not null"
                        + " and subject not like '%time on a case%'"))
                .as(
                        "for each case an alert to the officer and one to the shared address (those of an outage name no ticket)")
                .hasSize(2 * post.disclosures().size());
        Map<String, Integer> arrived = new TreeMap<>();
        try {
            for (var mail : mailboxes.getReceivedMessages()) {
                arrived.merge(mail.getMessageID().replaceAll("[<>]", ""), 1, Integer::sum);
            }
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
        Map<String, Integer> sent = rows("select mail_id || ' ' || cardinality(recipients) from outbound").stream()
                .map(row -> row.replaceAll("[<>]", "").split(" "))
                .collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[1])));
        assertThat(arrived.keySet()).as("mail in the mailboxes").isEqualTo(sent.keySet());
        Map<String, Integer> twice = new TreeMap<>();
        arrived.forEach((id, copies) -> {
            if (copies > sent.get(id)) {
                twice.put(id, copies / sent.get(id));
            }
        });
        return twice;
    }

    /** As the tables' owner, before whom no wall stands. */
    List<String> rows(String sql, Object... values) {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> rows = new ArrayList<>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + " " + Arrays.toString(values), failed);
        }
    }
}
