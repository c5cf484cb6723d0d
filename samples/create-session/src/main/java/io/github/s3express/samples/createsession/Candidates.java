/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.ArrayList;
import java.util.List;

import io.github.s3express.samples.createsession.output.OutputFormat;

/**
 * The values that options take, for shell completion, the prompt and error messages.
 */
final class Candidates {

	static final List<String> MODES = List.of("ReadOnly", "ReadWrite");

	static final List<String> ALGORITHMS = List.of("AES256", "aws:kms");

	static final List<String> SKELETONS = List.of("input", "yaml-input", "output");

	static final List<String> COLORS = List.of("on", "off", "auto");

	static final List<String> BINARIES = List.of("base64", "raw-in-base64-out");

	private Candidates() {
	}

	static class Values extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

		Values(List<String> values) {
			super(values);
		}

	}

	static class Modes extends Values {

		private static final long serialVersionUID = 1L;

		Modes() {
			super(MODES);
		}

	}

	static class Algorithms extends Values {

		private static final long serialVersionUID = 1L;

		Algorithms() {
			super(ALGORITHMS);
		}

	}

	static class Skeletons extends Values {

		private static final long serialVersionUID = 1L;

		Skeletons() {
			super(SKELETONS);
		}

	}

	static class Exports extends Values {

		private static final long serialVersionUID = 1L;

		Exports() {
			super(ExportForm.ids());
		}

	}

	static class Outputs extends Values {

		private static final long serialVersionUID = 1L;

		Outputs() {
			super(OutputFormat.ids());
		}

	}

	static class Colors extends Values {

		private static final long serialVersionUID = 1L;

		Colors() {
			super(COLORS);
		}

	}

	static class Binaries extends Values {

		private static final long serialVersionUID = 1L;

		Binaries() {
			super(BINARIES);
		}

	}

}
