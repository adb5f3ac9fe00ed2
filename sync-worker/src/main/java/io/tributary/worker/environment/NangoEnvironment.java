package io.tributary.worker.environment;

import io.tributary.nango.api.NangoApi;

/** One environment's Nango and the workers' share of it. */
public record NangoEnvironment(NangoApi api, CallBudget budget) {}
