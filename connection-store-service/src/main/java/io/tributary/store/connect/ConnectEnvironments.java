package io.tributary.store.connect;

import io.tributary.http.problem.ApiProblem;
import io.tributary.store.environment.Environments;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Which environment a call is about. */
record ConnectEnvironments(Environments environments) {

    /**
     * @param name null: the one that there is
     * @throws ApiProblem 400 naming those that are configured
     */
    String chosen(@Nullable String name) {
        if (name == null && environments.names().size() == 1) {
            return environments.names().iterator().next();
        }
        if (name == null || !environments.names().contains(name)) {
            throw ApiProblem.parameter(
                    "environment", "environment must be one of " + environments.names());
        }
        return name;
    }

    /**
     * @param name null: all
     */
    List<String> asked(@Nullable String name) {
        return name == null ? List.copyOf(environments.names()) : List.of(chosen(name));
    }
}
