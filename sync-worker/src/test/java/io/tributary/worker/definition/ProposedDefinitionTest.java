package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** Whatever stands in a request is read as a definition, or refused with its place. */
class ProposedDefinitionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | definition: is empty",
                "{\"name\":null} | definition: is empty",
                "{\"endpoint\":{\"path\":null}} | definition: is empty",
                "{\"integrations\":[null]} | definition.integrations[0]: is null",
                "{\"name\":\"x\",\"integrations\":[\"a\",null]} | definition.integrations[1]: is"
                        + " null",
                "{\"name\":\"x\",\"integrations\":[[null]]} | definition.integrations[0][0]: is"
                        + " null",
                "{\"name\":\"x\",\"integrations\":\"a\",\"model\":\"M\",\"endpoint\":{\"path\":\"/x\"},\"paging\":{\"kind\":\"offset\",\"parameter\":\"${a}\"}}"
                    + " | definition.paging.parameter: must not hold ${",
                "{\"name\":\"x\",\"integrations\":[\"a\"],\"model\":null} | definition.model: is"
                        + " missing",
            })
    void namesThePlaceOfWhatIsNotThere(String definition, String told) {
        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":{}}",
                "{\"name\":[]}",
                "{\"name\":[\"a\"]}",
                "{\"name\":1}",
                "{\"\":1}",
                "{\"a]b\":1}",
                "{\"a[b\":1}",
                "{\".\":1}",
                "{\"-\":1}",
                "{\"[0]\":{\"name\":\"x\"}}",
                "{\"integrations\":{\"x\":\"y\"}}",
                "{\"integrations\":\"a\",\"endpoint\":\"x\"}",
                "{\"name\":\"\\u0000\",\"paging\":7}",
            })
    void refusesWhateverElseCannotBeOne(String definition) {
        assertThatThrownBy(() -> read(definition)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Definition read(String definition) {
        return ProposedDefinition.read(
                new JsonMapper()
                        .readValue(definition, new TypeReference<Map<String, Object>>() {}));
    }
}
