package io.tributary.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulator.Capture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.JacksonException;

import java.nio.charset.StandardCharsets;

class CanonicalJsonTest {

    @ParameterizedTest
    @MethodSource("io.tributary.simulator.Capture#all")
    void writesEveryCapturedBodyAgainByteForByte(Capture capture) {
        byte[] written = CanonicalJson.write(JsJson.parse(capture.body()));

        assertThat(written).isEqualTo(capture.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{ \"b\" : 1 , \"a\" : [ 3, 1 ] }|{\"a\":[3,1],\"b\":1}",
                "{\"b\":1,\"10\":1,\"9\":1,\"01\":1,\"a\":1}|{\"9\":1,\"10\":1,\"01\":1,\"a\":1,\"b\":1}",
                "{\"4294967295\":1,\"4294967294\":1,\"5\":1,\"40\":1}|{\"5\":1,\"40\":1,\"4294967294\":1,\"4294967295\":1}",
                "{\"B\":1,\"a\":1,\"_\":1,\"é\":1}|{\"B\":1,\"_\":1,\"a\":1,\"é\":1}",
                "{\"__proto__\":{\"x\":1},\"a\":{\"__proto__\":1}}|{\"a\":{}}",
                "{\"a\":1,\"a\":2}|{\"a\":2}",
                "12345678901234567890|12345678901234567000",
                "1.0|1",
                "-0|0",
                "1e21|1e+21",
                "123456789012345680000|123456789012345680000",
                "0.000001|0.000001",
                "1.5e-7|1.5e-7",
                "-1e-10|-1e-10",
                "5e-324|5e-324",
                "2e23|2e+23",
                "0.1|0.1",
                "1e400|null",
                "[true,false,null]|[true,false,null]",
                "\"\\u00e9\\u20ac\\ud83d\\ude00/\"|\"é€😀/\"",
                "\"\\ud800x\\uDFFF\"|\"\\ud800x\\udfff\"",
                "\"\\u0000\\u001f\\b\\f\\n"
                        + "\\r"
                        + "\\t\\\"\\\\\\u007f\\u2028\"|\"\\u0000\\u001f\\b\\f\\n"
                        + "\\r"
                        + "\\t\\\"\\\\\u007f\u2028\"",
            })
    void writesWhatAJavaScriptServerWrites(String sent, String written) {
        byte[] bytes = CanonicalJson.write(JsJson.parse(sent.getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(written);
    }

    @Test
    void sortsByCodeUnitAndNotByCodePoint() {
        byte[] sent = "{\"\uffee\":1,\"😀\":2}".getBytes(StandardCharsets.UTF_8);

        byte[] bytes = CanonicalJson.write(JsJson.parse(sent));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("{\"😀\":2,\"\uffee\":1}");
    }

    @Test
    void rewritesInTheOrderOfTheSenderButForIndexes() {
        byte[] sent =
                "{\"b\":1,\"2\":1,\"a\":{\"z\":1,\"y\":1},\"1\":1}"
                        .getBytes(StandardCharsets.UTF_8);

        byte[] bytes = CanonicalJson.rewrite(JsJson.parse(sent));

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"1\":1,\"2\":1,\"b\":1,\"a\":{\"z\":1,\"y\":1}}");
    }

    @Test
    void readsBytesThatAreNoUtf8AsReplacementCharacters() {
        byte[] sent = {'"', (byte) 0xff, '"'};

        byte[] bytes = CanonicalJson.write(JsJson.parse(sent));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("\"\ufffd\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"{", "nothing", "{}x", "[1,]", "'a'"})
    void refusesWhatIsNoJson(String sent) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsJson.parse(bytes)).isInstanceOf(JacksonException.class);
    }
}
