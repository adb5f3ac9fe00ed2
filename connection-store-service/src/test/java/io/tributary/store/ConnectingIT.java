package io.tributary.store;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What stands on one {@link ConnectStage}: in one JVM, so that it is set up once. */
@Suite
@SelectClasses({ConnectIT.class, EventsIT.class, ApiKeysIT.class})
class ConnectingIT {}
