package io.tributary.local.documentation;

import static java.util.Comparator.comparing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of a service, as its build wrote them down from the code's records. */
final class Settings {

    private static final Pattern BY_NAME = Pattern.compile("java\\.util\\.Map<[^,]+,(.+)>");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|link) ([^}]+)}");
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("java.lang.Integer", "number"),
                    Map.entry("java.lang.Short", "number"),
                    Map.entry("java.lang.Boolean", "true or false"),
                    Map.entry("java.lang.String", "text"),
                    Map.entry("java.time.Duration", "duration"),
                    Map.entry("java.net.URI", "URL"),
                    Map.entry("java.util.List<java.lang.String>", "list of texts"),
                    Map.entry("org.springframework.core.io.Resource", "file"),
                    Map.entry(
                            "java.util.List<org.springframework.core.io.Resource>",
                            "list of files"),
                    Map.entry("java.nio.file.Path", "path"),
                    Map.entry("org.springframework.util.unit.DataSize", "size"),
                    Map.entry("io.tributary.nango.api.ApiKey", "secret"),
                    Map.entry(
                            "java.util.List<io.tributary.nango.webhook.SigningKey>",
                            "list of secrets"),
                    Map.entry(
                            "io.tributary.store.page.PageSettings$Kind", "oidc, embedded or paste"),
                    Map.entry(
                            "java.util.List<io.tributary.worker.definition.Definition>",
                            "list of definitions"));

    /**
     * @param initial what it is when nobody sets it; empty where it has none
     */
    record Setting(String name, String type, String initial, String description) {

        String row() {
            return "| `%s` | %s | %s | %s |"
                    .formatted(
                            name,
                            type,
                            initial.isEmpty() ? "" : "`" + initial + "`",
                            CODE.matcher(description.replaceAll("\\s+", " "))
                                    .replaceAll(
                                            code ->
                                                    Matcher.quoteReplacement(
                                                            "`" + code.group(1) + "`"))
                                    .replace("|", "\\|"));
        }
    }

    private final Path classes;

    private Settings(Path classes) {
        this.classes = classes;
    }

    static List<Setting> of(String module) {
        var settings = new Settings(Page.ROOT.resolve(module).resolve("target/classes/META-INF"));
        return settings.read("spring-configuration-metadata.json", "")
                .sorted(comparing(Setting::name))
                .toList();
    }

    private Stream<Setting> read(String file, String prefix) {
        Path metadata = classes.resolve(file);
        if (Files.notExists(metadata)) {
            throw new AssertionError(metadata + " is missing: build the module");
        }
        return JsonMapper.shared()
                .readTree(metadata)
                .at("/properties")
                .valueStream()
                .flatMap(property -> setting(property, prefix));
    }

    private Stream<Setting> setting(JsonNode property, String prefix) {
        String name = prefix + property.at("/name").asString();
        String type = property.at("/type").asString();
        Matcher byName = BY_NAME.matcher(type);
        if (byName.matches()) {
            return read(
                    "spring/configuration-metadata/" + byName.group(1) + ".json",
                    name + ".<name>.");
        }
        if (!TYPES.containsKey(type)) {
            throw new AssertionError(name + " is of a type that has no word here: " + type);
        }
        return Stream.of(
                new Setting(
                        name,
                        TYPES.get(type),
                        property.at("/defaultValue").asString(""),
                        property.at("/description").asString("")));
    }
}
