package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Optional;

/**
 * A kind of personal information that the finder tells apart.
 *
 * <p>The classes are those of 16 CFR 312.2, numbered as this project counts them: 1 name, 2 address, 3 online contact, 4 screen
 * name, 5 telephone, 6 government identifier, 7 persistent identifier, 8 photo, video or audio, 9 geolocation, 10 biometric
 * identifier, 11 anything joined with one of these.
 */
public enum PersonalType {
    CARD("card", 11, "a payment card", "una tarjeta de pago"),
    GOVERNMENT_ID("government-id", 6, "a government identifier", "un número de identidad oficial"),
    EMAIL("email", 3, "an e-mail address", "una dirección de correo"),
    LOCATION("location", 9, "a place on the map", "un lugar en el mapa"),
    ADDRESS("address", 2, "a postal address", "una dirección postal"),
    IDENTIFIER("identifier", 7, "a number of a device or connection", "un número de un dispositivo o una conexión"),
    DATE_OF_BIRTH("date-of-birth", 11, "a date of birth", "una fecha de nacimiento"),
    PHONE("phone", 5, "a phone number", "un número de teléfono"),
    BIOMETRIC("biometric", 10, "biometric data", "datos biométricos"),
    USERNAME("username", 4, "a screen or user name", "un nombre de usuario"),
    MEDIA("media", 8, "a photo, video or recording", "una foto, un video o una grabación"),
    URL("url", 11, "a web address", "una dirección web"),
    SCHOOL("school", 11, "a school", "una escuela"),
    AGE("age", 11, "an age", "una edad"),
    NAME("name", 1, "a name", "un nombre");

    private final String word;
    private final int coppaClass;
    private final String plain;
    private final String spanish;

    PersonalType(String word, int coppaClass, String plain, String spanish) {
        this.word = word;
        this.coppaClass = coppaClass;
        this.plain = plain;
        this.spanish = spanish;
    }

    /** As it stands in answers of the command line and, in brackets, in masked text. */
    public String word() {
        return word;
    }

    public static Optional<PersonalType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** 1 to 11. */
    public int coppaClass() {
        return coppaClass;
    }

    /** With its article, for a sentence to a person. */
    public String plain() {
        return say(plain, spanish);
    }

    /** What stands in a masked text instead. */
    public String mask() {
        return "[" + word + "]";
    }
}
