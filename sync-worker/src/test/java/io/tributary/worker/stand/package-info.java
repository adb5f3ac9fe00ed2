/** What the integration tests stand on: a Nango that misbehaves on request, and running workers. */
package io.tributary.worker.stand;
