package io.tributary.local.check;

import io.tributary.backing.Ports;

import java.util.Map;
import java.util.stream.Collectors;

/** The ports of the stack before anything listens on them. */
public final class FreePorts {
    private FreePorts() {}

    /**
     * @param wanted ports by the name of what is to listen there
     * @throws Problem that names every busy port and, where the system tells, who holds it
     */
    public static void require(Map<String, Integer> wanted) {
        String busy =
                wanted.entrySet().stream()
                        .filter(entry -> !Ports.isFree(entry.getValue()))
                        .map(entry -> described(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n"));
        if (!busy.isEmpty()) {
            throw new Problem(
                    busy, "End that program, or start everything elsewhere: --port-offset 1000");
        }
    }

    private static String described(String name, int port) {
        String holder =
                PortHolder.of(port).map(who -> " is held by " + who).orElse(" is already in use");
        return "Port %d, wanted by %s,%s.".formatted(port, name, holder);
    }
}
