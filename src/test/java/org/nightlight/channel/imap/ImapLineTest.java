package org.nightlight.channel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access by OAuth 2: a token from an endpoint on this machine, shown to a server that takes XOAUTH2. */
class ImapLineTest {
    @TempDir
    Path folder;

    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final HttpServer endpoint = endpoint();
    private final ServerSocket imap = imap();
    private volatile String answer =
            "{\"access_token\":\"token-1\",\"expires_in\":3600,\"refresh_token\":\"refresh-2\"}";

    @AfterEach
    void stop() throws IOException {
        endpoint.stop(0);
        imap.close();
    }

    @Test
    void aRefreshTokenIsExchangedAndTheNewOneKept() throws Exception {
        Path refresh = Files.writeString(folder.resolve("refresh"), "refresh-1\n");
        try (ImapLine line = new ImapLine(account(refresh), Clock.systemUTC())) {
            assertThat(line.open()).isEqualTo(77);
            assertThat(line.after(0)).isEmpty();
        }
        assertThat(forms)
                .containsExactly("grant_type=refresh_token&client_id=desk&refresh_token=refresh-1&client_secret=hush");
        assertThat(shown).containsExactly("user=support@a.example\u0001auth=Bearer token-1\u0001\u0001");
        assertThat(Files.readString(refresh)).isEqualTo("refresh-2");
    }

    @Test
    void aRefusalIsToldByItsNameAndNoMore() throws Exception {
        answer = "{\"error\":\"invalid_grant\",\"error_description\":\"support@a.example is gone\"}";
        Path refresh = Files.writeString(folder.resolve("refresh"), "refresh-1\n");
        try (ImapLine line = new ImapLine(account(refresh), Clock.systemUTC())) {
            assertThatThrownBy(line::open)
                    .isInstanceOf(ImapLine.Broken.class)
                    .hasMessage("The token endpoint gave no access token: invalid_grant.");
        }
    }

    @Test
    void theFileIsReadWordByWord() {
        assertThatThrownBy(() -> ImapAccounts.parse("mailboxes:\n  - {name: a, pasword-file: b}"))
                .hasMessageContaining("paswordfile is not known");
        assertThatThrownBy(() -> ImapAccounts.parse("mailboxes:\n  - {name: a, host: 192.0.2.1, address: a@a.example,"
                        + " user: u, password-file: p, encryption: none}"))
                .hasMessageContaining("on this machine alone");
        ImapAccount.Access access = ImapAccounts.parse("""
                        mailboxes:
                          - name: a
                            host: outlook.office365.com
                            address: a@a.example
                            user: a@a.example
                            oauth2: {token-endpoint: microsoft, client-id: desk, refresh-token-file: r}
                        """).getFirst().access();
        assertThat(access).isInstanceOfSatisfying(ImapAccount.Access.OAuth2.class, oauth -> {
            assertThat(oauth.tokenEndpoint().getHost()).isEqualTo("login.microsoftonline.com");
            assertThat(oauth.scope()).contains("offline_access");
        });
    }

    private ImapAccount account(Path refresh) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush");
        return ImapAccounts.parse(
                        """
                        mailboxes:
                          - name: main
                            address: support@a.example
                            host: 127.0.0.1
                            port: %d
                            encryption: none
                            user: support@a.example
                            oauth2:
                              token-endpoint: http://127.0.0.1:%d/token
                              client-id: desk
                              client-secret-file: %s
                              refresh-token-file: %s
                        """.formatted(imap.getLocalPort(), endpoint.getAddress().getPort(), secret, refresh))
                .getFirst();
    }

    private HttpServer endpoint() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/token", exchange -> {
                forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.contains("error") ? 400 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Speaks just enough IMAP for a sign-in and a look into an empty folder. */
    private ServerSocket imap() {
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().name("imap").start(() -> {
                try (Socket client = server.accept()) {
                    serve(client);
                } catch (IOException closed) {
                    // Ends with the test.
                }
            });
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        say(out, "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[1]) {
                case "CAPABILITY" -> say(out, "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2");
                case "AUTHENTICATE" -> {
                    say(out, "+ ");
                    shown.add(new String(Base64.getDecoder().decode(in.readLine()), StandardCharsets.US_ASCII));
                }
                case "EXAMINE" -> {
                    say(out, "* 0 EXISTS");
                    say(out, "* OK [UIDVALIDITY 77] valid");
                    say(out, "* OK [UIDNEXT 1] next");
                }
                case "LOGOUT" -> say(out, "* BYE");
                default -> {
                    // Nothing to tell.
                }
            }
            say(out, words[0] + " OK done");
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
