package org.nightlight.channel.imap;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that the desk looks into.
 *
 * @param name the operator's word for it; the desk keeps under it how far it has come
 * @param address the address of ours whose mail lies in it
 * @param sinceDays at the first look, mail that came so many days before counts as new; what is older is left alone
 */
public record ImapAccount(
        String name,
        String address,
        String host,
        int port,
        Encryption encryption,
        String user,
        Access access,
        String folder,
        int sinceDays) {

    public enum Encryption {
        TLS,
        STARTTLS,
        /** For a server on this very machine alone. */
        NONE
    }

    /** How the desk shows that it may look. */
    public sealed interface Access {
        /** @param file holds the password; read anew at each sign-in, so that it can be changed without a stop */
        record Password(Path file) implements Access {}

        /**
         * OAuth 2: a refresh token is exchanged for an access token (RFC 6749, 6), which XOAUTH2 carries.
         *
         * @param clientSecret null for a client without one
         * @param refreshToken a file; where the provider hands out a new token, that takes its place
         */
        record OAuth2(
                URI tokenEndpoint,
                String clientId,
                @Nullable Path clientSecret,
                Path refreshToken,
                String scope) implements Access {}
    }
}
