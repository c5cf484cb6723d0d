/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What came of a use of a library, in the words of the table.
 */
final class Outcome {

	static final String WORKS = "works";

	private static final Pattern LACKING = Pattern.compile("the local server does not have ([^;.]+)");

	private Outcome() {
	}

	/**
	 * Uses a library.
	 * @param use the use
	 * @param application the application, to be closed by the caller
	 */
	static String of(Library.Use use, Application application) {
		try {
			return use.by(application) ? WORKS : "wrong answer";
		}
		catch (Exception | LinkageError ex) {
			if (Boolean.getBoolean("s3express.trace")) {
				ex.printStackTrace(System.out);
			}
			return inWords(ex);
		}
	}

	private static String inWords(Throwable failure) {
		Throwable last = failure;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof S3Exception answer && answer.awsErrorDetails() != null) {
				return "%d %s: %s".formatted(answer.statusCode(), answer.awsErrorDetails().errorCode(), why(answer));
			}
			if (cause instanceof UnexpectedOutcomeException) {
				return cause.getMessage();
			}
			last = cause;
		}
		return last.getClass().getSimpleName() + ": " + firstSentence(String.valueOf(last.getMessage()));
	}

	/**
	 * What the answer says; what directory buckets do not have, if it is that.
	 */
	private static String why(S3Exception answer) {
		String message = String.valueOf(answer.awsErrorDetails().errorMessage());
		Matcher lacking = LACKING.matcher(message);
		if (!lacking.find()) {
			return firstSentence(message);
		}
		return lacking.group(1)
			.replaceFirst("the parameter acl of GetObject", "GetObjectAcl")
			.replaceFirst("the parameter .* of GET of a bucket", "ListObjects, version 1");
	}

	private static String firstSentence(String message) {
		return message.replaceFirst("(?s)[.\n](?=\s|$).*", "").replace("|", "\\|");
	}

}
