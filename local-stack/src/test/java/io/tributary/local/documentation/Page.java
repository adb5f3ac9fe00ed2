package io.tributary.local.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Markdown file of the repository.
 *
 * @param file from the repository's root
 */
public record Page(Path file, String text) {

    public static final Path ROOT = Path.of("..");

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".local");
    private static final Pattern FENCED =
            Pattern.compile("(?ms)^```(?<about>[^\\n]*)\\n(?<content>.*?)\\n?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /**
     * What stands between two fences.
     *
     * @param about what follows the opening fence: a language, then perhaps more
     */
    public record Block(Path file, String about, String content) {

        public boolean is(String language) {
            return about.equals(language) || about.startsWith(language + " ");
        }
    }

    public static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collecting(pages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /** Those whose commands a reader is asked to run. */
    public static List<Page> ofUsers() {
        return all().stream()
                .filter(
                        page ->
                                page.file.startsWith("docs")
                                        || Set.of("README.md", "CONTRIBUTING.md")
                                                .contains(page.file.toString()))
                .toList();
    }

    public static Page of(String file) {
        try {
            return new Page(Path.of(file), Files.readString(ROOT.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Block> blocks() {
        return FENCED.matcher(text)
                .results()
                .map(block -> new Block(file, block.group("about"), block.group("content")))
                .toList();
    }

    /** From its heading to the next of the same level. */
    public Page chapter(String heading) {
        String[] parts = ("\n" + text).split("\n## " + Pattern.quote(heading) + "\n");
        if (parts.length != 2) {
            throw new IllegalArgumentException(file + " has no one chapter " + heading);
        }
        return new Page(file, parts[1].split("\n## ")[0] + "\n");
    }

    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** As GitHub makes them of headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1))
                .map(Page::anchor)
                .forEach(
                        anchor ->
                                Stream.iterate(0, again -> again + 1)
                                        .map(again -> again == 0 ? anchor : anchor + "-" + again)
                                        .filter(anchors::add)
                                        .findFirst());
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("]\\([^)]*\\)", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }

    private String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    private static final class Collecting extends SimpleFileVisitor<Path> {
        private final List<Page> pages;

        private Collecting(List<Page> pages) {
            this.pages = pages;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            if (file.toString().endsWith(".md")) {
                pages.add(of(ROOT.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
