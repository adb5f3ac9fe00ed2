package io.tributary.local.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A short run of a tool of the JDK, waited for.
 *
 * @param said both its outputs
 */
record ToolRun(int exitCode, String said) {

    static ToolRun of(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        return new ToolRun(process.waitFor(), new String(said, StandardCharsets.UTF_8).strip());
    }
}
