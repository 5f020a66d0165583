package org.nightlight.safety.cybertip;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.cybertip.Tip.Uploaded;
import org.nightlight.safety.cybertip.VersionStore.Approved;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Takes filings one step further: open the report, hand over and describe each file, finish. Each step is one call outside
 * any transaction, and one transaction that keeps what came of it; whoever dies in between leaves a claim that runs out, and
 * the next one goes on from what is kept. The number of an opened report is kept before anything else is sent. Only the call
 * that opens cannot be made again unseen, as nothing tells the other side that two are the same.
 */
@Component
class Driver {
    /** Longer than the longest call. */
    static final Duration LEASE = Duration.ofMinutes(6);

    private static final Actor SOFTWARE = new Actor.Software("cybertip");
    /** What is sealed cannot be opened: nothing of it is sent. */
    private static final String SHUT = "sealed";

    private final VersionStore versions;
    private final FilingStore store;
    private final CaseFiles files;
    private final CybertipSwitch production;
    private final Settling settling;
    private final Wire wire;
    private final SealedReading reading;
    private final Database database;
    private final Clock clock;

    Driver(
            VersionStore versions,
            FilingStore store,
            CaseFiles files,
            CybertipSwitch production,
            Settling settling,
            Wire wire,
            SealedReading reading,
            Database database,
            Clock clock) {
        this.versions = versions;
        this.store = store;
        this.files = files;
        this.production = production;
        this.settling = settling;
        this.wire = wire;
        this.reading = reading;
        this.database = database;
        this.clock = clock;
    }

    /** One step of the filing that is due for longest; false when none is. */
    boolean step() {
        Optional<Filing> claimed =
                database.write(Clearance.SYSTEM, () -> store.claim(production.open(), clock.instant(), LEASE));
        claimed.ifPresent(this::step);
        return claimed.isPresent();
    }

    /** What is sealed is read as whoever approved it may read it, by then still; that the software does is written down. */
    private void step(Filing filing) {
        long approver = database.read(Clearance.SYSTEM, () -> versions.approver(filing.versionId()))
                .orElse(0L);
        switch (filing.state()) {
            case APPROVED -> reading(filing, approver, () -> open(filing));
            case SENDING -> settling.lost(filing, Answer.none()); // whoever sent it died before the answer
            case OPEN -> reading(filing, approver, () -> goOn(filing));
            default -> throw new IllegalStateException("no step from " + filing.state());
        }
    }

    private void reading(Filing filing, long approver, Runnable work) {
        reading.open(
                Clearance.SAFETY.of(approver), SOFTWARE, filing.ticketId(), "cybertip-filing:" + filing.id(), () -> {
                    try {
                        work.run();
                    } catch (FilesAway away) {
                        settling.again(filing, State.OPEN, new Answer(Answer.Sense.AGAIN, "files-away", null, null));
                    } catch (SealBroken broken) {
                        settling.stopped(filing, SHUT);
                    }
                    return true;
                });
    }

    private void open(Filing filing) {
        Optional<Approved> approved = approved(filing);
        if (approved.isEmpty()) {
            settling.stopped(filing, "not-approved");
        } else if (settling.sending(filing)) {
            Answer answer =
                    wire.submit(filing.environment(), approved.get().bytes().xml());
            switch (answer.sense()) {
                case DONE -> settling.opened(filing, answer);
                case AGAIN -> settling.again(filing, State.APPROVED, answer);
                case CREDENTIALS -> settling.noEntry(filing, State.APPROVED, answer);
                case UNCLEAR -> settling.lost(filing, answer);
                case REFUSED, GONE, RETRACTED, FINISHED -> settling.stopped(filing, answer);
            }
        }
    }

    private void goOn(Filing filing) {
        Optional<Approved> approved = approved(filing);
        String reportId = filing.reportId();
        if (approved.isEmpty() || reportId == null) {
            settling.stopped(filing, "not-approved");
            return;
        }
        List<Uploaded> there = database.read(Clearance.SYSTEM, () -> store.files(filing.id()));
        Optional<Uploaded> undescribed =
                there.stream().filter(it -> !it.described()).findFirst();
        Optional<SentFile> missing = approved.get().bytes().list().stream()
                .filter(file -> there.stream().noneMatch(it -> it.attachmentId() == file.id()))
                .findFirst();
        if (filing.retractBy() != null) {
            heard(filing, wire.retract(filing.environment(), reportId), answer -> settling.retracted(filing, answer));
        } else if (undescribed.isPresent()) {
            describe(filing, reportId, undescribed.get(), approved.get());
        } else if (missing.isPresent()) {
            upload(filing, reportId, missing.get());
        } else {
            heard(
                    filing,
                    wire.finish(filing.environment(), reportId),
                    answer -> settling.finished(filing, answer, approved.get()));
        }
    }

    private void upload(Filing filing, String reportId, SentFile file) {
        if (!files.isWhole(filing.ticketId(), file)) {
            settling.stopped(filing, SHUT);
            return;
        }
        MessageDigest md5 = Hashes.digest("MD5");
        MessageDigest sha256 = Hashes.digest("SHA-256");
        Supplier<InputStream> pieces = files.open(filing.ticketId(), file.id());
        Supplier<InputStream> stream = () -> new DigestInputStream(new DigestInputStream(pieces.get(), md5), sha256);
        Answer answer = wire.upload(filing.environment(), reportId, file.size(), stream);
        String sent = Hashes.hex(md5);
        boolean approvedFile = Hashes.hex(sha256).equals(file.sha256());
        heard(filing, answer, done -> settling.uploaded(filing, done, file, sent, approvedFile));
    }

    private void describe(Filing filing, String reportId, Uploaded uploaded, Approved approved) {
        SentFile file = approved.bytes().list().stream()
                .filter(it -> it.id() == uploaded.attachmentId())
                .findFirst()
                .orElseThrow();
        if (!database.read(Clearance.SYSTEM, () -> files.of(filing.ticketId())).contains(file)) {
            settling.stopped(filing, "file-opened"); // what was approved to be said of it is no longer true
            return;
        }
        heard(
                filing,
                wire.describe(filing.environment(), ReportXml.of(file, reportId, uploaded.fileId())),
                answer -> settling.described(filing, answer, file));
    }

    private interface Done {
        void settle(Answer answer);
    }

    /** What any answer about an open report means. All of these calls may be made again. */
    private void heard(Filing filing, Answer answer, Done done) {
        switch (answer.sense()) {
            case DONE -> done.settle(answer);
            case AGAIN, UNCLEAR -> settling.again(filing, State.OPEN, answer);
            case CREDENTIALS -> settling.noEntry(filing, State.OPEN, answer);
            case REFUSED -> settling.stopped(filing, answer);
            case GONE -> settling.expired(filing, answer);
            case RETRACTED -> settling.retracted(filing, answer);
            case FINISHED -> approved(filing).ifPresent(it -> settling.finished(filing, answer, it));
        }
    }

    private Optional<Approved> approved(Filing filing) {
        return database.read(Clearance.SYSTEM, () -> versions.approved(filing.ticketId(), filing.versionId()));
    }

    /** Tells people of each one that has not moved for so long that it is in danger there. */
    void watch() {
        Instant now = clock.instant();
        database.write(Clearance.SYSTEM, () -> settling.idle(now.minus(Duration.ofMinutes(45)), now));
    }
}
