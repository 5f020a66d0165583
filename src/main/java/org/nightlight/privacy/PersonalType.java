package org.nightlight.privacy;

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
    CARD("card", 11, "a payment card"),
    GOVERNMENT_ID("government-id", 6, "a government identifier"),
    EMAIL("email", 3, "an e-mail address"),
    LOCATION("location", 9, "a place on the map"),
    ADDRESS("address", 2, "a postal address"),
    IDENTIFIER("identifier", 7, "a number of a device or connection"),
    DATE_OF_BIRTH("date-of-birth", 11, "a date of birth"),
    PHONE("phone", 5, "a phone number"),
    BIOMETRIC("biometric", 10, "biometric data"),
    USERNAME("username", 4, "a screen or user name"),
    MEDIA("media", 8, "a photo, video or recording"),
    URL("url", 11, "a web address"),
    SCHOOL("school", 11, "a school"),
    AGE("age", 11, "an age"),
    NAME("name", 1, "a name");

    private final String word;
    private final int coppaClass;
    private final String plain;

    PersonalType(String word, int coppaClass, String plain) {
        this.word = word;
        this.coppaClass = coppaClass;
        this.plain = plain;
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
        return plain;
    }

    /** What stands in a masked text instead. */
    public String mask() {
        return "[" + word + "]";
    }
}
