package org.nightlight.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Lines to the relay, of which those that took a mail wait a while for the next one. Thread safe; a line is one thread's. */
final class RelayLines implements AutoCloseable {
    /** Servers end a line that is silent after minutes, so one that waited longer is not asked. */
    private static final long WAITS_NANOS = 20_000_000_000L;

    /** Many servers take no more than a hundred mails on one line. */
    private static final int MAILS = 50;

    private final Relay.Settings settings;
    private final ConcurrentLinkedDeque<Line> waiting = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    RelayLines(Relay.Settings settings) {
        this.settings = settings;
    }

    /** A line that waits and still answers; null when there is none. */
    @Nullable
    Line kept() {
        for (Line line = waiting.pollFirst(); line != null; line = waiting.pollFirst()) {
            if (System.nanoTime() - line.since < WAITS_NANOS && line.isConnected()) {
                return line;
            }
            line.end();
        }
        return null;
    }

    /** A new line, not connected yet. */
    Line fresh() {
        return new Line(Session.getInstance(properties()), settings);
    }

    void keep(Line line) {
        if (closed || line.mails >= MAILS) {
            line.end();
            return;
        }
        line.since = System.nanoTime();
        waiting.addFirst(line);
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Line line = waiting.pollFirst(); line != null; line = waiting.pollFirst()) {
            line.end();
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        String protocol = settings.tlsFromStart() ? "mail.smtps." : "mail.smtp.";
        properties.put(protocol + "localhost", settings.greeting());
        properties.put(protocol + "auth", String.valueOf(settings.user() != null));
        properties.put(protocol + "sendpartial", "true");
        properties.put(protocol + "starttls.enable", "true");
        properties.put(
                protocol + "starttls.required", String.valueOf(settings.mustEncrypt() && !settings.tlsFromStart()));
        // Where TLS is not a must, a certificate nobody vouches for still beats plain text
        boolean verified = settings.mustEncrypt() || settings.tlsFromStart();
        properties.put(protocol + "ssl.checkserveridentity", String.valueOf(verified));
        if (!verified) {
            properties.put(protocol + "ssl.trust", "*");
        }
        properties.put(protocol + "connectiontimeout", String.valueOf(settings.connectSeconds() * 1000));
        properties.put(protocol + "timeout", String.valueOf(settings.answerSeconds() * 1000));
        properties.put(protocol + "writetimeout", String.valueOf(settings.answerSeconds() * 1000));
        properties.put(protocol + "quitwait", "false");
        return properties;
    }

    /** Remembers how far the exchange of one mail got, which the library's exceptions do not tell. */
    static final class Line extends SMTPTransport {
        private final Session session;
        private final Relay.Settings settings;
        private boolean dotSent;
        private boolean taken;
        private String finalAnswer = "";
        private long since;
        private int mails;

        Line(Session session, Relay.Settings settings) {
            super(
                    session,
                    new URLName(settings.tlsFromStart() ? "smtps" : "smtp", null, -1, null, null, null),
                    settings.tlsFromStart() ? "smtps" : "smtp",
                    settings.tlsFromStart());
            this.session = session;
            this.settings = settings;
        }

        void open() throws MessagingException {
            connect(settings.host(), settings.port(), settings.user(), settings.password());
        }

        void begin() {
            dotSent = false;
            taken = false;
            finalAnswer = "";
            mails++;
        }

        void end() {
            try {
                close();
            } catch (MessagingException alreadyGone) {
                // What was sent was answered, or not; a farewell changes nothing
            }
        }

        Session session() {
            return session;
        }

        boolean dotSent() {
            return dotSent;
        }

        boolean taken() {
            return taken;
        }

        String finalAnswer() {
            return finalAnswer;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            dotSent = true;
            super.finishData();
            taken = true;
            String answer = getLastServerResponse();
            finalAnswer = answer == null ? "" : answer;
        }
    }
}
