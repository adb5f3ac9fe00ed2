package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * How a pull goes, on {@code nango.sync-runs}. Told before the worker commits it: none is left out,
 * one may come again under the same id, and one may tell of what was then not committed. The
 * worker's row, as its API shows it, decides.
 *
 * @param kind what happened; on the wire it is the {@code ce_type}
 * @param run the run's id; the same through pauses and take-overs
 * @param trigger why it runs, for example {@code created}
 * @param fence rises with every take-over
 * @param pages published and checkpointed so far
 * @param records published so far
 * @param reason why it failed or was paused; none otherwise
 */
public record SyncRun(
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) Kind kind,
        UUID run,
        String environment,
        String integration,
        String connectionId,
        String model,
        String trigger,
        long fence,
        long pages,
        long records,
        @Nullable Reason reason) {

    public static final String SCHEMA = "urn:tributary:schema:sync-run:1";

    public SyncRun {
        requireNonNull(kind, "kind");
        requireNonNull(run, "run");
        requireNonNull(environment, "environment");
        requireNonNull(integration, "integration");
        requireNonNull(connectionId, "connectionId");
        requireNonNull(model, "model");
        requireNonNull(trigger, "trigger");
    }

    @JsonIgnore
    public ConnectionKey connection() {
        return new ConnectionKey(environment, integration, connectionId);
    }

    /**
     * @param code for programs, for example {@code provider_rate_limited}
     * @param sentence for the operator: what is wrong and what to do
     */
    public record Reason(String code, String sentence) {
        public Reason {
            requireNonNull(code, "reason.code");
            requireNonNull(sentence, "reason.sentence");
        }
    }

    public enum Kind {
        STARTED("nango.sync-run.started"),
        COMPLETED("nango.sync-run.completed"),
        FAILED("nango.sync-run.failed"),
        PAUSED("nango.sync-run.paused");

        private final String ceType;

        Kind(String ceType) {
            this.ceType = ceType;
        }

        public String ceType() {
            return ceType;
        }

        /** Empty for a type that a newer writer brought. */
        public static Optional<Kind> of(String ceType) {
            return Arrays.stream(values()).filter(kind -> kind.ceType.equals(ceType)).findFirst();
        }
    }
}
