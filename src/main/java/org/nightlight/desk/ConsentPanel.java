package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Household;
import org.nightlight.privacy.AgeStanding;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.AgeStatement;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.ConsentMethod;
import org.nightlight.privacy.ConsentStanding;
import org.nightlight.privacy.Consents;
import org.nightlight.privacy.FirstName;
import org.nightlight.privacy.LawfulPath;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Component;

/**
 * Age and consent on the ticket page. Whether a home must hear nothing is neither read here nor shown: an agent outside a wall
 * sees the same for every family.
 */
@Component
class ConsentPanel {
    private final Ages ages;
    private final Consents consents;
    private final ConsentGate gate;

    ConsentPanel(Ages ages, Consents consents, ConsentGate gate) {
        this.ages = ages;
        this.consents = consents;
        this.gate = gate;
    }

    /** @param hidden whether the requester is known as a child under 13 without consent, so that little is shown of them */
    record Shown(
            TicketPage.Age age,
            List<TicketPage.Consent> consents,
            @Nullable String path,
            TicketPage.@Nullable Asking asking,
            boolean hidden) {}

    /** @param names whether children may be named */
    Shown of(Ticket ticket, Customer requester, Optional<Household> home, boolean names, Words words) {
        AgeStanding age = ages.of(requester);
        List<Customer> children = children(requester, age, home);
        boolean young = age.state() == AgeState.UNDER_13 && !ticket.walled();
        boolean hidden = false;
        Map<Long, ConsentStanding> standings =
                consents.of(children.stream().map(Customer::id).toList());
        List<Choice> askable = new ArrayList<>();
        List<TicketPage.Consent> shown = new ArrayList<>();
        for (Customer child : children) {
            ConsentStanding standing = java.util.Objects.requireNonNull(standings.get(child.id()));
            boolean own = child.id() == requester.id();
            boolean named = names || own;
            hidden = hidden || own && young && !names && !standing.collection();
            String name = own && hidden ? FirstName.of(child.name()) : child.name();
            if (standing.mayBeAsked()) {
                String label = named
                        ? name
                        : say("A child of the household (", "Un niño o niña del hogar (") + (askable.size() + 1) + ")";
                askable.add(new Choice(Long.toString(child.id()), label, askable.isEmpty()));
            }
            shown.add(new TicketPage.Consent(
                    named ? name : null,
                    words(standing),
                    when(standing.at(), words),
                    when(standing.until(), words),
                    standing.isWaiting() && !ticket.walled()
                            ? "/desk/tickets/" + ticket.id() + "/consent-calls/" + child.id()
                            : null));
        }
        return new Shown(
                age(age, words),
                shown,
                gate.glance(
                                requester,
                                ticket.id(),
                                age.state(),
                                standings.getOrDefault(requester.id(), ConsentStanding.NONE))
                        .map(ConsentPanel::words)
                        .orElse(null),
                askable.isEmpty()
                        ? null
                        : new TicketPage.Asking(askable, parents(requester, age, home), ticket.walled()),
                hidden);
    }

    /** For whom a parent may be asked: the requester unless known as an adult, and the children at home. */
    static List<Customer> children(Customer requester, AgeStanding age, Optional<Household> home) {
        return Stream.concat(
                        age.state() == AgeState.ADULT ? Stream.empty() : Stream.of(requester),
                        home.stream()
                                .flatMap(it -> it.children().stream())
                                .filter(child -> child.id() != requester.id()))
                .toList();
    }

    private static List<Choice> parents(Customer requester, AgeStanding age, Optional<Household> home) {
        Stream<Customer> known = Stream.concat(
                age.state() == AgeState.ADULT ? Stream.of(requester) : Stream.empty(),
                home.stream().flatMap(it -> it.parents().stream()).filter(parent -> parent.id() != requester.id()));
        return known.filter(parent -> parent.email().isPresent())
                .map(parent -> new Choice(
                        parent.email().orElseThrow().value(),
                        parent.name() + ", " + parent.email().orElseThrow().value(),
                        false))
                .toList();
    }

    private static TicketPage.Age age(AgeStanding age, Words words) {
        List<Choice> choices = Stream.of(AgeState.UNDER_13, AgeState.TEEN, AgeState.ADULT, AgeState.UNKNOWN)
                .map(state ->
                        new Choice(state.key(), words(state).toLowerCase(java.util.Locale.ROOT), state == age.state()))
                .toList();
        String because = age.source() == null ? say("nobody has said", "nadie lo ha dicho") : words(age.source());
        boolean strict = age.state() == AgeState.UNKNOWN && age.needsConsent();
        return new TicketPage.Age(
                words(age.state()),
                strict ? because + say(": treated as under 13", ": se trata como menor de 13") : because,
                when(age.at(), words),
                choices);
    }

