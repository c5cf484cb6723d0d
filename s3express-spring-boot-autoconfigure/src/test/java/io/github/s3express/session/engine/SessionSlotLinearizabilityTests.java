/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.List;
import java.util.stream.Stream;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks with Lincheck that a slot on which several threads act looks as if they had
 * acted on its core one after the other: once by going through the ways in which threads
 * can take turns, once by having them run.
 * <p>
 * By default it looks at one phase of a slot's life for some seconds. With the system
 * property {@code s3express.lincheck.effort} it looks at all of them, and so many times
 * as long at each.
 */
@Tag("lincheck")
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Lincheck reads no newer class files")
class SessionSlotLinearizabilityTests {

	private static final int EFFORT = Integer.getInteger("s3express.lincheck.effort", 0);

	static Stream<Arguments> phases() {
		Stream<Arguments> phases = Stream.of(Arguments.of(PhasedSlots.ColdShell.class, PhasedSlots.ColdCore.class),
				Arguments.of(PhasedSlots.MakingShell.class, PhasedSlots.MakingCore.class),
				Arguments.of(PhasedSlots.DueShell.class, PhasedSlots.DueCore.class),
				Arguments.of(PhasedSlots.LateShell.class, PhasedSlots.LateCore.class),
				Arguments.of(PhasedSlots.RefusedShell.class, PhasedSlots.RefusedCore.class),
				Arguments.of(PhasedSlots.FailedShell.class, PhasedSlots.FailedCore.class));
		// Each has Lincheck look at all classes that the JVM has loaded so far.
		return (EFFORT > 0) ? phases : phases.skip(1).limit(1);
	}

	private static int times(int number) {
		return number * Math.max(EFFORT, 1);
	}

	@ParameterizedTest
	@MethodSource("phases")
	void slotWhenThreadsTakeTurnsShouldActAsItsCore(Class<?> shell, Class<?> core) {
		small(new ModelCheckingOptions(), core).threads(2)
			.iterations(times(1))
			.invocationsPerIteration(times(25))
			.check(shell);
	}

	@ParameterizedTest
	@MethodSource("phases")
	void slotWhenThreadsRunShouldActAsItsCore(Class<?> shell, Class<?> core) {
		small(new StressOptions(), core).threads(3)
			.iterations(times(2))
			.invocationsPerIteration(times(500))
			.check(shell);
	}

	// Found by Lincheck: the timer saw no use, a reader no decision of the timer's.
	@Test
	void sessionWhenUsedWhileItIsFoundUnusedShouldBeRefreshed() throws Exception {
		Actor wake = actor("wake");
		ExecutionScenario scenario = new ExecutionScenario(List.of(), List.of(List.of(actor("hit")), List.of(wake)),
				List.of(wake, actor("view")), actor("validate"));
		small(new ModelCheckingOptions(), PhasedSlots.DueCore.class).iterations(0)
			.invocationsPerIteration(60)
			.addCustomScenario(scenario)
			.check(PhasedSlots.DueShell.class);
	}

	private static Actor actor(String operation) throws NoSuchMethodException {
		return new Actor(SlotShell.class.getMethod(operation), List.of());
	}

	private static <O extends Options<O, ?>> O small(O options, Class<?> core) {
		return options.sequentialSpecification(core).actorsPerThread(3).actorsBefore(0).actorsAfter(2);
	}

}
