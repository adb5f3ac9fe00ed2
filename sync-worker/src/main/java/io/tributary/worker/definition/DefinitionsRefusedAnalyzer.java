package io.tributary.worker.definition;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start in two paragraphs what is wrong with the definitions; no stack trace. */
final class DefinitionsRefusedAnalyzer extends AbstractFailureAnalyzer<DefinitionsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DefinitionsRefused refused) {
        return new FailureAnalysis(
                String.valueOf(refused.getMessage()),
                "Mend the definition and start again. An editor finds such mistakes by the JSON"
                        + " Schema: sync-worker/definitions.schema.json.",
                refused);
    }
}
