package org.nightlight;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nightlight.cli.Commands;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;

/** The door: {@code nightlight run} starts the desk, every other word is the command line's. */
// Beans are named by their whole class name: two rooms may each have a SearchController.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Nightlight {
    private static final Map<String, String> FLAGS = Map.of(
            "--port", "nightlight.port",
            "--smtp-port", "nightlight.smtp.port",
            "--management-port", "nightlight.management-port",
            "--data", "nightlight.data",
            "--bind", "nightlight.bind");

    public static void main(String[] args) {
        boolean run = args.length > 0 && args[0].equals("run");
        try {
            if (run) {
                start(System.getenv(), flags(args));
            } else {
                System.exit(Commands.run(Settings.read(System.getenv(), Map.of()), args));
            }
        } catch (IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
    }

    /** Starts a desk in this process; tests start one, or several, the same way. */
    static ConfigurableApplicationContext start(Map<String, String> environment, Map<String, String> flags) {
        return open(application(environment, flags));
    }

    /** A desk that is ready to start: a test may put a part of its own in first, such as a clock that it turns. */
    static SpringApplication application(Map<String, String> environment, Map<String, String> flags) {
        Map<String, Object> settings = new LinkedHashMap<>(Settings.read(environment, flags));
        SpringApplication application = new SpringApplication(Nightlight.class);
        // Rooms do not know each other's names: the desk and the API may both have a SearchController.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("nightlight", settings)));
        return application;
    }

    static ConfigurableApplicationContext open(SpringApplication application) {
        ConfigurableApplicationContext desk = application.run();
        try {
            desk.getBean(Opening.class).open(System.out);
            return desk;
        } catch (RuntimeException failed) {
            desk.close();
            throw failed;
        }
    }

    @Bean
    Clock clock(@Value("${nightlight.demo}") boolean demo) {
        return demo ? new DemoClock() : Clock.systemUTC();
    }

    private static Map<String, String> flags(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            String key = FLAGS.get(parts[0]);
            if (parts[0].equals("run")) {
                continue;
            }
            if (parts[0].equals("--empty") || parts[0].equals("--demo")) {
                given.put("nightlight.demo", Boolean.toString(parts[0].equals("--demo")));
            } else if (key == null) {
                throw new IllegalArgumentException(parts[0] + " is not understood. Known: " + FLAGS.keySet());
            } else if (parts.length == 2) {
                given.put(key, parts[1]);
            } else if (i + 1 < args.length) {
                given.put(key, args[++i]);
            } else {
                throw new IllegalArgumentException(parts[0] + " needs a value");
            }
        }
        return given;
    }
}
