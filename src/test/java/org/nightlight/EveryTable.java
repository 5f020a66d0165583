package org.nightlight;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A desk's database as its tables' owner sees it, before whom no wall stands. */
public final class EveryTable {
    private EveryTable() {}

    /** Tables in which any column holds the word, as text or as bytes, as a thief of a backup would look for it. */
    public static List<String> holding(RunningDesk desk, String word) {
        String bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return rows(
                        desk,
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .stream()
                .filter(table -> !rows(
                                desk,
                                "select 1 from \"" + table + "\" t where t::text ilike ? or t::text like ? limit 1",
                                "%" + word + "%",
                                "%" + bytes + "%")
                        .isEmpty())
                .toList();
    }

    /** The first column of each row. */
    public static List<String> rows(RunningDesk desk, String sql, Object... values) {
        try (Connection owner = DriverManager.getConnection(
                        desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
                var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> rows = new ArrayList<>();
            if (statement.execute()) {
                try (var found = statement.getResultSet()) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + " " + Arrays.toString(values), failed);
        }
    }
}
