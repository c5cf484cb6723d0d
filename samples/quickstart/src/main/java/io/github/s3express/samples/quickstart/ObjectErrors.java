/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.session.S3ExpressSessionException;

/**
 * Tells the caller what went wrong, as problem details (RFC 9457). What the caller can
 * mend keeps the status that S3 gave; all else is the service's trouble.
 */
@RestControllerAdvice
class ObjectErrors extends ResponseEntityExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ObjectErrors.class);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> storeRefused(S3Exception failure) {
		HttpStatusCode status = HttpStatusCode.valueOf(failure.statusCode());
		if (!isForCaller(status)) {
			return unavailable("S3 answered %d".formatted(failure.statusCode()), failure);
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, messageOf(failure));
		Optional.ofNullable(failure.awsErrorDetails())
			.map((details) -> details.errorCode())
			.ifPresent((code) -> problem.setProperty("code", code));
		return ResponseEntity.status(status).body(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noSession(S3ExpressSessionException failure) {
		return unavailable("There is no session for the bucket at present", failure);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noAnswer(SdkClientException failure) {
		return unavailable("S3 could not be reached, or failed on the way", failure);
	}

	private static boolean isForCaller(HttpStatusCode status) {
		return status.value() == HttpStatus.BAD_REQUEST.value() || status.value() == HttpStatus.NOT_FOUND.value()
				|| status.value() == HttpStatus.PRECONDITION_FAILED.value()
				|| status.value() == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value();
	}

	private static String messageOf(S3Exception failure) {
		if (failure.statusCode() == HttpStatus.NOT_FOUND.value()) {
			return "There is no object with this key";
		}
		return (failure.awsErrorDetails() != null && failure.awsErrorDetails().errorMessage() != null)
				? failure.awsErrorDetails().errorMessage() : "S3 refused the request";
	}

	private static ResponseEntity<ProblemDetail> unavailable(String detail, RuntimeException failure) {
		logger.warn("{}", detail, failure);
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, "1")
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
	}

}
