/** What a refusal of PostgreSQL means, whoever meets it. */
@NullMarked
package io.tributary.worker.database;

import org.jspecify.annotations.NullMarked;
