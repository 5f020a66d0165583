package org.nightlight.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.AcceptedMail;
import org.nightlight.channel.email.SmtpReceiver;
import org.nightlight.channel.email.SmtpSettings;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The room's engine: the SMTP door and the workers, running from when the desk is ready until it stops. */
@Component
class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int ATTEMPTS = 5;
    /** So often a message is taken up by a process that dies before it has even failed on it. */
    private static final int DEATHS = 10;

    private final Intake intake;
    private final Outbox outbox;
    private final OwnMail own;
    private final CurrentPlaybook playbooks;
    private final SmtpSettings smtp;
    private final List<Worker> readers = new ArrayList<>();
    private final List<Worker> senders = new ArrayList<>();
    private @Nullable SmtpReceiver receiver;

    Engine(
            Intake intake,
            Outbox outbox,
            OwnMail own,
            CurrentPlaybook playbooks,
            Wakeups wakeups,
            @Value("${nightlight.bind}") String bind,
            @Value("${nightlight.smtp.port}") int port,
            @Value("${nightlight.smtp.max-bytes}") int maxBytes,
            @Value("${nightlight.smtp.certificate-file}") String certificateFile,
            @Value("${nightlight.smtp.key-file}") String keyFile,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.intake.workers}") int readers,
            @Value("${nightlight.outbox.workers}") int senders) {
        this.intake = intake;
        this.outbox = outbox;
        this.own = own;
        this.playbooks = playbooks;
        SmtpSettings plain =
                SmtpSettings.on(bind, port, Path.of(data).resolve("receiving")).withSizeLimit(maxBytes);
        this.smtp = certificateFile.isBlank() && keyFile.isBlank()
                ? plain
                : plain.withStartTls(StartTls.of(certificateFile, keyFile));
        for (int i = 1; i <= readers; i++) {
            this.readers.add(new Worker("intake-" + i, Duration.ofSeconds(1), this::readSome));
        }
        for (int i = 1; i <= senders; i++) {
            this.senders.add(new Worker("outbox-" + i, Duration.ofSeconds(1), () -> outbox.deliverSome(4)));
        }
        wakeups.listen(word -> {
            switch (word) {
                case "inbound" -> this.readers.forEach(Worker::wake);
                case "outbox" -> this.senders.forEach(Worker::wake);
                case "hello" -> {
                    this.readers.forEach(Worker::wake);
                    this.senders.forEach(Worker::wake);
                }
                default -> {
                    // Other words are for other rooms.
                }
            }
        });
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        readers.forEach(Worker::start);
        senders.forEach(Worker::start);
        SmtpReceiver starting = new SmtpReceiver(smtp, this::isOurs, this::accept);
        starting.start();
        receiver = starting;
    }

    /** First no more mail is taken, then the work in hand is ended. */
    @EventListener
    void stop(ContextClosedEvent closed) {
        if (receiver != null) {
            receiver.close();
        }
        readers.forEach(Worker::close);
        senders.forEach(Worker::close);
    }

    private boolean isOurs(String address) {
        return EmailAddress.parse(address)
                .filter(it -> playbooks.current().playbook().addresses().isOurs(it)
                        || own.reported(it).isPresent())
                .isPresent();
    }

    private void accept(AcceptedMail mail) throws IOException {
        MailKey key = MailKey.of(mail.raw());
        String envelope = JsonMapper.shared()
                .writeValueAsString(java.util.Map.of(
                        "from",
                        mail.envelopeFrom(),
                        "to",
                        mail.envelopeTo(),
                        "peer",
                        mail.peer(),
                        "oversize",
                        mail.oversize()));
        long size = mail.oversize() ? Files.size(mail.raw()) : mail.size();
        intake.acceptMail(
                key.value(),
                envelope.replace("\\u0000", ""),
                size,
                java.util.HexFormat.of().parseHex(mail.sha256()),
                mail.raw());
    }

    private boolean readSome() {
        List<InboundStore.Claimed> claimed = intake.claim(8);
        for (InboundStore.Claimed one : claimed) {
            long id = one.id();
            try {
                if (one.attempts() > DEATHS) {
                    intake.giveUp(id, "The desk stopped " + DEATHS + " times while it worked on this message.");
                } else {
                    intake.process(id);
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
                tryAgainOrGiveUp(id, one.attempts(), failed);
            }
        }
        return !claimed.isEmpty();
    }

    /** A message that fails again and again must not hide: after five attempts it is listed for a person. */
    private void tryAgainOrGiveUp(long id, int attempts, Throwable failed) {
        LOG.warn("message {} failed attempt {}: {}", id, attempts, Worker.cause(failed));
        if (attempts >= ATTEMPTS) {
            intake.giveUp(
                    id,
                    "The desk failed on this message " + attempts + " times ("
                            + failed.getClass().getSimpleName() + ").");
        } else {
            intake.postpone(
                    id, Duration.ofSeconds(1L << attempts), failed.getClass().getSimpleName());
        }
    }
}
