package io.tributary.local.aot;

import io.tributary.local.check.Problem;
import io.tributary.local.report.Console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The programs of a stack. Before the start they are laid out; those without a cache that fits are
 * recorded while they run, and after the end their caches are made of the recordings. A program
 * that was killed leaves no recording and is recorded again.
 */
public final class Programs {
    private final Console console;
    private final Map<String, Program> programs;
    private final Path recordings;
    private final Map<String, List<String>> cacheOptions = new ConcurrentHashMap<>();

    private Programs(Console console, Map<String, Program> programs, Path recordings) {
        this.console = console;
        this.programs = programs;
        this.recordings = recordings;
    }

    /**
     * Lays out all programs.
     *
     * @param jars the Boot jars, by the service's name
     * @param folder of a program, by its name
     * @param recordings where runs leave their recordings; must exist
     * @throws Problem when a jar cannot be taken apart
     */
    public static Programs of(
            Map<String, Path> jars,
            BrokerJars broker,
            Function<String, Path> folder,
            Path recordings,
            Console console)
            throws IOException, InterruptedException {
        var programs = new LinkedHashMap<String, Program>();
        var extracted = new ArrayList<SideBySide.Task<Boolean>>();
        jars.forEach(
                (name, jar) -> {
                    Program program = Program.service(name, folder.apply(name));
                    programs.put(name, program);
                    extracted.add(() -> Extraction.renew(program, jar));
                });
        programs.put(BrokerJars.NAME, broker.program(folder.apply(BrokerJars.NAME)));
        if (SideBySide.run(extracted).contains(true)) {
            console.say("laid out what is new of " + String.join(", ", jars.keySet()));
        }
        return new Programs(console, programs, recordings);
    }

    /** Lets every program use the cache that it has, and those without one be recorded. */
    public void useCaches() throws IOException, InterruptedException {
        var looks = new ArrayList<SideBySide.Task<Boolean>>();
        programs.values().forEach(program -> looks.add(() -> used(new Cache(program))));
        SideBySide.run(looks);
        List<String> without =
                programs.keySet().stream().filter(name -> !cacheOptions.containsKey(name)).toList();
        if (!without.isEmpty()) {
            record(without);
            console.say(
                    "no cache for %s: slower this time, recorded for the next"
                            .formatted(String.join(", ", without)));
        }
    }

    /** Lets these programs be recorded, whatever cache they have. */
    public void record(Collection<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(recording(name));
            cacheOptions.put(name, Cache.recording(recording(name)));
        }
    }

    /** The command that runs a program, up to its own arguments. */
    public List<String> command(String name, List<String> options) {
        var all = new ArrayList<>(cacheOptions.getOrDefault(name, List.of()));
        all.addAll(options);
        return program(name).command(all);
    }

    /**
     * Makes the caches of all that left a recording; to be called when all have ended.
     *
     * @return their sizes in bytes, by the program's name
     */
    public Map<String, Long> makeCaches() throws InterruptedException, IOException {
        List<Program> recorded =
                programs.values().stream().filter(p -> Files.exists(recording(p.name()))).toList();
        if (recorded.isEmpty()) {
            return Map.of();
        }
        console.say("making the caches for faster starts, once after a build");
        var makings = new ArrayList<SideBySide.Task<Long>>();
        recorded.forEach(p -> makings.add(() -> made(new Cache(p))));
        List<Long> sizes = SideBySide.run(makings);
        var made = new LinkedHashMap<String, Long>();
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) > 0) {
                made.put(recorded.get(i).name(), sizes.get(i));
            }
        }
        console.say("made: " + made.entrySet().stream().map(Programs::shown).collect(LIST));
        return made;
    }

    private static final java.util.stream.Collector<CharSequence, ?, String> LIST =
            Collectors.joining(", ");

    private static String shown(Map.Entry<String, Long> made) {
        return "%s (%d MB)".formatted(made.getKey(), made.getValue() / 1_000_000);
    }

    private boolean used(Cache cache) throws IOException, InterruptedException {
        if (!cache.exists()) {
            return false;
        }
        Optional<String> refusal = cache.refusal();
        if (refusal.isPresent()) {
            console.say(
                    "the cache of %s is not used: %s"
                            .formatted(cache.program().name(), refusal.get()));
            return false;
        }
        cacheOptions.put(cache.program().name(), cache.use());
        return true;
    }

    /** The size; 0 when it could not be made, which the console tells. */
    private long made(Cache cache) throws IOException, InterruptedException {
        try {
            long size = cache.make(recording(cache.program().name()));
            cache.program().writeArguments(cache.use());
            return size;
        } catch (Problem problem) {
            console.say(String.valueOf(problem.getMessage()));
            return 0;
        }
    }

    private Path recording(String name) {
        return recordings.resolve(name + ".aot-recording");
    }

    private Program program(String name) {
        Program program = programs.get(name);
        if (program == null) {
            throw new IllegalArgumentException("no such program: " + name);
        }
        return program;
    }
}
