package io.tributary.local.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;

/** A command that a reader is asked to run is run here, too. */
class CommandsTest {

    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?m)^(java|mvn|curl|psql|pg_\\w+|createdb|docker\\S*|kafka-\\S+|git|\\./\\S+"
                            + "|\\.ci/\\S+) .*");

    @Test
    void everyFenceSaysWhatItHolds() {
        assertThat(Page.ofUsers().stream().flatMap(page -> page.blocks().stream()))
                .isNotEmpty()
                .allSatisfy(
                        block ->
                                assertThat(block.about())
                                        .as("%s%n%s", block.file(), block.content())
                                        .matches("(sh|text|json|yaml|sql|ini|ts)( not run: .+)?"));
    }

    @Test
    void aCommandIsRunUnlessItsFenceSaysWhyNot() {
        assertThat(Page.ofUsers().stream().flatMap(page -> page.blocks().stream()))
                .filteredOn(block -> !block.is("sh"))
                .filteredOn(block -> COMMAND.matcher(block.content()).find())
                .allSatisfy(
                        block ->
                                assertThat(block.about())
                                        .as("%s%n%s", block.file(), block.content())
                                        .contains(" not run: "));
    }

    @Test
    void whatRunsElsewhereRunsThere() throws IOException {
        for (Map.Entry<String, String> command : Commands.ELSEWHERE.entrySet()) {
            assertThat(Files.readString(Page.ROOT.resolve(command.getValue())))
                    .contains(command.getKey());
            assertThat(Page.ofUsers().stream().flatMap(page -> page.blocks().stream()))
                    .as("one that no page shows any more is no longer one")
                    .anySatisfy(block -> assertThat(block.content()).isEqualTo(command.getKey()));
        }
    }
}
