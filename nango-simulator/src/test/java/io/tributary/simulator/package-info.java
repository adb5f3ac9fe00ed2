/** Tests of the simulator, and the tools they share. */
package io.tributary.simulator;
