package io.tributary.backing.embedded;

import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's JVM: formats the storage once, then becomes Kafka's own main class. Arguments:
 * properties file, cluster id.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) {
        String[] format = {"format", "--ignore-formatted", "-t", args[1], "-c", args[0]};
        int answer = StorageTool.execute(format, System.out);
        if (answer != 0) {
            Runtime.getRuntime().halt(answer);
        }
        Kafka.main(new String[] {args[0]});
    }
}