    private static String words(AgeState state) {
        return switch (state) {
            case UNDER_13 -> say("Under 13", "Menor de 13");
            case TEEN -> say("13 to 17", "De 13 a 17");
            case ADULT -> say("Adult", "Persona adulta");
            case UNKNOWN -> say("Unknown", "Edad desconocida");
        };
    }

    private static String words(AgeStatement.Source source) {
        return switch (source) {
            case ACCOUNT -> say("by the account", "según la cuenta");
            case MESSAGE -> say("said in a message", "dicho en un mensaje");
            case QUESTION -> say("answered on the form", "respondido en el formulario");
            case AGENT -> say("stated by a colleague", "indicado por un colega");
        };
    }

    private static String words(LawfulPath path) {
        if (path.consented()) {
            return say(
                    "With a parent’s permission this child is answered as anybody.",
                    "Con el permiso de su madre o padre, se le responde como a cualquiera.");
        }
        if (path.refused()) {
            return say(
                    "A parent said no. Nothing is sent to this child any more.",
                    "La madre o el padre dijo que no. Ya no se le envía nada a este niño o niña.");
        }
        return switch (path.ground()) {
            case CONSENT ->
                say(
                        "The parent’s permission does not hold any more. Ask again before you answer.",
                        "El permiso de la madre o del padre ya no vale. Pídelo otra vez antes de responder.");
            case CONSENT_REQUEST ->
                say(
                        "Until the parent answers: one answer in all.",
                        "Hasta que responda la madre o el padre: una sola respuesta.");
            case ONE_REPLY ->
                say(
                        "One answer in all. An hour after it has left, who wrote is forgotten. For more, "
                                + "ask a parent first.",
                        "Una sola respuesta. Una hora después de salir, se olvida quién escribió. Para "
                                + "más, pregunta antes a la madre o al padre.");
            case SEVERAL_REPLIES ->
                path.notice() == LawfulPath.Notice.FAILED
                        ? say(
                                "One answer in all. For more, ask a parent: our notice to the one we know "
                                        + "did not arrive.",
                                "Una sola respuesta. Para más, pregunta a la madre o al padre: nuestro "
                                        + "aviso a quien conocemos no llegó.")
                        : say(
                                "After the first answer, the parents are told by mail before the next one leaves.",
                                "Después de la primera respuesta, se avisa por correo a la madre o al "
                                        + "padre antes de que salga la siguiente.");
            case CHILD_SAFETY ->
                say(
                        "Kept to protect the child. The parents are told.",
                        "Se guarda para proteger al niño o niña. Se avisa a la madre o al padre.");
            case SECURITY_AND_LAW ->
                say(
                        "Kept for safety and as the law allows. No parent is told.",
                        "Se guarda por seguridad y como permite la ley. No se avisa a madre ni padre.");
        };
    }

    static String words(ConsentStanding standing) {
        return switch (standing.state()) {
            case NONE -> say("Not asked", "Sin pedir");
            case ASKED -> say("Asked, no answer yet", "Pedido, aún sin respuesta");
            case ANSWERED -> say("Answered yes, ", "Respondió que sí, ") + missing(standing.method());
            case GIVEN ->
                standing.disclosure()
                        ? say(
                                "Given: to keep and use, and to pass on",
                                "Dado: para guardar y usar, y para pasar a otros")
                        : say(
                                "Given: to keep and use, not to pass on",
                                "Dado: para guardar y usar, no para pasar a otros");
            case SUSPENDED ->
                say("Suspended: the notice has changed, ask again", "Suspendido: el aviso cambió, pídelo otra vez");
            case REFUSED -> say("Refused", "Negado");
            case REVOKED -> say("Taken back", "Retirado");
            case EXPIRED -> say("Over, ask again", "Terminado, pídelo otra vez");
            case UNANSWERED -> say("Asked, nobody answered in time", "Pedido, nadie respondió a tiempo");
        };
    }

    private static String missing(@Nullable ConsentMethod method) {
        return switch (method) {
            case SIGNED_FORM ->
                say(
                        "the signed form is missing or waits to be checked",
                        "falta el formulario firmado o espera revisión");
            case GOVERNMENT_ID ->
                say(
                        "the identity paper is missing or waits to be checked",
                        "falta el documento de identidad o espera revisión");
            case CARD -> say("not confirmed by card yet", "aún sin confirmar con tarjeta");
            case KNOWLEDGE -> say("the questions are not answered yet", "las preguntas aún no tienen respuesta");
            case EMAIL_PLUS, CALL, VIDEO_CALL, TEXT_PLUS, PHOTO_MATCH -> say("not confirmed yet", "aún sin confirmar");
            case null -> say("not confirmed yet", "aún sin confirmar");
        };
    }

    private static @Nullable When when(@Nullable Instant at, Words words) {
        return at == null ? null : words.when(at);
    }
}
