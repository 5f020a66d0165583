package org.nightlight.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Relay;
import org.nightlight.channel.email.SendGrid;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who takes outgoing mail, by the settings: a relay, SendGrid, in a demo without either the desk itself, or nobody. */
@Component
class FirstHop {
    private final Courier courier;

    FirstHop(
            @Value("${nightlight.relay.host}") String host,
            @Value("${nightlight.relay.port}") int port,
            @Value("${nightlight.relay.user}") String user,
            @Value("${nightlight.relay.password-file}") String passwordFile,
            @Value("${nightlight.relay.encryption}") String encryption,
            @Value("${nightlight.sendgrid.key-file}") String sendGridKey,
            @Value("${nightlight.sendgrid.api}") String sendGridApi,
            @Value("${nightlight.demo}") boolean demo) {
        if (!host.isBlank() && !sendGridKey.isBlank()) {
            throw new IllegalArgumentException(
                    "nightlight.relay.host and nightlight.sendgrid.key-file are both set. Mail leaves by one of them.");
        }
        if (!host.isBlank()) {
            this.courier = new Courier.ByRelay(new Relay(relay(host, port, user, passwordFile, encryption)));
        } else if (!sendGridKey.isBlank()) {
            this.courier = new Courier.BySendGrid(
                    SendGrid.at(sendGridApi, secret("nightlight.sendgrid.key-file", sendGridKey)));
        } else {
            this.courier = demo ? new Courier.KeptForDemo() : new Courier.Missing();
        }
    }

    Courier courier() {
        return courier;
    }

    /** After the workers: a connection that is kept open ends with a farewell. */
    @EventListener
    void stop(ContextClosedEvent closed) {
        switch (courier) {
            case Courier.ByRelay(Relay relay) -> relay.close();
            case Courier.BySendGrid(SendGrid sendGrid) -> sendGrid.close();
            case Courier.KeptForDemo kept -> {}
            case Courier.Missing missing -> {}
        }
    }

    private static Relay.Settings relay(String host, int port, String user, String passwordFile, String encryption) {
        @Nullable
        String password = passwordFile.isBlank() ? null : secret("nightlight.relay.password-file", passwordFile);
        return new Relay.Settings(
                host,
                port,
                "nightlight",
                user.isBlank() ? null : user,
                password,
                encryption.equals("starttls") && !isLoopback(host),
                encryption.equals("tls"),
                10,
                60);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException("nightlight.relay.host names no machine that can be found", unknown);
        }
    }

    private static String secret(String setting, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(setting + " must name a readable file.", unreadable);
        }
    }
}
