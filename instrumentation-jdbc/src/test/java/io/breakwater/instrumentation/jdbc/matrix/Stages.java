package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The stages of all settings, and the databases behind them. For one thread. */
final class Stages implements Closeable {
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final List<Stage> stages = new ArrayList<>();

    private Stages() {}

    /** Each with its pool full, made under the limits that hold for all faults. */
    static Stages open(List<Setting> settings) throws IOException, SQLException {
        Stages opened = new Stages();
        try (Agent agent = Agent.with(ConnectFaults.limits())) {
            for (Setting setting : settings) {
                Stage stage = Stage.of(setting, opened.databaseOf(setting));
                opened.stages.add(stage);
                stage.recover();
            }
        }
        return opened;
    }

    private Database databaseOf(Setting setting) throws IOException, SQLException {
        DriverVersion driver = setting.driver();
        String name = setting.isH2() ? driver.name() : driver.server().product();
        Database known = databases.get(name);
        if (known == null) {
            known = setting.isH2() ? new H2Database(driver) : new ServerDatabase(driver.server());
            databases.put(name, known);
        }
        return known;
    }

    List<Stage> of(Predicate<Setting> chosen) {
        return stages.stream().filter(stage -> chosen.test(stage.setting())).collect(Collectors.toList());
    }

    @Override
    public void close() throws IOException {
        for (Stage stage : stages) {
            stage.close();
        }
        for (Database database : databases.values()) {
            database.close();
        }
    }
}
