package io.tributary.local.documentation;

import java.util.List;
import java.util.Map;

/** The commands that the pages ask a reader to run. */
public final class Commands {

    /** What is not run on the stack of the quick start, and the file that runs it. */
    static final Map<String, String> ELSEWHERE = Map.of("mvn verify", ".ci/run");

    private static final String QUICK_START = "Quick start";

    private Commands() {}

    /** Those of the README's quick start, in order: the first starts the stack. */
    public static List<String> ofTheQuickStart() {
        return commands(Page.of("README.md").chapter(QUICK_START));
    }

    /** All others that run on that stack once the quick start is over, in the pages' order. */
    public static List<String> onTheStack() {
        List<String> first = ofTheQuickStart();
        return shown().stream()
                .filter(command -> !first.contains(command))
                .filter(command -> !ELSEWHERE.containsKey(command))
                .toList();
    }

    private static List<String> shown() {
        return Page.ofUsers().stream().flatMap(page -> commands(page).stream()).toList();
    }

    private static List<String> commands(Page page) {
        return page.blocks().stream()
                .filter(block -> block.is("sh"))
                .map(Page.Block::content)
                .toList();
    }
}
