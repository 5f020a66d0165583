package org.nightlight.channel.email;

import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Relay.Reason;

/** Why a mail was not handed over, in plain words: from reply codes (RFC 5321, RFC 3463) and from what broke. */
final class RelayReasons {
    private RelayReasons() {}

    /** A line that had waited for us was gone when we spoke. */
    static Reason lineBroke() {
        return new Reason("line_broke", "The connection to the relay broke off.", "");
    }

    static Reason of(int code, String said) {
        String low = said.toLowerCase(Locale.ROOT);
        if (low.contains("5.2.2")
                || low.contains("4.2.2")
                || low.contains("quota")
                || low.contains("mailbox full")
                || low.contains("mailbox is full")) {
            return new Reason("mailbox_full", "The recipient's mailbox is full.", said);
        }
        if (low.contains("5.3.4") || code == 552) {
            return new Reason("message_too_large", "The message is too large for the receiving system.", said);
        }
        if (code == 530 || code == 535 || low.contains("authentication required")) {
            return signIn(said);
        }
        if (code >= 500
                && (low.contains("5.1.1")
                        || low.contains("5.1.10")
                        || low.contains("unknown")
                        || low.contains("no such")
                        || low.contains("does not exist")
                        || low.contains("5.1.2"))) {
            return new Reason("mailbox_unknown", "There is no such mailbox.", said);
        }
        if (low.contains("greylist") || low.contains("graylist")) {
            return new Reason("try_later", "The receiving system asks to try again later.", said);
        }
        if (low.contains("spam")
                || low.contains("5.7.")
                || low.contains("blocked")
                || low.contains("blacklist")
                || low.contains("policy")) {
            return new Reason("refused_by_policy", "The receiving system refuses the message by its rules.", said);
        }
        if (low.contains("rate") || low.contains("too many") || code == 421) {
            return new Reason("rate_limited", "The relay takes no more messages just now.", said);
        }
        if (code < 500) {
            return new Reason("try_later", "The receiving system asks to try again later.", said);
        }
        return code == 550
                ? new Reason("mailbox_unavailable", "The receiving system does not take mail for this mailbox.", said)
                : new Reason("refused", "The relay refuses the message.", said);
    }

    static Reason signIn(String said) {
        return new Reason("sign_in_refused", "The relay does not accept our user name and password.", said);
    }

    static Reason noAnswer() {
        return new Reason("no_answer", "The relay got the whole message but gave no answer; it may have taken it.", "");
    }

    /** For a fault of the network, met before the message was out. */
    static Reason ofFault(MessagingException e) {
        Throwable cause = root(e);
        if (cause instanceof UnknownHostException) {
            return new Reason("dns_lookup_failed", "The relay's host name cannot be found.", "");
        }
        if (isEncryption(e) || mentions(e, "STARTTLS")) {
            return new Reason("tls_failed", "No encrypted connection to the relay could be made.", "");
        }
        if (cause instanceof SocketTimeoutException) {
            boolean connecting = isConnecting(e);
            return new Reason(
                    connecting ? "connection_timed_out" : "answer_timed_out",
                    connecting ? "The relay cannot be reached in time." : "The relay does not answer in time.",
                    "");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException || isConnecting(e)) {
            return new Reason("connection_refused", "The relay takes no connection.", "");
        }
        return new Reason("connection_broke", "The connection to the relay broke before the message was out.", "");
    }

    private static boolean isEncryption(@Nullable Throwable e) {
        for (int i = 0; e != null && i < 20; i++, e = next(e)) {
            if (e instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnecting(@Nullable Throwable e) {
        for (int i = 0; e != null && i < 20; i++, e = next(e)) {
            if (e instanceof MailConnectException || e instanceof SocketConnectException) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(MessagingException e, String word) {
        String message = e.getMessage();
        return message != null && message.contains(word);
    }

    private static Throwable root(Throwable e) {
        Throwable last = e;
        for (int i = 0; i < 20; i++) {
            Throwable next = next(last);
            if (next == null) {
                return last;
            }
            last = next;
        }
        return last;
    }

    private static @Nullable Throwable next(Throwable e) {
        if (e instanceof MessagingException chained && chained.getNextException() != null) {
            return chained.getNextException();
        }
        return e.getCause() == e ? null : e.getCause();
    }
}
