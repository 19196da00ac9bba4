/**
 * The deterministic simulation: the shipping code of API, worker, recorder and sweeper on a seeded
 * scheduler with a virtual clock, against fakes that fail as the real services do. One thread runs
 * at a time; who is next, how long a call takes, what fails and who is killed all come from one
 * seed.
 */
@NullMarked
package com.quickdumpnow.relay.ops.simulation;

import org.jspecify.annotations.NullMarked;
