package org.nightlight.channel;

import static nightlight.tables.Tables.MAIL_SERVICE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;
import static org.nightlight.shared.Spoken.say;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.StoreAway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How the services that hand mail on are doing. One from which nothing could be taken for some minutes is told of, once. */
@Component
public class ServiceLines {
    static final String POSTMARK = "Postmark";

    static final String SENDGRID = "SendGrid";
    static final String SES = "Amazon SES";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Database database;
    private final WayInAlarm alarm;
    private final Clock clock;
    private final List<String> names;

    ServiceLines(
            DSLContext sql,
            Database database,
            WayInAlarm alarm,
            Clock clock,
            @Value("${nightlight.postmark.secret-file}") String postmark,
            @Value("${nightlight.sendgrid.inbound-secret-file}") String sendGrid,
            @Value("${nightlight.sendgrid.inbound-key-file}") String sendGridKey,
            @Value("${nightlight.ses.topics}") List<String> topics) {
        this.names = names(postmark, sendGrid + sendGridKey, topics);
        this.sql = sql;
        this.database = database;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * @param takenAt when a mail was last taken from there; null before the first
     * @param lag how long the service had had that mail; null where it does not say
     * @param failure why the last mail could not be taken, in plain words; empty when it could
     * @param alarming whether people were told
     */
    public record Health(
            String name,
            @Nullable Instant takenAt,
            @Nullable Duration lag,
            String failure,
            @Nullable Instant failedAt,
            boolean alarming) {}

    /** Of the services by these settings. */
    static List<String> names(String postmark, String sendGrid, List<String> topics) {
        return Stream.of(
                        postmark.isBlank() ? "" : POSTMARK,
                        sendGrid.isBlank() ? "" : SENDGRID,
                        topics.stream().allMatch(String::isBlank) ? "" : SES)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Of all services that the settings name, also those from which nothing has come yet. */
    public List<Health> health() {
        Map<String, Health> known = sql.selectFrom(MAIL_SERVICE)
                .fetchMap(
                        MAIL_SERVICE.NAME,
                        row -> new Health(
                                row.getName(),
                                row.getTakenAt(),
                                row.getTakenAt() == null || row.getHeldSince() == null
                                        ? null
                                        : Duration.between(row.getHeldSince(), row.getTakenAt()),
                                row.getFailure(),
                                row.getFailedAt(),
                                row.getToldAt() != null));
        return names.stream()
                .map(name -> known.getOrDefault(name, new Health(name, null, null, "", null, false)))
                .toList();
    }

    /** @param heldSince when the service had taken the mail in; null where it does not say */
    void taken(String name, @Nullable Instant heldSince) {
        Instant now = clock.instant();
        database.write(
                Clearance.SYSTEM,
                () -> sql.insertInto(MAIL_SERVICE)
                        .set(MAIL_SERVICE.NAME, name)
                        .set(MAIL_SERVICE.TAKEN_AT, now)
                        .set(MAIL_SERVICE.HELD_SINCE, heldSince)
                        .onConflict(MAIL_SERVICE.NAME)
                        .doUpdate()
                        .set(MAIL_SERVICE.TAKEN_AT, now)
                        .set(MAIL_SERVICE.HELD_SINCE, heldSince)
                        .set(MAIL_SERVICE.FAILURE, "")
                        .setNull(MAIL_SERVICE.FAILING_SINCE)
                        .setNull(MAIL_SERVICE.TOLD_AT)
                        .execute());
    }

    /** A mail could not be taken; the service will try again. */
    void failed(String name, IOException why) {
        Instant now = clock.instant();
        database.write(Clearance.SYSTEM, () -> {
            sql.insertInto(MAIL_SERVICE)
                    .set(MAIL_SERVICE.NAME, name)
                    .set(MAIL_SERVICE.FAILURE, reason(why))
                    .set(MAIL_SERVICE.FAILED_AT, now)
                    .set(MAIL_SERVICE.FAILING_SINCE, now)
                    .onConflict(MAIL_SERVICE.NAME)
                    .doUpdate()
                    .set(MAIL_SERVICE.FAILURE, reason(why))
                    .set(MAIL_SERVICE.FAILED_AT, now)
                    .set(MAIL_SERVICE.FAILING_SINCE, coalesce(MAIL_SERVICE.FAILING_SINCE, val(now)))
                    .execute();
            boolean tell = sql.update(MAIL_SERVICE)
                            .set(MAIL_SERVICE.TOLD_AT, now)
                            .where(MAIL_SERVICE.NAME.eq(name))
                            .and(MAIL_SERVICE.TOLD_AT.isNull())
                            .and(MAIL_SERVICE.FAILING_SINCE.le(now.minus(PATIENCE)))
                            .execute()
                    == 1;
            if (tell) {
                alarm.tell(() -> words(name, reason(why)));
            }
        });
    }

    private static StaffMail.Words words(String name, String reason) {
        return new StaffMail.Words(
                say("Mail from %s cannot be taken", "No se puede recibir el correo de %s")
                        .formatted(name),
                say(
                                        "For some minutes the desk could not take mail that %s hands on. "
                                                + "It is tried again, and somebody may be waiting there, a child in "
                                                + "danger too. Please see to it.",
                                        "Desde hace unos minutos la mesa de ayuda no puede recibir el "
                                                + "correo que entrega %s. Se intenta otra vez, y puede que alguien "
                                                + "espere allí, también un niño o niña en peligro. Ocúpate, por "
                                                + "favor.")
                                .formatted(name)
                        + "\n\n" + reason);
    }

    private static String reason(IOException why) {
        return switch (why) {
            case StoreAway away -> String.valueOf(away.getMessage());
            case NotTaken known -> String.valueOf(known.getMessage());
            default -> "A mail could not be read or stored.";
        };
    }

    /** Why a mail cannot be taken now, in words that name nobody. */
    static final class NotTaken extends IOException {
        private static final long serialVersionUID = 1;

        NotTaken(String why) {
            super(why);
        }
    }
}
