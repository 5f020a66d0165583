package org.nightlight.privacy;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The desk's whole conversation with Stripe: a page of Stripe's own on which a parent confirms a card, and what became of it.
 * Only the parent's address, an amount and a language leave. Nothing of what is said is logged. Slow: never inside a transaction.
 */
@Component
class StripeCalls {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A signed message older than this is not believed. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final CardSettings settings;
    private final Clock clock;
    private final @Nullable StripeClient client;

    @Autowired
    StripeCalls(CardSettings settings, Clock clock) {
        this(settings, clock, PATIENCE);
    }

    private StripeCalls(CardSettings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.client = settings.on() ? client(settings, patience) : null;
    }

    /** For a test that does not want to wait. */
    static StripeCalls impatient(CardSettings settings, Clock clock, Duration patience) {
        return new StripeCalls(settings, clock, patience);
    }

    private static StripeClient client(CardSettings settings, Duration patience) {
        Stripe.enableTelemetry = false;
        return StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setApiBase(settings.api())
                .setConnectTimeout((int) TO_CONNECT.toMillis())
                .setReadTimeout((int) patience.toMillis())
                .setMaxNetworkRetries(0)
                .build();
    }

    /** What came of asking for a page. */
    sealed interface Made {
        record Page(String sessionId, String address) implements Made {}

        /** Nothing came back. Whether it arrived is not known: asked again with the same key, one page is made. */
        record NoAnswer() implements Made {}

        /** @param code Stripe's own, or the status */
        record Refused(String code) implements Made {}
    }

    /**
     * How a page of Stripe's stands.
     *
     * @param paymentId of the payment, or of the look at the card where nothing is charged
     */
    record Told(String sessionId, State state, @Nullable String paymentId) {
        enum State {
            PAID,
            OPEN,
            EXPIRED
        }
    }

    /**
     * Has a page made.
     *
     * @param until when it ends
     * @param back the desk's page to which Stripe leads the parent; it holds no secret of a parent's link
     */
    Made page(
            Passage.Passed passed,
            String key,
            CardSettings.Charge charge,
            String language,
            Instant until,
            String back) {
        EmailAddress parent = passed.outgoing().recipients().iterator().next();
        try {
            Session session = Objects.requireNonNull(client)
                    .v1()
                    .checkout()
                    .sessions()
                    .create(
                            params(parent.value(), charge, language, until, back),
                            RequestOptions.builder().setIdempotencyKey(key).build());
            String address = String.valueOf(session.getUrl());
            return session.getId() != null && isTheirs(address)
                    ? new Made.Page(session.getId(), address)
                    : new Made.Refused("odd-answer");
        } catch (ApiConnectionException none) {
            return new Made.NoAnswer();
        } catch (StripeException refused) {
            // a conflict or too many at once says nothing of this request: another one under its key may be at work
            Integer status = refused.getStatusCode();
            return status != null && (status == 409 || status == 429)
                    ? new Made.NoAnswer()
                    : new Made.Refused(code(refused));
        } catch (RuntimeException unreadable) {
            return new Made.Refused("unreadable");
        }
    }

    private static SessionCreateParams params(
            String parent, CardSettings.Charge charge, String language, Instant until, String back) {
        boolean spanish = language.equals("es");
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setCustomerEmail(parent)
                .setLocale(spanish ? SessionCreateParams.Locale.ES : SessionCreateParams.Locale.EN)
                .setExpiresAt(until.getEpochSecond())
                .setSuccessUrl(back + "?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl(back);
        if (charge.isNone()) {
            return params.setMode(SessionCreateParams.Mode.SETUP)
                    .setCurrency(charge.currency())
                    .build();
        }
        return params.setMode(SessionCreateParams.Mode.PAYMENT)
                // the receipt is how whoever holds the account hears of it (312.5(b)(2)(ii))
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .setReceiptEmail(parent)
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(charge.currency())
                                .setUnitAmount(charge.amount())
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(
                                                spanish ? "Confirmación de un permiso" : "Confirmation of a permission")
                                        .build())
                                .build())
                        .build())
                .build();
    }

    /** Asks how a page stands. Empty while there is no answer. */
    Optional<Told> ask(String sessionId) {
        try {
            return told(
                    Objects.requireNonNull(client).v1().checkout().sessions().retrieve(sessionId));
        } catch (StripeException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** What a message that came by itself tells; empty for one that Stripe did not sign, or long ago. */
    Optional<Optional<Told>> heard(String message, String signature) {
        if (!settings.on()) {
            return Optional.empty();
        }
        try {
            Event event =
                    Webhook.constructEvent(message, signature, settings.webhookSecret(), TOLERANCE.toSeconds(), clock);
            return Optional.of(
                    event.getType().startsWith("checkout.session.")
                                    && event.getDataObjectDeserializer().deserializeUnsafe() instanceof Session session
                            ? told(session)
                            : Optional.empty());
        } catch (SignatureVerificationException forged) {
            return Optional.empty();
        } catch (StripeException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Told> told(Session session) {
        if (session.getId() == null || session.getStatus() == null) {
            return Optional.empty();
        }
        boolean setup = "setup".equals(session.getMode());
        boolean paid = "complete".equals(session.getStatus())
                && (setup ? "no_payment_required" : "paid").equals(session.getPaymentStatus());
        Told.State state =
                paid ? Told.State.PAID : "expired".equals(session.getStatus()) ? Told.State.EXPIRED : Told.State.OPEN;
        return Optional.of(
                new Told(session.getId(), state, setup ? session.getSetupIntent() : session.getPaymentIntent()));
    }

    /** An address that a parent may be led to. */
    private boolean isTheirs(String address) {
        return address.startsWith("https://") || settings.api().startsWith("http://") && address.startsWith("http://");
    }

    private static String code(StripeException refused) {
        String code = refused.getCode();
        return code != null && code.matches("[a-z_]{1,60}") ? code : "status-" + refused.getStatusCode();
    }
}
