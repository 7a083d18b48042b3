package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverClasses;
import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.tooling.control.ManagementSighting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.example.app.Door;
import org.example.library.OwnDoor;
import org.junit.jupiter.api.Test;

/** A configuration that names classes of a driver. */
class NamedClassesTest {
    private static final String DOOR = Door.class.getName();
    private static final String OWN_DOOR = OwnDoor.class.getName();

    private final Lines written = new Lines();
    private final AgentLog log = new AgentLog(written.stream(), false);

    @Test
    void one_that_has_the_methods_is_woven_without_a_word() {
        Weaver weaver = naming(DOOR);

        assertThat(load(weaver, Door.class)).isNotNull();
        assertThat(written()).isEmpty();
    }

    @Test
    void one_that_has_none_of_the_methods_is_told_once() {
        Weaver weaver = naming(OWN_DOOR);

        assertThat(load(weaver, OwnDoor.class)).isNull();
        assertThat(load(weaver, OwnDoor.class)).isNull();

        assertThat(written())
                .isEqualTo(
                        "breakwater: org.example.library.OwnDoor is not guarded, though jdbc-drivers names it: it declares"
                                + " none of the methods. Name the class that it inherits them from\n");
    }

    @Test
    void one_that_another_agent_of_ours_has_woven_is_in_order() {
        byte[] woven = load(naming(DOOR), Door.class);

        assertThat(naming(DOOR).transform(null, DOOR.replace('.', '/'), null, null, woven))
                .isNull();
        assertThat(written()).isEmpty();
    }

    @Test
    void a_class_that_is_known_anyway_is_nobodys_fault() {
        SiteTable sites = SiteTable.of(
                Collections.singletonList(new Drivers(OWN_DOOR)),
                JavaVersion.current(),
                Collections.singletonList(named(OWN_DOOR)),
                false);

        assertThat(sites.namedClasses()).isEmpty();
    }

    @Test
    void what_was_not_loaded_is_told_to_those_who_ask_for_more() {
        Lines more = new Lines();
        AgentLog verbose = new AgentLog(more.stream(), true);
        NamedClasses named =
                new NamedClasses(sites(DOOR, OWN_DOOR, "com.example.Misspelt").namedClasses(), verbose);
        named.onLoaded(DOOR.replace('.', '/'), true);

        named.tellMissing();

        verbose.flush();
        assertThat(more.toString())
                .isEqualTo("breakwater: not loaded so far, though jdbc-drivers names them: com.example.Misspelt,"
                        + " org.example.library.OwnDoor\n");
    }

    @Test
    void where_all_were_loaded_nothing_is_told() {
        Lines more = new Lines();
        AgentLog verbose = new AgentLog(more.stream(), true);
        NamedClasses named = new NamedClasses(sites(DOOR).namedClasses(), verbose);
        named.onLoaded(DOOR.replace('.', '/'), true);

        named.tellMissing();

        verbose.flush();
        assertThat(more.toString()).isEmpty();
    }

    private String written() {
        log.flush();
        return written.toString();
    }

    private static byte[] load(Weaver weaver, Class<?> type) {
        return weaver.transform(null, type.getName().replace('.', '/'), null, null, WovenClasses.classFile(type));
    }

    private Weaver naming(String... classNames) {
        SiteTable sites = sites(classNames);
        return new Weaver(
                sites, new NamedClasses(sites.namedClasses(), log), new ApiSightings(), new ManagementSighting(), log);
    }

    private static SiteTable sites(String... classNames) {
        return SiteTable.of(
                Collections.singletonList(new Drivers()),
                JavaVersion.current(),
                Collections.singletonList(named(classNames)),
                false);
    }

    private static DriverClasses named(String... classNames) {
        List<String> none = Collections.emptyList();
        return new DriverClasses(Arrays.asList(classNames), none, none, none);
    }

    /** Knows some driver classes by itself, and joins a method of each. */
    private static final class Drivers implements InstrumentationModule {
        private final String[] known;

        Drivers(String... known) {
            this.known = known;
        }

        @Override
        public List<JoinPoint> joinPoints() {
            return joining(Arrays.asList(known));
        }

        @Override
        public List<JoinPoint> joinPointsOf(DriverClasses named) {
            return joining(named.drivers());
        }

        private static List<JoinPoint> joining(List<String> classNames) {
            JoinPoint[] joinPoints = new JoinPoint[classNames.size()];
            for (int i = 0; i < joinPoints.length; i++) {
                joinPoints[i] = JoinPoint.of(classNames.get(i), "left", "()Ljava/lang/String;", "no.Adapter");
            }
            return Arrays.asList(joinPoints);
        }

        @Override
        public String name() {
            return "drivers";
        }

        @Override
        public String versions() {
            return "any";
        }

        @Override
        public List<String> limits() {
            return Collections.emptyList();
        }

        @Override
        public int minimumJava() {
            return 8;
        }

        @Override
        public List<String> openedPackages() {
            return Collections.emptyList();
        }
    }
}
