package org.nightlight.safety.cybertip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Holds;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.cybertip.VersionStore.Approved;
import org.nightlight.safety.report.MandatoryReport.Channel;
import org.nightlight.safety.report.Submissions;
import org.nightlight.safety.report.Track;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Keeps what came of a call: state, record, audit and whom to tell, in one transaction each. Whoever has lost the claim
 * meanwhile changes nothing; that the answer came late is written down.
 */
@Component
class Settling {
    private static final int TRIES = 10;
    private static final Duration TRIED_FOR = Duration.ofDays(30);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7));
    /** At the second failure in a row of tries people hear of it; the first may be a moment's. */
    private static final int TOLD_AT = 2;

    private static final int PRESERVED_DAYS = 365;

    private final FilingStore store;
    private final Steps steps;
    private final CybertipSwitch production;
    private final Submissions submissions;
    private final Holds holds;
    private final CurrentPlaybook playbooks;
    private final Database database;
    private final Clock clock;

    Settling(
            FilingStore store,
            Steps steps,
            CybertipSwitch production,
            Submissions submissions,
            Holds holds,
            CurrentPlaybook playbooks,
            Database database,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.production = production;
        this.submissions = submissions;
        this.holds = holds;
        this.playbooks = playbooks;
        this.database = database;
        this.clock = clock;
    }

    /** Kept before the call that opens is made. False when the claim is lost: then it must not be made. */
    boolean sending(Filing filing) {
        return database.write(Clearance.SYSTEM, () -> {
            boolean ours = store.holds(filing);
            if (ours) {
                store.sending(filing);
                steps.tell(filing, "sending", "");
            }
            return ours;
        });
    }

    void opened(Filing filing, Answer answer) {
        String reportId = answer.reply() == null ? "" : answer.reply().reportId();
        if (!reportId.matches("\\w{1,40}")) {
            lost(filing, answer);
            return;
        }
        settle(filing, answer, () -> {
            store.opened(filing, reportId, clock.instant());
            steps.tell(filing, "opened", answer, "report:" + reportId);
        });
    }

    void uploaded(Filing filing, Answer answer, SentFile file, String md5, boolean approvedFile) {
        String fileId = answer.reply() == null ? "" : answer.reply().fileId();
        boolean same = answer.reply() != null && answer.reply().hash().equals(md5);
        settle(filing, answer, () -> {
            if (!same || !approvedFile || !fileId.matches("[\\w-]{1,80}")) {
                store.end(filing, State.STOPPED, "mismatch");
                steps.tell(filing, "mismatch", answer, "attachment:" + file.id());
                steps.alert(filing, CybertipAlert.Kind.MISMATCH);
                return;
            }
            store.uploaded(filing, file.id(), fileId, md5, clock.instant());
            store.changed(filing, clock.instant());
            steps.tell(filing, "uploaded", answer, "file:" + fileId + " md5:" + md5);
        });
    }

    void described(Filing filing, Answer answer, SentFile file) {
        settle(filing, answer, () -> {
            store.described(filing, file.id(), clock.instant());
            store.changed(filing, clock.instant());
            steps.tell(filing, "described", answer, "attachment:" + file.id());
        });
    }

    /** Filed. From now on it is preserved, and nothing about it changes; no other track moves. */
    void finished(Filing filing, Answer answer, Approved approved) {
        settle(filing, answer, () -> {
            Instant now = clock.instant();
            boolean real = filing.environment() == Environment.PRODUCTION;
            store.finish(filing, now, real ? Long.valueOf(preserve(filing, approved, now)) : null);
            steps.tell(filing, "finished", answer, "report:" + filing.reportId());
            long there = store.files(filing.id()).stream()
                    .filter(Tip.Uploaded::described)
                    .count();
            if (there < approved.bytes().list().size()) {
                steps.tell(filing, "incomplete", there + " files");
                steps.alert(filing, CybertipAlert.Kind.INCOMPLETE);
            }
        });
    }

    private long preserve(Filing filing, Approved approved, Instant now) {
        Actor.Staff reporter = new Actor.Staff(approved.by());
        LocalDate until =
                LocalDate.ofInstant(now, playbooks.current().playbook().zone()).plusDays(PRESERVED_DAYS);
        holds.place(
                filing.caseId(),
                reporter,
                Hold.Kind.PRESERVATION,
                until,
                "CyberTipline report " + filing.reportId() + " was filed. The law keeps its contents for "
                        + PRESERVED_DAYS + " days.");
        submissions.made(
                filing.caseId(),
                new Submissions.Made(
                        Track.CYBERTIP,
                        Channel.WEB,
                        reporter.id(),
                        "NCMEC CyberTipline, by its interface",
                        now,
                        filing.reportId(),
                        null),
                reporter);
        return holds.of(filing.caseId()).getLast().id();
    }

    void retracted(Filing filing, Answer answer) {
        settle(filing, answer, () -> {
            store.end(filing, State.RETRACTED, "");
            steps.tell(filing, "retracted", answer, "report:" + filing.reportId());
        });
    }

    /** Deleted there unfinished: the same approved bytes set out anew, and the records name each other. */
    void expired(Filing filing, Answer answer) {
        settle(filing, answer, () -> {
            store.end(filing, State.EXPIRED, answer.code());
            steps.tell(filing, "expired", answer, "report:" + filing.reportId());
            int failures = filing.failures() + 1;
            if (filing.retractBy() != null) {
                return;
            }
            if (failures >= TRIES) {
                steps.alert(filing, CybertipAlert.Kind.STOPPED);
            } else {
                store.insert(
                        filing.caseId(), filing.versionId(), filing.environment(), filing, failures, clock.instant());
            }
        });
    }

    void again(Filing filing, State state, Answer answer) {
        int failures = filing.failures() + 1;
        Instant now = clock.instant();
        if (failures >= TRIES || now.isAfter(filing.queuedAt().plus(TRIED_FOR))) {
            stopped(filing, answer);
            return;
        }
        settle(filing, answer, () -> {
            store.wait(filing, state, failures, answer.code(), now.plus(PAUSES.get(failures - 1)));
            steps.tell(filing, "failed", answer, "");
            if (failures == TOLD_AT) {
                steps.alert(filing, CybertipAlert.Kind.DELAYED);
            }
        });
    }

    /** Our sign-in is not taken: nothing more goes there, and what waits keeps its place. */
    void noEntry(Filing filing, State state, Answer answer) {
        settle(filing, answer, () -> {
            store.wait(filing, state, filing.failures(), answer.code(), clock.instant());
            steps.tell(filing, "failed", answer, "");
            if (production.stop(filing.environment(), answer.code())) {
                steps.alert(filing, CybertipAlert.Kind.CREDENTIALS);
            }
        });
    }

    void lost(Filing filing, Answer answer) {
        settle(filing, answer, () -> {
            store.end(filing, State.LOST, answer.code());
            steps.tell(filing, "lost", answer, "");
            steps.alert(filing, CybertipAlert.Kind.LOST);
        });
    }

    void stopped(Filing filing, String problem) {
        stopped(filing, new Answer(Answer.Sense.REFUSED, problem, null, null));
    }

    void stopped(Filing filing, Answer answer) {
        settle(filing, answer, () -> {
            store.end(filing, State.STOPPED, answer.code());
            steps.tell(filing, "stopped", answer, "");
            steps.alert(filing, CybertipAlert.Kind.STOPPED);
        });
    }

    void idle(Instant since, Instant now) {
        store.idle(since, now).forEach(filing -> {
            steps.tell(filing, "idle", "");
            steps.alert(filing, CybertipAlert.Kind.IDLE);
        });
    }

    private void settle(Filing filing, Answer answer, Runnable change) {
        database.write(Clearance.SYSTEM, () -> {
            if (store.holds(filing)) {
                change.run();
            } else {
                String number = answer.reply() == null ? "" : answer.reply().reportId();
                steps.tell(filing, "late", answer, number.matches("\\w{1,40}") ? "report:" + number : "");
            }
        });
    }
}
