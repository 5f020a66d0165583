package org.nightlight;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * A real desk in a process of its own, started as always, that dies where it is told to: right before or right after the
 * n-th statement or commit which the SMTP sessions, the intake or the outbox speak to the database from then on. The seam is
 * the JDBC driver, so that the desk itself knows nothing of it. Told on standard input:
 * <ul>
 *   <li>{@code die outbox 4 before}: answers {@code ARMED} and dies there, naming the place
 *   <li>{@code count}: answers {@code COUNT} with how many messages and mails this process brought to an end
 * </ul>
 */
public final class DyingDesk {
    private static final Map<String, AtomicInteger> ENDED = new ConcurrentHashMap<>();
    private static volatile Plan plan = new Plan("nothing", 0, true, new AtomicInteger());

    private DyingDesk() {}

    private record Plan(String part, int at, boolean before, AtomicInteger seen) {}

    public static void main(String[] args) throws Exception {
        stepBetweenDeskAndDriver();
        Nightlight.start(System.getenv(), Map.of());
        say("READY");
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "die" -> {
                    plan = new Plan(
                            words[1], Integer.parseInt(words[2]), words[3].equals("before"), new AtomicInteger());
                    say("ARMED");
                }
                case "count" -> say("COUNT " + ended("intake") + " " + ended("outbox"));
                default -> say("What is " + line + "?");
            }
        }
        System.exit(0); // the test is gone
    }

    private static int ended(String part) {
        return ENDED.getOrDefault(part, new AtomicInteger()).get();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void stepBetweenDeskAndDriver() throws SQLException {
        Driver real = DriverManager.getDriver("jdbc:postgresql:");
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            DriverManager.deregisterDriver(driver);
        }
        DriverManager.registerDriver(new Between(real));
    }

    private interface Step {
        Object take() throws Throwable;
    }

    /** One word with the database; perhaps the last. */
    private static Object word(String said, Step step) throws Throwable {
        String part = part();
        Plan now = plan;
        int number = now.part.equals(part) ? now.seen.incrementAndGet() : 0;
        if (number == now.at && number > 0 && now.before) {
            die("before", now, said);
        }
        Object result = step.take();
        if (number == now.at && number > 0 && !now.before) {
            die("after", now, said);
        }
        if (part.equals("intake") && said.startsWith("update inbound set state")
                || part.equals("outbox") && said.startsWith("update outbound set state sent_at")) {
            ENDED.computeIfAbsent(part, fresh -> new AtomicInteger()).incrementAndGet();
        }
        return result;
    }

    private static void die(String when, Plan plan, String said) {
        say("DIED " + when + " " + plan.part + " " + plan.at + ": " + said);
        Runtime.getRuntime().halt(137);
    }

    private static String part() {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        if (name.startsWith("intake-") || name.startsWith("outbox-")) {
            return name.substring(0, 6);
        }
        return name.equals("smtp-in") ? "smtp" : "other";
    }

    private record Between(Driver real) implements Driver {
        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            Connection connection = real.connect(url, info);
            return connection == null ? null : (Connection) wrap(connection, "", Connection.class);
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return real.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
            return real.getPropertyInfo(url, info);
        }

        @Override
        public int getMajorVersion() {
            return real.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return real.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return real.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    private static Object wrap(Object real, String sql, Class<?> as) {
        InvocationHandler handler = (proxy, method, args) -> {
            Step step = () -> {
                try {
                    return method.invoke(real, args);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            };
            return switch (method.getName()) {
                case "equals" -> proxy == args[0];
                case "createStatement" -> wrap(step.take(), "", Statement.class);
                case "prepareStatement" -> wrap(step.take(), (String) args[0], PreparedStatement.class);
                case "prepareCall" -> wrap(step.take(), (String) args[0], CallableStatement.class);
                case "commit" -> word("commit", step);
                case "execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate" ->
                    word(shortened(args != null && args.length > 0 ? (String) args[0] : sql), step);
                default -> step.take();
            };
        };
        return Proxy.newProxyInstance(DyingDesk.class.getClassLoader(), new Class<?>[] {as}, handler);
    }

    private static String shortened(String sql) {
        String words = sql.replaceAll("[^A-Za-z_]+", " ").strip();
        return words.length() > 60 ? words.substring(0, 60) : words;
    }
}
