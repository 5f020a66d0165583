package org.nightlight.privacy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How payment cards are confirmed with Stripe. Without both secrets, cards are off. A wrong setting stops the start. */
@Component
class CardSettings {
    private static final String SETTING = "nightlight.stripe.";

    private final String secretKey;
    private final String webhookSecret;
    private final String api;
    private final Charge charge;

    CardSettings(
            @Value("${nightlight.stripe.secret-key-file}") String secretKeyFile,
            @Value("${nightlight.stripe.webhook-secret-file}") String webhookSecretFile,
            @Value("${nightlight.stripe.api}") String api,
            @Value("${nightlight.stripe.amount}") long amount,
            @Value("${nightlight.stripe.currency}") String currency) {
        this.secretKey = secret("secret-key-file", secretKeyFile);
        this.webhookSecret = secret("webhook-secret-file", webhookSecretFile);
        if (secretKey.isEmpty() != webhookSecret.isEmpty()) {
            throw new IllegalArgumentException(
                    SETTING + "secret-key-file and " + SETTING + "webhook-secret-file go together: name both or none.");
        }
        this.api = checked(api.strip());
        this.charge = new Charge(amount, currency.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * What is charged to confirm a card.
     *
     * @param amount in the currency's smallest unit; 0 where the card is only looked at
     * @param currency ISO 4217 in lower case
     */
    record Charge(long amount, String currency) {
        Charge {
            if (amount < 0 || amount > 10_000) {
                throw new IllegalArgumentException(
                        SETTING + "amount must be 0, or at most 10000 of the currency's smallest unit.");
            }
            try {
                Currency.getInstance(currency.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException none) {
                throw new IllegalArgumentException(SETTING + "currency must be a currency's code, such as usd.", none);
            }
        }

        boolean isNone() {
            return amount == 0;
        }

        /** Such as {@code 1.00 USD}. */
        String words() {
            Currency known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
            return BigDecimal.valueOf(amount, Math.max(0, known.getDefaultFractionDigits())) + " "
                    + known.getCurrencyCode();
        }
    }

    boolean on() {
        return !secretKey.isEmpty();
    }

    String secretKey() {
        return secretKey;
    }

    String webhookSecret() {
        return webhookSecret;
    }

    String api() {
        return api;
    }

    Charge charge() {
        return charge;
    }

    private static String secret(String setting, String file) {
        if (file.isBlank()) {
            return "";
        }
        try {
            String secret = Files.readString(Path.of(file.strip())).strip();
            if (secret.length() < 16) {
                throw new IllegalArgumentException(
                        "The file named by " + SETTING + setting + " must hold 16 characters at least.");
            }
            return secret;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(SETTING + setting + " must name a readable file.", unreadable);
        }
    }

    private static String checked(String address) {
        URI uri = URI.create(address);
        boolean plain = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
        if (uri.getHost() == null || uri.getUserInfo() != null || !"https".equals(uri.getScheme()) && !plain) {
            throw new IllegalArgumentException(
                    SETTING + "api must be an https address, or http on this machine itself.");
        }
        return address.replaceAll("/+$", "");
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
