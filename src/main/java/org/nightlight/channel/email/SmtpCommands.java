package org.nightlight.channel.email;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.command.MailCommand;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.server.Session;

/**
 * Three commands in our own words, where the library's would lose mail or drop the line: its BDAT takes a torn connection
 * for the end of the mail, so chunking is neither told nor done; its MAIL fails on a huge SIZE.
 */
final class SmtpCommands {
    private SmtpCommands() {}

    static void install(CommandHandler handler, SmtpSettings settings) {
        handler.addCommand(new Ehlo());
        handler.addCommand(new Mail(settings.sizeLimit()));
        handler.addCommand(new Bdat());
    }

    private static final class Ehlo extends BaseCommand {
        Ehlo() {
            super("EHLO", "Introduce yourself.", "<hostname>");
        }

        @Override
        public void execute(String command, Session session) throws IOException {
            String[] words = getArgs(command);
            if (words.length < 2) {
                session.sendResponse("501 Syntax: EHLO hostname");
                return;
            }
            session.resetMailTransaction();
            session.setHelo(words[1]);
            String tls = session.getServer().getEnableTLS() && !session.isTLSStarted() ? "250-STARTTLS\r\n" : "";
            session.sendResponse("250-" + session.getServer().getHostName() + "\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
                    + "250-SMTPUTF8\r\n" + tls + "250 SIZE "
                    + session.getServer().getMaxMessageSize());
        }
    }

    private static final class Mail extends BaseCommand {
        private static final Pattern SIZE = Pattern.compile("(?i)\\sSIZE=(\\d{1,30})\\b");
        private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\\s]{0,320}");

        private final MailCommand command =
                new MailCommand(address -> PLAIN.matcher(address).matches());
        private final int limit;

        Mail(int limit) {
            super("MAIL", "Specifies the sender.", "FROM: <sender> [ <parameters> ]");
            this.limit = limit;
        }

        @Override
        public void execute(String line, Session session) throws IOException, DropConnectionException {
            Matcher size = SIZE.matcher(line);
            boolean known = size.find();
            if (known && (size.group(1).length() > 10 || Long.parseLong(size.group(1)) > limit)) {
                session.sendResponse("552 5.3.4 The message is larger than this desk takes");
            } else {
                command.execute(known ? size.replaceAll("") : line, session);
            }
        }
    }

    private static final class Bdat extends BaseCommand {
        Bdat() {
            super("BDAT", "Not offered.");
        }

        @Override
        public void execute(String command, Session session) throws IOException, DropConnectionException {
            // The chunk follows without waiting for an answer; only the end of the connection keeps it from being read
            // as commands
            throw new DropConnectionException(
                    502, "5.5.1 " + getName().toUpperCase(Locale.ROOT) + " is not offered here");
        }
    }
}
