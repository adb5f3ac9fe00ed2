package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

class StartCommandTest {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryOption() {
        int exit = run("--help");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("--fresh", "--no-simulator", "--nango", "--api-key")
                .contains("--signing-key", "--definitions", "--port-offset", "--help");
    }

    @Test
    void aNangoNeedsItsApiKey() {
        int exit = run("--nango", "https://nango.example", "--signing-key", "k");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--api-key");
    }

    @Test
    void aRealNangoNeedsASigningKeyOfItsOwn() {
        int exit = run("--nango", "https://nango.example", "--api-key", "secret-key");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--signing-key").doesNotContain("secret-key");
    }

    @Test
    void refusesWhatIsNoAddress() {
        int exit = run("--nango", "nango", "--api-key", "a", "--signing-key", "k");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("http or https");
    }

    @ParameterizedTest
    @CsvSource({"nowhere.yaml, no file to read", "pom.xml, is not named *.yaml"})
    void refusesDefinitionsThatCannotBeRead(String file, String why) {
        int exit = run("--definitions", file);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(why);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        int exit = run("--frsh");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--frsh");
    }

    private int run(String... arguments) {
        return new CommandLine(new StartCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
