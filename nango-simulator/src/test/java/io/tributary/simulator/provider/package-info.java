/** Tests of the package of the same name. */
package io.tributary.simulator.provider;
