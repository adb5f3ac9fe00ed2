package io.tributary.local;

import io.tributary.local.config.Layout;
import io.tributary.local.config.NangoAccess;
import io.tributary.local.config.PortPlan;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * What was asked for at the command line.
 *
 * @param fresh whether everything kept so far is thrown away first
 * @param withSimulator whether the simulator is started
 * @param nango the real Nango to ask; the simulator if absent
 * @param signingKeys accepted by the ingress beside the simulator's
 * @param definitions the file that says what to pull; the simulator's contacts if absent
 * @param caches whether what makes later starts faster is used and made
 * @param requiredMegabytes of memory, and of disk, without which nothing is started
 */
record StackOptions(
        Layout layout,
        PortPlan ports,
        boolean fresh,
        boolean withSimulator,
        @Nullable NangoAccess nango,
        List<String> signingKeys,
        @Nullable Path definitions,
        boolean caches,
        long requiredMegabytes) {
    StackOptions {
        signingKeys = List.copyOf(signingKeys);
    }

    @Override
    public String toString() {
        return "StackOptions[layout=%s, ports=%s, fresh=%s, withSimulator=%s]"
                .formatted(layout, ports, fresh, withSimulator);
    }
}
