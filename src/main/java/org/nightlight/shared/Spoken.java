package org.nightlight.shared;

import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * The language in which the desk speaks to whoever asked, English or Spanish: both stand beside each other where something is said.
 * It is that of the running request; where there is none, such as in a worker, it is English. Nothing that is stored, and nothing
 * that is sent to a customer, is said this way: it would depend on who happened to look.
 */
public final class Spoken {
    public static final Locale ENGLISH = Locale.UK;
    public static final Locale SPANISH = Locale.of("es");

    private Spoken() {}

    public static String say(String english, String spanish) {
        return language().equals(SPANISH) ? spanish : english;
    }

    /** {@link #ENGLISH} or {@link #SPANISH}, with which days and months are written too. */
    public static Locale language() {
        LocaleContext running = LocaleContextHolder.getLocaleContext();
        return running == null ? ENGLISH : ofKey(String.valueOf(running.getLocale()));
    }

    /** @param key such as {@code es} or {@code es-MX}; whatever is not Spanish is English */
    public static Locale ofKey(String key) {
        return key.startsWith("es") ? SPANISH : ENGLISH;
    }

    /** The rest of the running request is in this language, whatever its sender asked for. For requests alone: they end by themselves. */
    public static void keepTo(Locale language) {
        LocaleContextHolder.setLocale(language);
    }

    /** For what is said to somebody else than the one who asked, such as a mail to a colleague. */
    public static <T> T in(Locale language, Supplier<T> saying) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(language);
        try {
            return saying.get();
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }
}
