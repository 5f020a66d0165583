package org.nightlight.privacy;

/**
 * A file that goes with a letter, as far as the desk could look into it.
 *
 * @param name as its recipient sees it
 * @param words those that could be read in it, cut where they are very long
 */
public record Enclosure(String name, Sight sight, String words) {

    /** How much of a file the desk has seen. */
    public enum Sight {
        /** All its words. */
        READ,
        /** A picture without anything beside what it shows; what it shows nobody but a person sees. */
        PICTURE,
        /** A picture that may tell where and when it was taken: of this kind the desk cannot take that out. */
        PICTURE_AS_IT_IS,
        /** Not all of it, or nothing: {@link #words} may be a part. */
        CLOSED
    }

    /** @param type what its bytes are, or as its name says where they tell nothing */
    public static Enclosure of(String name, String type, byte[] bytes) {
        return switch (PlainPicture.of(type, bytes)) {
            case PlainPicture.Plain plain -> new Enclosure(name, Sight.PICTURE, "");
            case PlainPicture.Kept kept -> new Enclosure(name, Sight.PICTURE_AS_IT_IS, "");
            case PlainPicture.NoPicture other -> {
                WordsInside inside = WordsInside.of(type, bytes);
                yield new Enclosure(name, inside.whole() ? Sight.READ : Sight.CLOSED, inside.words());
            }
        };
    }

    /** A file that cannot be opened. */
    public static Enclosure shut(String name) {
        return new Enclosure(name, Sight.CLOSED, "");
    }

    /** What of it can be judged like a letter's words: its name is read by its recipient too. */
    String judged() {
        return name.replace('_', ' ') + "\n" + words;
    }
}
