/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

/**
 * Slots and their cores, as far on in their lives as their names say. Lincheck makes them
 * by constructors without parameters.
 */
public final class PhasedSlots {

	private PhasedSlots() {
	}

	public static final class ColdShell extends SlotShell {

		public ColdShell() {
			super(Phase.COLD);
		}

	}

	public static final class ColdCore extends SlotCore {

		public ColdCore() {
			super(Phase.COLD);
		}

	}

	public static final class MakingShell extends SlotShell {

		public MakingShell() {
			super(Phase.MAKING);
		}

	}

	public static final class MakingCore extends SlotCore {

		public MakingCore() {
			super(Phase.MAKING);
		}

	}

	public static final class DueShell extends SlotShell {

		public DueShell() {
			super(Phase.DUE);
		}

	}

	public static final class DueCore extends SlotCore {

		public DueCore() {
			super(Phase.DUE);
		}

	}

	public static final class LateShell extends SlotShell {

		public LateShell() {
			super(Phase.LATE);
		}

	}

	public static final class LateCore extends SlotCore {

		public LateCore() {
			super(Phase.LATE);
		}

	}

	public static final class RefusedShell extends SlotShell {

		public RefusedShell() {
			super(Phase.REFUSED);
		}

	}

	public static final class RefusedCore extends SlotCore {

		public RefusedCore() {
			super(Phase.REFUSED);
		}

	}

	public static final class FailedShell extends SlotShell {

		public FailedShell() {
			super(Phase.FAILED);
		}

	}

	public static final class FailedCore extends SlotCore {

		public FailedCore() {
			super(Phase.FAILED);
		}

	}

}
