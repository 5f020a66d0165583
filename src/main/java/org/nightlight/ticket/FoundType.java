package org.nightlight.ticket;

import static org.nightlight.shared.Spoken.say;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/** What a file is by its bytes (Apache Tika's list of first bytes), and whether that gives the lie to what it is called. */
public final class FoundType {
    /** Nothing is known of such bytes. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> TELL_NOTHING = Set.of(UNKNOWN, "text/plain", "application/x-empty", "");

    private FoundType() {}

    /** What kinds of file are to a person. */
    public enum Kind {
        PICTURE("a picture", "una imagen"),
        RECORDING("sound or film", "sonido o video"),
        PROGRAM("a program", "un programa"),
        WEB_PAGE("a web page", "una página web"),
        ARCHIVE("an archive", "un archivo comprimido"),
        DOCUMENT("a document", "un documento");

        private static final Pattern RECORDINGS = Pattern.compile("(audio|video)/.*|application/(mp4|ogg|mxf).*");
        private static final Pattern PROGRAMS = Pattern.compile(
                "application/(x-(msdownload|dosexec|ms-installer|ms-shortcut|elf|executable|sharedlib|object"
                        + "|coredump|mach-o|sh|bat|java.*)|java-.*|javascript|vnd\\.android\\.package-archive).*"
                        + "|text/(javascript|vbscript|x-(python|perl|php|vbscript|powershell|jsp))");
        private static final Pattern WEB_PAGES = Pattern.compile(
                "text/html|application/(xhtml\\+xml|x-shockwave-flash)|image/svg\\+xml|multipart/related");
        private static final Pattern ARCHIVES =
                Pattern.compile("application/(zip|gzip|zstd|x-(gzip|bzip2?|xz|tar|gtar|rar.*"
                        + "|7z.*|lzma|lz4|archive|cpio|iso9660-image|arj|zip.*)|vnd\\.(ms-cab-.*|rar.*))");

        private final String english;
        private final String spanish;

        Kind(String english, String spanish) {
            this.english = english;
            this.spanish = spanish;
        }

        /** As a sentence has it: "a picture". */
        public String words() {
            return say(english, spanish);
        }

        static Kind of(String type) {
            if (WEB_PAGES.matcher(type).matches()) {
                return WEB_PAGE;
            }
            if (type.startsWith("image/")) {
                return PICTURE;
            }
            if (RECORDINGS.matcher(type).matches()) {
                return RECORDING;
            }
            if (PROGRAMS.matcher(type).matches()) {
                return PROGRAM;
            }
            return ARCHIVES.matcher(type).matches() ? ARCHIVE : DOCUMENT;
        }
    }

    /** A file that calls itself one kind and is another. */
    public record Disguise(Kind claimed, Kind is) {}

    /** Read on first use: the list is long. */
    private static final class Known {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
        static final MediaTypeRegistry KINDS = TYPES.getMediaTypeRegistry();
    }

    /** By the first 64 KiB; {@link #UNKNOWN} where they tell nothing. */
    public static String of(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return of(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException("an attachment's bytes could not be read", gone);
        }
    }

    /** @param bytes from the beginning; must support marks */
    static String of(InputStream bytes) throws IOException {
        return plain(Known.TYPES.detect(bytes, new Metadata()));
    }

    /**
     * Whether it is of another kind than its name or its sender says.
     *
     * @param found by its bytes
     */
    public static Optional<Disguise> disguise(String name, String type, String found) {
        if (TELL_NOTHING.contains(found)) {
            return Optional.empty();
        }
        return Stream.of(byName(name), normal(type))
                .filter(claim -> !TELL_NOTHING.contains(claim) && !agree(claim, found))
                .map(claim -> new Disguise(Kind.of(claim), Kind.of(found)))
                .filter(disguise -> disguise.claimed() != disguise.is())
                .findFirst();
    }

    /** Whether a machine would take it for a program by its name. */
    static boolean isNamedAsProgram(String name) {
        return Kind.of(byName(name)) == Kind.PROGRAM;
    }

    private static String byName(String name) {
        try {
            Metadata named = new Metadata();
            named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
            return plain(Known.TYPES.detect(null, named));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One may be a case of the other: a text document is a zip archive too. */
    private static boolean agree(String claim, String found) {
        MediaType claimed = MediaType.parse(claim);
        MediaType is = MediaType.parse(found);
        return claimed != null
                && is != null
                && (Known.KINDS.isInstanceOf(claimed, is) || Known.KINDS.isInstanceOf(is, claimed));
    }

    private static String normal(String type) {
        MediaType parsed = MediaType.parse(type);
        return parsed == null ? UNKNOWN : plain(Known.KINDS.normalize(parsed));
    }

    private static String plain(MediaType type) {
        return type.getBaseType().toString();
    }
}
