package org.nightlight;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Passwords;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A whole desk in this process: real database, real SMTP in, a real mail server (GreenMail) as its relay and as everybody's
 * mailbox. The same start as {@code bin/run}.
 */
public final class RunningDesk implements AutoCloseable {
    /** What everybody whom a test takes on signs in with. */
    public static final String PASSWORD = "correct horse battery";

    private static final Actor TEST = new Actor.Software("test");
    private static final AtomicInteger LETTERS = new AtomicInteger();

    public final int port = freePort();
    public final int smtpPort = freePort();
    public final DatabaseAddress database;
    public final GreenMail mailboxes;
    private final boolean ownMailboxes;
    private ConfigurableApplicationContext context;

    private RunningDesk(
            DatabaseAddress database,
            GreenMail mailboxes,
            boolean ownMailboxes,
            Map<String, String> more,
            Consumer<GenericApplicationContext> parts) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.ownMailboxes = ownMailboxes;
        Map<String, String> flags = new HashMap<>(Map.of(
                "nightlight.port", Integer.toString(port),
                "nightlight.smtp.port", Integer.toString(smtpPort),
                "nightlight.management-port", "0",
                "nightlight.data", temporary().toString(),
                "nightlight.database.url", database.toUrl(),
                "nightlight.relay.host", "127.0.0.1",
                "nightlight.relay.port", Integer.toString(mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption", "none",
                "nightlight.outbox.undo", "0"));
        flags.put("nightlight.loops.tickets", "0");
        flags.putAll(more);
        SpringApplication application = Nightlight.application(Map.of(), flags);
        application.addInitializers(starting -> {
            GenericApplicationContext context = (GenericApplicationContext) starting;
            context.registerBean("quickPasswords", PasswordEncoder.class, () -> Passwords.encoder(4), primary());
            parts.accept(context);
        });
        this.context = Nightlight.open(application);
    }

    /** A desk on a fresh database with a mail server of its own. */
    public static RunningDesk start() {
        return start(Map.of());
    }

    /** @param more settings by their full keys */
    public static RunningDesk start(Map<String, String> more) {
        return start(more, parts -> {});
    }

    /** @param parts puts parts of the test's own into the desk, such as a clock that it turns */
    public static RunningDesk start(Map<String, String> more, Consumer<GenericApplicationContext> parts) {
        return new RunningDesk(TestDatabase.fresh(), mailboxes(), true, more, parts);
    }

    /** A second process's worth of desk on the same database and mail server. */
    public RunningDesk another() {
        return another(parts -> {});
    }

    /** @param parts as {@link #start(Map, Consumer)} has them */
    public RunningDesk another(Consumer<GenericApplicationContext> parts) {
        return new RunningDesk(database, mailboxes, false, Map.of(), parts);
    }

    public static GreenMail mailboxes() {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        return server;
    }

