/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import io.github.s3express.operations.AppendAnswer.Absent;
import io.github.s3express.operations.AppendAnswer.Compared;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Stale;
import io.github.s3express.operations.AppendAnswer.TooManyParts;
import io.github.s3express.operations.AppendAnswer.Written;

/**
 * The service, as its documentation describes it, with the count of parts made small. It
 * remembers which writer each run of bytes came from.
 */
final class SimulatedObjects {

	private final TreeMap<Integer, StoredLog> logs = new TreeMap<>();

	private final int maxParts;

	private final long maxCopy;

	private final boolean partsBeforeOffset;

	private final RuleTakenOut takenOut;

	private int etags;

	private long lastEpoch;

	SimulatedObjects(int maxParts, long maxCopy, boolean partsBeforeOffset, RuleTakenOut takenOut) {
		this.maxParts = maxParts;
		this.maxCopy = maxCopy;
		this.partsBeforeOffset = partsBeforeOffset;
		this.takenOut = takenOut;
	}

	/**
	 * The size of the object of each key, as a listing gives it.
	 */
	NavigableMap<Integer, Long> sizes() {
		NavigableMap<Integer, Long> sizes = new TreeMap<>();
		this.logs.forEach((sequence, log) -> sizes.put(sequence, (long) log.bytes.length));
		return sizes;
	}

	/**
	 * The highest number of an epoch that was ever there.
	 */
	long lastEpoch() {
		return this.lastEpoch;
	}

	/**
	 * All that was appended, in the order of keys and positions.
	 */
	List<Piece> pieces() {
		List<Piece> pieces = new ArrayList<>();
		this.logs.forEach((sequence, log) -> pieces.addAll(log.pieces));
		return pieces;
	}

	byte @Nullable [] bytes(int sequence) {
		StoredLog log = this.logs.get(sequence);
		return (log != null) ? log.bytes : null;
	}

	/**
	 * Carries a request out.
	 * @param writer who sent it
	 * @param index which of the writer's blocks it is about
	 * @param effect the request
	 */
	AppendAnswer perform(int writer, int index, AppendEffect effect) {
		if (effect instanceof AppendEffect.Look look) {
			StoredLog log = this.logs.get(look.sequence());
			return (log != null) ? new Seen(new SeenObject(log.bytes.length, log.etag, AppendEpoch.parse(log.epoch),
					HeadObjectResponse.builder().build())) : new Absent();
		}
		if (effect instanceof AppendEffect.Create create) {
			if (this.logs.containsKey(create.sequence()) && this.takenOut != RuleTakenOut.CREATE_IF_NONE_MATCH) {
				return new Stale(true);
			}
			StoredLog log = new StoredLog(etag(), (create.epoch() != null) ? create.epoch().toString() : null);
			this.logs.put(create.sequence(), log);
			begun(create.epoch());
			return new Written(log.etag);
		}
		if (effect instanceof AppendEffect.Copy copy) {
			StoredLog log = this.logs.get(copy.sequence());
			if (log == null || (!log.etag.equals(copy.seen().etag()) && this.takenOut != RuleTakenOut.COPY_IF_MATCH)) {
				return new Stale(true);
			}
			if (log.bytes.length > this.maxCopy) {
				throw new AssertionError("Too large to be copied: " + copy);
			}
			log.etag = etag();
			if (this.takenOut != RuleTakenOut.COPY_BEGINS_EPOCH) {
				log.epoch = copy.epoch().toString();
			}
			log.parts = 1;
			begun(copy.epoch());
			return new Written(log.etag);
		}
		if (effect instanceof AppendEffect.Compare compare) {
			StoredLog log = this.logs.get(compare.sequence());
			if (log == null || !log.etag.equals(compare.etag())) {
				return new Stale(true);
			}
			int from = (int) compare.offset();
			return new Compared(Arrays.equals(compare.block().bytes(),
					Arrays.copyOfRange(log.bytes, from, from + compare.block().length())));
		}
		return append(writer, index, (AppendEffect.Put) effect);
	}

	private void begun(@Nullable AppendEpoch epoch) {
		this.lastEpoch = Math.max(this.lastEpoch, (epoch != null) ? epoch.number() : 0);
	}

	private AppendAnswer append(int writer, int index, AppendEffect.Put put) {
		StoredLog log = this.logs.get(put.sequence());
		if (log == null) {
			return new Stale(true);
		}
		boolean full = log.parts >= this.maxParts;
		if (full && this.partsBeforeOffset) {
			return new TooManyParts(true);
		}
		boolean matches = log.etag.equals(put.etag()) || this.takenOut == RuleTakenOut.APPEND_IF_MATCH;
		if (!matches || put.offset() != log.bytes.length) {
			return new Stale(true);
		}
		if (full) {
			return new TooManyParts(true);
		}
		log.append(put.block().bytes());
		log.pieces.add(new Piece(writer, index, put.sequence(), put.offset(), put.block().length()));
		log.etag = etag();
		return new Written(log.etag);
	}

	private String etag() {
		return "etag-" + ++this.etags;
	}

	/**
	 * A block that is there.
	 *
	 * @param writer who wrote it
	 * @param index which of that writer's blocks it is
	 * @param sequence the key
	 * @param offset where it begins
	 * @param length its bytes
	 */
	record Piece(int writer, int index, int sequence, long offset, int length) {

	}

	private static final class StoredLog {

		private final List<Piece> pieces = new ArrayList<>();

		private String etag;

		private @Nullable String epoch;

		private byte[] bytes = new byte[0];

		private int parts = 1;

		private StoredLog(String etag, @Nullable String epoch) {
			this.etag = etag;
			this.epoch = epoch;
		}

		private void append(byte[] more) {
			byte[] joined = Arrays.copyOf(this.bytes, this.bytes.length + more.length);
			System.arraycopy(more, 0, joined, this.bytes.length, more.length);
			this.bytes = joined;
			this.parts++;
		}

	}

}
