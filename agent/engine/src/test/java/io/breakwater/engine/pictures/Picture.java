package io.breakwater.engine.pictures;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The pictures, each with what happens in it as text. */
final class Picture {
    final String name;
    final String svg;
    final List<String> story;

    private Picture(String name, String svg, List<String> story) {
        this.name = name;
        this.svg = svg;
        this.story = story;
    }

    static List<Picture> all() {
        return Arrays.asList(timeouts(), retry(), observe(), budget(), breaker(), bulkhead(), deadline());
    }

    private static Picture timeouts() {
        CallPolicy policy = Policies.timeouts();
        return lanes(
                "timeouts",
                "Three calls under an attempt timeout and a total timeout",
                1_400,
                200,
                one(policy, "the answer comes in time", "GET", Reply.status(200, 300)),
                one(policy, "the first attempt hangs", "GET", Reply.silence(), Reply.status(200, 200)),
                one(policy, "every attempt hangs", "GET", Reply.silence(), Reply.silence(), Reply.silence()));
    }

    private static Picture retry() {
        CallPolicy policy = Policies.retry(Mode.ENFORCE);
        Reply busy = Reply.status(503, 60);
        return lanes(
                "retry",
                "Six calls, some of which are repeated",
                900,
                100,
                one(policy, "GET, busy twice", "GET", busy, busy, Reply.status(200, 60)),
                one(policy, "GET, busy for longer", "GET", busy, busy, busy),
                one(policy, "GET, busy for 400 ms", "GET", busy.retryAfterMillis(400), Reply.status(200, 60)),
                one(policy, "GET, busy for 30 s", "GET", busy.retryAfterMillis(30_000)),
                one(
                        policy,
                        "POST, connection refused",
                        "POST",
                        Reply.fails(FailureClass.CONNECT_FAILURE, 40),
                        Reply.status(201, 60)),
                one(policy, "POST, connection broken", "POST", Reply.fails(FailureClass.RESET, 60)));
    }

    private static Picture observe() {
        Reply busy = Reply.status(503, 60);
        return lanes(
                "observe",
                "The same answers under observe and under enforce",
                500,
                100,
                one(Policies.retry(Mode.OBSERVE), "observe", "GET", busy),
                one(Policies.retry(Mode.ENFORCE), "enforce", "GET", busy, Reply.status(200, 60)));
    }

    private static Picture budget() {
        long downFrom = 10_000;
        long downTo = 25_000;
        long end = 40_000;
        Play play = new Play(Policies.budget());
        play.callsEvery(50, end, () -> Reply.status(isBetween(play, downFrom, downTo) ? 503 : 200, 5));
        List<Double> left = new ArrayList<>();
        for (long at = 0; at < end; at += 1_000) {
            play.until(at);
            left.add(play.guard().budget().balance(play.time.nanoTime()));
        }
        play.until(end + 10_000);
        String svg = BudgetPicture.of(
                "Calls, attempts and the retry budget in an outage", play, left, downFrom, downTo, end);
        return new Picture("budget", svg, budgetStory(play, downFrom, downTo));
    }

    private static List<String> budgetStory(Play play, long downFrom, long downTo) {
        List<Lane> down = play.lanes.stream()
                .filter(lane -> lane.startMillis >= downFrom && lane.startMillis < downTo)
                .collect(Collectors.toList());
        int attempts = down.stream().mapToInt(lane -> lane.attempts.size()).sum();
        return Arrays.asList(
                "calls while the host is down:            " + down.size(),
                "attempts that reach it for them:         " + attempts,
                String.format(
                        Locale.ROOT, "attempts per call:                       %.2f", (double) attempts / down.size()),
                "without a budget, with three attempts:   3.00");
    }

    private static Picture breaker() {
        long downFrom = 3_000;
        long downTo = 16_000;
        long end = 22_000;
        Play play = new Play(Policies.breaker());
        play.callsEvery(100, end, () -> Reply.status(isBetween(play, downFrom, downTo) ? 503 : 200, 20));
        play.until(end + 1_000);
        List<String> story = BreakerPicture.transitions(play).stream()
                .map(BreakerPicture.Transition::line)
                .collect(Collectors.toList());
        long refused = play.lanes.stream().filter(lane -> lane.isRefused).count();
        long failed = play.lanes.stream()
                .filter(lane -> !lane.isRefused && !lane.attempts.get(0).isSuccess())
                .count();
        story.add("calls: " + play.lanes.size() + ", failed at the host: " + failed + ", refused: " + refused);
        String svg =
                BreakerPicture.of("A circuit breaker while its host is down for 13 s", play, downFrom, downTo, end);
        return new Picture("circuit-breaker", svg, story);
    }

    private static Picture bulkhead() {
        Play play = new Play(Policies.bulkhead());
        long[] starts = {0, 50, 100, 150, 200, 320};
        for (int i = 0; i < starts.length; i++) {
            play.call(starts[i], "call " + (i + 1), "GET", Reply.status(200, 300));
        }
        play.until(2_000);
        return lanes("bulkhead", "Six calls for two places", 800, 100, play.lanes);
    }

    private static Picture deadline() {
        CallPolicy policy = Policies.deadline();
        return lanes(
                "deadline",
                "Four calls made for callers who wait for so long",
                1_000,
                100,
                within(policy, 800, "800 ms left, a quick answer", Reply.status(200, 250)),
                within(policy, 800, "800 ms left, the host hangs", Reply.silence(), Reply.silence()),
                within(policy, 150, "150 ms left, a busy host", Reply.status(503, 60)),
                within(policy, 25, "25 ms left", Reply.status(200, 60)));
    }

    private static boolean isBetween(Play play, long fromMillis, long toMillis) {
        return play.millis() >= fromMillis && play.millis() < toMillis;
    }

    private static Lane one(CallPolicy policy, String title, String method, Reply... replies) {
        return new Play(policy)
                .call(0, title, method, replies)
                .until(10_000)
                .lanes
                .get(0);
    }

    private static Lane within(CallPolicy policy, long leftMillis, String title, Reply... replies) {
        return new Play(policy)
                .callWithin(leftMillis, title, replies)
                .until(10_000)
                .lanes
                .get(0);
    }

    private static Picture lanes(String name, String title, long endMillis, long stepMillis, Lane... lanes) {
        return lanes(name, title, endMillis, stepMillis, Arrays.asList(lanes));
    }

    private static Picture lanes(String name, String title, long endMillis, long stepMillis, List<Lane> lanes) {
        List<String> story = new ArrayList<>();
        lanes.forEach(lane -> story.addAll(lane.story()));
        return new Picture(name, LanesPicture.of(title, lanes, endMillis, stepMillis), story);
    }
}
