package org.nightlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nightlight.Nightlight;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The house as a whole: imports point down, and each table is written by the room that owns it. */
class RoomsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path SOURCES = Path.of("src/main/java/org/nightlight");
    private static final Pattern CREATED = Pattern.compile("(?im)^create table (\\w+)");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:insertInto\\(\\s*|update\\(|deleteFrom\\(|mergeInto\\()([A-Z][A-Z_]+)\\b|\"\\s*(?:insert into|update|delete from) (\\w+)");
    /** What the framework brings and writes by itself. */
    private static final List<String> FRAMEWORKS = List.of("spring_session", "spring_session_attributes");

    @Test
    void roomsImportOnlyWhatTheirPackageInfoAllows() {
        ApplicationModules rooms = ApplicationModules.of(Nightlight.class);
        rooms.verify();
        new Documenter(rooms).writeModulesAsPlantUml();
    }

    @Test
    void aStartLimitsItsMemory() {
        assertThat(read(Path.of("bin/java-options"))).contains("-Xmx", "-XX:+UseSerialGC");
    }

    @Test
    void everyMigrationNamesTheRoomThatOwnsItsTables() {
        assertThat(owners()).isNotEmpty();
        owners().forEach((table, owner) ->
                assertThat(SOURCES.resolve(owner)).as(table).isDirectory());
    }

    @Test
    void everyTableIsWrittenByItsOwnerAlone() {
        Map<String, String> owners = owners();
        TreeSet<String> strangers = new TreeSet<>();
        for (Path source : files(SOURCES, ".java")) {
            String room = SOURCES.relativize(source).getName(0).toString();
            Matcher write = WRITTEN.matcher(read(source));
            while (write.find()) {
                String table = (write.group(1) == null ? write.group(2) : write.group(1)).toLowerCase(Locale.ROOT);
                String owner = owners.get(table);
                if (owner != null && !owner.equals(room) && !FRAMEWORKS.contains(table)) {
                    strangers.add(SOURCES.relativize(source) + " writes " + table + ", which belongs to " + owner);
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    private static Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        for (Path migration : files(MIGRATIONS, ".sql")) {
            String text = read(migration);
            assertThat(text).as(migration.getFileName().toString()).startsWith("-- owner: ");
            String owner = text.lines()
                    .findFirst()
                    .orElseThrow()
                    .substring("-- owner: ".length())
                    .strip();
            Matcher table = CREATED.matcher(text);
            while (table.find()) {
                assertThat(owners.put(table.group(1), owner)).as(table.group(1)).isNull();
            }
        }
        return owners;
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
