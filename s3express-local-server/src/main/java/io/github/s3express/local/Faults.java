/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.operation.Injection;
import io.github.s3express.local.operation.Operation;

/**
 * Faults on demand. Faults of one operation add up: latencies are summed, the first error
 * wins. Safe for use by several threads.
 *
 * <pre>
 * server.faults().on("CreateSession").latency(Duration.ofMillis(200)).error(503, "SlowDown").times(3);
 * server.faults().on("GetObject").rate(0.1).truncateBody(1024);
 * server.faults().on("CreateSession").bucket("orders--use1-az4--x-s3").error(503, "SlowDown");
 * </pre>
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Faults {

	/** Stands for every operation. */
	public static final String ANY = "*";

	private final List<Fault> faults = new CopyOnWriteArrayList<>();

	private final ServerClock clock;

	Faults(ServerClock clock) {
		this.clock = clock;
	}

	/**
	 * Begins a fault. It works from its first effect on; name limits ({@code bucket},
	 * {@code rate}, {@code times}) before effects if requests are already coming in.
	 * @param operation a name as in the S3 API, for example {@code CreateSession}, or
	 * {@link #ANY}
	 * @return the fault, to be told what it does
	 * @throws IllegalArgumentException if there is no such operation, so that no fault
	 * waits for requests that never come
	 */
	public Fault on(String operation) {
		if (!operation.equals(ANY) && !Operation.isApiName(operation)) {
			throw new IllegalArgumentException("There is no operation '" + operation
					+ "'; write its name as in the S3 API, for example CreateSession, or " + ANY + " for all.");
		}
		Fault fault = new Fault(operation);
		this.faults.add(fault);
		return fault;
	}

	/**
	 * Sets the server's clock off.
	 * @param offset what is added to its time, may be negative
	 */
	public void clockOffset(Duration offset) {
		this.clock.setOffset(offset);
	}

	/**
	 * Ends all faults and sets the clock right.
	 */
	public void clear() {
		this.faults.clear();
		this.clock.setOffset(Duration.ZERO);
	}

	Injection next(String operation, @Nullable String bucket) {
		Injection result = Injection.NONE;
		for (Fault fault : this.faults) {
			if (fault.concerns(operation, bucket) && fault.strikes()) {
				result = fault.addTo(result);
			}
		}
		return result;
	}

	/**
	 * One fault. All methods return the fault itself.
	 */
	public static final class Fault {

		private final String operation;

		private @Nullable String bucket;

		private long latencyNanos;

		private int status;

		private String code = "";

		private boolean drop;

		private @Nullable Long truncateAfter;

		private double rate = 1;

		private double due;

		private long times = Long.MAX_VALUE;

		private long struck;

		private Fault(String operation) {
			this.operation = operation;
		}

		/**
		 * Strikes the requests of one bucket only.
		 * @param bucket the bucket's name
		 * @return this fault
		 */
		public synchronized Fault bucket(String bucket) {
			this.bucket = bucket;
			return this;
		}

		/**
		 * Holds requests back.
		 * @param latency how long, before anything else is done to a request
		 * @return this fault
		 */
		public synchronized Fault latency(Duration latency) {
			this.latencyNanos = latency.toNanos();
			return this;
		}

		/**
		 * Answers with an error.
		 * @param status the HTTP status, from 300 on
		 * @param code the S3 error code, for example {@code SlowDown}
		 * @return this fault
		 */
		public synchronized Fault error(int status, String code) {
			if (status < 300 || status > 599) {
				throw new IllegalArgumentException(
						"The status of an error must be between 300 and 599, not " + status + ".");
			}
			this.status = status;
			this.code = code;
			return this;
		}

		/**
		 * Closes the connection without an answer.
		 * @return this fault
		 */
		public synchronized Fault dropConnection() {
			this.drop = true;
			return this;
		}

		/**
		 * Closes the connection inside the body of the answer.
		 * @param bytes the bytes of the body that still go out
		 * @return this fault
		 */
		public synchronized Fault truncateBody(long bytes) {
			this.truncateAfter = bytes;
			return this;
		}

		/**
		 * Strikes a share of the requests, evenly spread: 0.1 strikes each tenth.
		 * @param rate more than 0 up to 1
		 * @return this fault
		 */
		public synchronized Fault rate(double rate) {
			if (!(rate > 0 && rate <= 1)) {
				throw new IllegalArgumentException("The rate must be more than 0 and at most 1, not " + rate + ".");
			}
			this.rate = rate;
			return this;
		}

		/**
		 * Ends the fault after a number of strikes.
		 * @param times how often it strikes
		 * @return this fault
		 */
		public synchronized Fault times(long times) {
			this.times = times;
			return this;
		}

		/**
		 * How often it struck.
		 * @return zero or more
		 */
		public synchronized long struck() {
			return this.struck;
		}

		private synchronized boolean concerns(String operation, @Nullable String bucket) {
			return (this.operation.equals(ANY) || this.operation.equals(operation))
					&& (this.bucket == null || this.bucket.equals(bucket));
		}

		private synchronized boolean strikes() {
			boolean effect = this.latencyNanos > 0 || this.status > 0 || this.drop || this.truncateAfter != null;
			if (!effect || this.struck >= this.times) {
				return false;
			}
			this.due += this.rate;
			// The sum of ten tenths is a little less than one.
			if (this.due < 1 - 1e-9) {
				return false;
			}
			this.due -= 1;
			this.struck++;
			return true;
		}

		private synchronized Injection addTo(Injection other) {
			boolean errs = other.status() == 0;
			return new Injection(other.latencyNanos() + this.latencyNanos, errs ? this.status : other.status(),
					errs ? this.code : other.code(), other.drop() || this.drop,
					(other.truncateAfter() != null) ? other.truncateAfter() : this.truncateAfter);
		}

	}

}
