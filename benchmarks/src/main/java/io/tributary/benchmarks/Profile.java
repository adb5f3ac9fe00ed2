package io.tributary.benchmarks;

import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a process spent its time and what allocated, by a recording of JDK Flight Recorder. What
 * the JDK does counts for whoever called it.
 *
 * @param name the recording's
 * @param byThread processor time by thread, numbers left out of their names
 * @param byCaller processor time by the package of the first method that is not the JDK's
 * @param allocation bytes, likewise
 */
public record Profile(
        String name, List<Share> byThread, List<Share> byCaller, List<Share> allocation)
        implements Result {

    private static final int MOST = 15;
    private static final String TIME = "jdk.CPUTimeSample";
    private static final String BYTES = "jdk.ObjectAllocationSample";

    /**
     * A part of the whole.
     *
     * @param of what
     * @param part 0 to 1
     */
    public record Share(String of, double part) {}

    public Profile {
        byThread = List.copyOf(byThread);
        byCaller = List.copyOf(byCaller);
        allocation = List.copyOf(allocation);
    }

    /** Of all recordings that were made in a folder since then. */
    static List<Profile> in(Path folder, Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> recordings =
                    files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
            List<Profile> profiles = new ArrayList<>();
            for (Path recording : recordings) {
                if (Files.getLastModifiedTime(recording).toInstant().isAfter(since)) {
                    profiles.add(of(recording, folder.relativize(recording).toString()));
                }
            }
            return profiles;
        }
    }

    private static Profile of(Path recording, String name) throws IOException {
        Map<String, Double> threads = new HashMap<>();
        Map<String, Double> callers = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case TIME -> {
                        double nanos = event.getDuration("samplingPeriod").toNanos();
                        threads.merge(thread(event.getThread("eventThread")), nanos, Double::sum);
                        callers.merge(caller(event.getStackTrace()), nanos, Double::sum);
                    }
                    case BYTES ->
                            bytes.merge(
                                    caller(event.getStackTrace()),
                                    (double) event.getLong("weight"),
                                    Double::sum);
                    default -> {}
                }
            }
        }
        return new Profile(name, shares(threads), shares(callers), shares(bytes));
    }

    private static String thread(@Nullable RecordedThread thread) {
        if (thread == null || thread.isVirtual()) {
            return thread == null ? "unknown" : "virtual threads";
        }
        String name = thread.getJavaName();
        return name == null ? "the JVM's own" : name.replaceAll("\\d+", "N");
    }

    private static String caller(@Nullable RecordedStackTrace trace) {
        if (trace == null) {
            return "unknown";
        }
        return trace.getFrames().stream()
                .map(RecordedFrame::getMethod)
                .map(RecordedMethod::getType)
                .map(RecordedClass::getName)
                .filter(type -> !type.matches("(java|jdk|sun|javax|com\\.sun)\\..*"))
                .findFirst()
                .map(type -> type.replaceAll("^((\\w+\\.){2,4}).*", "$1").replaceAll("\\.$", ""))
                .orElse("the JDK alone");
    }

    private static List<Share> shares(Map<String, Double> weights) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return weights.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue() / all))
                .sorted(Comparator.comparingDouble(Share::part).reversed())
                .limit(MOST)
                .toList();
    }

    @Override
    public boolean isBeaten() {
        return true;
    }

    @Override
    public String table() {
        return "%n%s%n".formatted(name)
                + table("processor time by thread", byThread)
                + table("processor time by caller", byCaller)
                + table("allocation by caller", allocation);
    }

    private static String table(String title, List<Share> shares) {
        StringBuilder text = new StringBuilder("%n  %s%n".formatted(title));
        shares.forEach(
                share ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  %5.1f %%  %s%n",
                                        share.part() * 100,
                                        share.of())));
        return text.toString();
    }
}
