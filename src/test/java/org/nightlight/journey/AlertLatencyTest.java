package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;

/** From the moment at which a child's mail is accepted until the first alert has left, on a quiet desk. */
class AlertLatencyTest {
    @Test
    void theMedianOfTwentyIsUnderASecond() {
        try (RunningDesk desk = RunningDesk.start()) {
            Post post = new Post();
            Reckoning reckoning = new Reckoning(desk.database, desk.mailboxes);
            for (int i = 1; i <= 20; i++) {
                post.send(desk.smtpPort, post.letter(true));
                int sent = i;
                RunningDesk.eventually(
                        () -> reckoning.rows("select id from page where alerted_at is not null"),
                        alerted -> alerted.size() == sent);
            }
            List<Long> millis = reckoning
                    .rows("select (extract(epoch from p.alerted_at - i.received_at) * 1000)::bigint from page p"
                            + " join safety_case c on c.id = p.case_id join inbound i on i.ticket_id = c.ticket_id"
                            + " where p.accepted_at = i.received_at order by 1")
                    .stream()
                    .map(Long::valueOf)
                    .toList();
            assertThat(millis).hasSize(20);
            System.out.printf(
                    "Accepted to alerted, twenty on a quiet desk: median %d ms, slowest %d ms.%n",
                    millis.get(10), millis.getLast());
            assertThat(millis.get(10)).isLessThan(1_000);
        }
    }
}
