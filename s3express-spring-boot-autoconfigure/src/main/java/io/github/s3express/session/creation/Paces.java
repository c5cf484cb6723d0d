/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;

/**
 * How fast calls are let through. A bucket that is told to slow down is slowed alone; its
 * zone is when several of its buckets are told, and more of them than are answered; all
 * are when several zones are slowed. Not thread safe: the gate's lock guards it.
 */
final class Paces {

	private static final long RECENT = Duration.ofSeconds(10).toNanos();

	private static final int SEVERAL_BUCKETS = 4;

	private static final int SEVERAL_ZONES = 2;

	private static final int REMEMBERED = 256;

	private final Map<String, Zone> zones = new HashMap<>();

	private final Pace all;

	Paces(long now) {
		this.all = new Pace(now);
	}

	/**
	 * How long the next call for a bucket has to wait, in nanoseconds; not at all if not
	 * positive.
	 */
	long waitAt(GateCall call, long now) {
		Zone zone = this.zones.get(call.zone());
		if (zone == null) {
			return this.all.waitAt(now);
		}
		Pace bucket = zone.buckets.get(call.bucket());
		long wait = Math.max(this.all.waitAt(now), zone.pace.waitAt(now));
		return (bucket != null) ? Math.max(wait, bucket.waitAt(now)) : wait;
	}

	void started(GateCall call, long now) {
		this.all.started(now);
		Zone zone = this.zones.get(call.zone());
		if (zone != null) {
			zone.pace.started(now);
			Pace bucket = zone.buckets.get(call.bucket());
			if (bucket != null) {
				bucket.started(now);
			}
		}
	}

	void slowDown(GateCall call, long now) {
		Zone zone = this.zones.computeIfAbsent(call.zone(), (id) -> new Zone(now));
		zone.answers.put(call.bucket(), new Answer(true, now));
		Pace bucket = zone.buckets.computeIfAbsent(call.bucket(), (name) -> new Pace(call.started));
		bucket.slowDown(call.started, now);
		if (!zone.isTold(now)) {
			return;
		}
		zone.pace.slowDown(call.started, now);
		long slowed = this.zones.values().stream().filter((other) -> other.pace.nanos() > 0).count();
		if (slowed >= SEVERAL_ZONES && 2 * slowed > this.zones.size()) {
			this.all.slowDown(call.started, now);
		}
	}

	void answered(GateCall call, long now) {
		this.all.speedUp();
		Zone zone = this.zones.computeIfAbsent(call.zone(), (id) -> new Zone(now));
		zone.answers.put(call.bucket(), new Answer(false, now));
		zone.pace.speedUp();
		Pace bucket = zone.buckets.get(call.bucket());
		if (bucket != null) {
			bucket.speedUp();
			if (bucket.nanos() == 0) {
				zone.buckets.remove(call.bucket());
			}
		}
	}

	/**
	 * The time that is kept between two calls at present, of all zones, of one, or of one
	 * bucket.
	 */
	Duration current(@Nullable String zoneId, @Nullable DirectoryBucketName bucket) {
		Zone zone = (zoneId != null) ? this.zones.get(zoneId) : null;
		if (zone == null) {
			return (zoneId != null) ? Duration.ZERO : Duration.ofNanos(this.all.nanos());
		}
		Pace pace = (bucket != null) ? zone.buckets.get(bucket) : zone.pace;
		return (pace != null) ? Duration.ofNanos(pace.nanos()) : Duration.ZERO;
	}

	private static final class Zone {

		private final Pace pace;

		private final Map<DirectoryBucketName, Pace> buckets = new Recent<>();

		private final Map<DirectoryBucketName, Answer> answers = new Recent<>();

		private Zone(long now) {
			this.pace = new Pace(now);
		}

		private boolean isTold(long now) {
			int told = 0;
			int served = 0;
			for (Answer answer : this.answers.values()) {
				if (now - answer.at < RECENT) {
					told += answer.slowDown ? 1 : 0;
					served += answer.slowDown ? 0 : 1;
				}
			}
			return told >= SEVERAL_BUCKETS && told > served;
		}

	}

	private record Answer(boolean slowDown, long at) {
	}

	/**
	 * Remembers those that it was told of last.
	 */
	private static final class Recent<V> extends LinkedHashMap<DirectoryBucketName, V> {

		private static final long serialVersionUID = 1L;

		private Recent() {
			super(16, 0.75F, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<DirectoryBucketName, V> eldest) {
			return size() > REMEMBERED;
		}

	}

}
