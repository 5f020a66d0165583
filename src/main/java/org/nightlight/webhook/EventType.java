package org.nightlight.webhook;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a webhook can be told of. */
public enum EventType {
    CREATED("A ticket came in", "Entró un ticket"),
    CUSTOMER_WROTE("The customer wrote on it again", "El cliente volvió a escribir"),
    REPLIED("A reply of ours was sent", "Salió una respuesta nuestra"),
    STATE_CHANGED("Its state changed", "Cambió su estado"),
    PRIORITY_CHANGED("Its priority changed", "Cambió su prioridad"),
    RECLASSIFIED("Its category, issue or tier changed", "Cambió su categoría, asunto o nivel de cliente"),
    ASSIGNED("It was given to somebody or to nobody", "Se dio a alguien o a nadie"),
    TEAM_CHANGED("Its team changed", "Cambió su equipo"),
    LEVEL_CHANGED("Its level changed", "Cambió su nivel"),
    TAGS_CHANGED("Its tags changed", "Cambiaron sus etiquetas"),
    SLA_WARNED("A promised time is running out", "Se acaba un plazo prometido"),
    SLA_BREACHED("A promised time was missed", "No se cumplió un plazo prometido");

    private final String english;
    private final String spanish;

    EventType(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    /** As receivers read it, such as {@code ticket.state_changed}. */
    public String key() {
        return "ticket." + name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return say(english, spanish);
    }

    public static Optional<EventType> ofKey(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    static String[] keys(Collection<EventType> types) {
        return types.stream().map(EventType::key).toArray(String[]::new);
    }

    static List<EventType> ofKeys(String[] keys) {
        return Arrays.stream(keys)
                .map(EventType::ofKey)
                .flatMap(Optional::stream)
                .toList();
    }
}