    /** All of the desk's parts, while it is open. */
    public ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context, "this desk is closed");
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** Somebody in customer service, whose address follows from the name: Sam Oak has sam.oak@desk.example. */
    public StaffMember staff(String name, Role... roles) {
        return staff(name, addressOf(name), roles);
    }

    /** Somebody in customer service. */
    public StaffMember staff(String name, String email, Role... roles) {
        return staff(name, email, Set.of("customer-service"), Set.of(), roles);
    }

    public StaffMember staff(String name, String email, Set<String> teams, Set<String> leads, Role... roles) {
        long id = withoutTeam(name, email, roles).id();
        return bean(Staff.class).assign(id, Set.of(roles), teams, leads, TEST).orThrow();
    }

    /** Somebody just taken on, whom no team has yet. */
    public StaffMember withoutTeam(String name, Role... roles) {
        return withoutTeam(name, addressOf(name), roles);
    }

    public StaffMember withoutTeam(String name, String email, Role... roles) {
        return bean(Staff.class)
                .create(name, email, Set.of(roles), PASSWORD, TEST)
                .orThrow();
    }

    private static String addressOf(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@desk.example";
    }

    public Browser browser(StaffMember member) {
        return browser(member.email().value());
    }

    /** Signed in: a test that means to be turned away signs in by itself. */
    public Browser browser(String email) {
        Browser browser = new Browser(port);
        int status = browser.signIn(email, PASSWORD).statusCode();
        if (status != 302) {
            throw new IllegalStateException(email + " was not let in: " + status);
        }
        return browser;
    }

    /** The ticket of that word, opened by a customer whose address is made of it, so that the test can answer and look for it. */
    public Ticket ticket(String word, String text) {
        return ticketFrom("Robin Vale", word + "@example.org", word, word + "@example.org", text);
    }

    /** More by the same customer on the same ticket; returns once the desk has the mail, not yet the words. */
    public void answer(String word, String id, String text) {
        send(word + "@example.org", """
                From: Robin Vale <%1$s@example.org>
                To: support@storytailor.com
                Subject: %1$s
                Message-ID: <%2$s@example.org>
                In-Reply-To: <%1$s@example.org>

                %3$s
                """.formatted(word, id, text));
    }

    /** The ticket in which a mail ends. */
    public Ticket ticketFrom(String name, String from, String subject, String text) {
        return ticketFrom(name, from, subject, "letter-" + LETTERS.incrementAndGet() + "@mail.example", text);
    }

    /** As above, for a test that goes on to name the mail. */
    public Ticket ticketFrom(String name, String from, String subject, String id, String text) {
        send(from, """
                From: %s <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s>

                %s
                """.formatted(name, from, subject, id, text));
        Tickets tickets = bean(Tickets.class);
        return eventually(
                        () -> bean(Database.class)
                                .read(
                                        Clearance.SYSTEM,
                                        () -> tickets.ofMails(List.of("<" + id + ">")).stream()
                                                .findFirst()
                                                .flatMap(tickets::find)),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Sends a raw mail to the desk as any mail program would; returns once the desk has answered 250. */
    public void send(String from, String raw) {
        try {
            Properties properties = new Properties();
            properties.put("mail.smtp.host", "127.0.0.1");
            properties.put("mail.smtp.port", Integer.toString(smtpPort));
            properties.put("mail.smtp.from", from);
            Session session = Session.getInstance(properties);
            MimeMessage message = new MimeMessage(
                    session, new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (jakarta.mail.MessagingException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** What has arrived in a mailbox outside, oldest first. */
    public List<Message> inbox(String address) {
        return java.util.Arrays.stream(mailboxes.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(Message.class::cast)
                .toList();
    }

    /** Waits up to ten seconds for something that comes by itself. */
    public static <T> T eventually(Callable<T> look, java.util.function.Predicate<T> there) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(look, there);
    }

    /** Lets go of all parts: the test class that was here holds this object until the last class has run. */
    @Override
    public void close() {
        context().close();
        context = null;
        if (ownMailboxes) {
            purge(mailboxes);
            mailboxes.stop();
        }
    }

    private static void purge(GreenMail mailboxes) {
        try {
            mailboxes.purgeEmailFromAllMailboxes();
        } catch (FolderException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static boolean isTo(Message message, String address) {
        try {
            return java.util.Arrays.stream(message.getAllRecipients())
                    .anyMatch(to -> to.toString().contains(address));
        } catch (jakarta.mail.MessagingException broken) {
            return false;
        }
    }

    /**
     * A port to be opened a little later. Below those that the system gives out by itself, and drawn by lot, since another
     * process of tests looks for ports at the same time.
     */
    public static int freePort() {
        for (int i = 0; i < 1_000; i++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    /** Passwords of the tests' people need not withstand anybody: hashing them well took a fifth of all processors' time. */
    private static BeanDefinitionCustomizer primary() {
        return bean -> bean.setPrimary(true);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("desk");
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }
}
