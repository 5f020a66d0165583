import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Build step: runs the migrations on a throw-away PostgreSQL and writes jOOQ's table classes from what they made, so that
 * the compiler knows every column. Does nothing while the migrations are unchanged.
 */
class GenerateTables {
    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path out = Path.of(args[1]);
        Path stamp = out.resolve("migrations.sha256");
        String now = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(now)) {
            return;
        }
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .dataSource(url, "postgres", "")
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword(""))
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withInputSchema("public")
                                    .withOutputSchemaToDefault(true)
                                    .withExcludes("flyway_schema_history|pg_.*|spring_session.*")
                                    .withForcedTypes(List.of(new ForcedType()
                                            .withName("INSTANT")
                                            .withIncludeTypes("timestamp with time zone|timestamptz"))))
                            .withGenerate(new Generate()
                                    .withRecords(true)
                                    // joins are written out; the paths would only be more to compile
                                    .withImplicitJoinPathsToOne(false)
                                    .withImplicitJoinPathsToMany(false)
                                    .withGlobalKeyReferences(true)
                                    .withGlobalRoutineReferences(true)
                                    .withJavaTimeTypes(true))
                            .withTarget(new Target()
                                    .withPackageName("nightlight.tables")
                                    .withDirectory(out.toString()))));
        }
        Files.createDirectories(out);
        Files.writeString(stamp, now);
    }

    private static String digest(Path folder) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sha.update(file.getFileName().toString().getBytes());
                sha.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
