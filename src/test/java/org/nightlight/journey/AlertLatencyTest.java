package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;

/** From the moment at which a child's mail is accepted until the first alert has left. */
class AlertLatencyTest {
    private static final String MILLIS =
            "select (extract(epoch from p.alerted_at - i.received_at) * 1000)::bigint from page p"
                    + " join safety_case c on c.id = p.case_id join inbound i on i.ticket_id = c.ticket_id"
                    + " where p.accepted_at = i.received_at order by 1";

    /** Ten ordinary mails come in each second, all the while; that is 36,000 in an hour. */
    @Test
    void theMedianOfTwentyIsUnderASecondWhileTenOtherMailsComeInEachSecond() {
        try (RunningDesk desk = RunningDesk.start();
                ScheduledExecutorService others = Executors.newScheduledThreadPool(4)) {
            Post post = new Post();
            Reckoning reckoning = new Reckoning(desk.database, desk.mailboxes);
            others.scheduleAtFixedRate(
                    () -> post.send(desk.smtpPort, post.letter(false)), 0, 100, TimeUnit.MILLISECONDS);
            RunningDesk.eventually(post::accepted, accepted -> accepted.size() >= 30);
            for (int i = 1; i <= 20; i++) {
                post.send(desk.smtpPort, post.letter(true));
                int sent = i;
                RunningDesk.eventually(
                        () -> reckoning.rows("select id from page where alerted_at is not null"),
                        alerted -> alerted.size() == sent);
            }
            others.shutdownNow();
            List<Long> millis =
                    reckoning.rows(MILLIS).stream().map(Long::valueOf).toList();
            System.out.printf(
                    "Accepted to alerted, twenty among %d others: median %d ms, slowest %d ms.%n",
                    post.accepted().size() - 20, millis.get(10), millis.getLast());
            assertThat(millis).hasSize(20);
            assertThat(millis.get(10)).isLessThan(1_000);
        }
    }

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
            List<Long> millis =
                    reckoning.rows(MILLIS).stream().map(Long::valueOf).toList();
            assertThat(millis).hasSize(20);
            System.out.printf(
                    "Accepted to alerted, twenty on a quiet desk: median %d ms, slowest %d ms.%n",
                    millis.get(10), millis.getLast());
            assertThat(millis.get(10)).isLessThan(1_000);
        }
    }
}
