/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the store does in one step. Redis runs a script to its end before it does anything
 * else. The keys that a script is given, see {@link StoreKeys}, lie on one node of a
 * cluster.
 */
enum StoreScript {

	/**
	 * Arguments: time of the lease in ms, something random, unwanted versions.
	 */
	ASK("""
			local kept = redis.call('HMGET', KEYS[1], 'version', 'value')
			if kept[1] and kept[2] then
				local wanted = true
				for i = 3, #ARGV do
					if ARGV[i] == kept[1] then wanted = false end
				end
				local left = redis.call('PTTL', KEYS[1])
				if wanted and left > 0 then return { 1, kept[1], kept[2], left } end
			end
			local left = redis.call('PTTL', KEYS[2])
			if left > 0 then return { 3, left } end
			local version = redis.call('INCR', KEYS[3]) .. '-' .. ARGV[2]
			redis.call('PEXPIRE', KEYS[3], 86400000)
			redis.call('SET', KEYS[2], version, 'PX', ARGV[1])
			return { 2, version }
			"""),

	/**
	 * No arguments.
	 */
	FIND("""
			local kept = redis.call('HMGET', KEYS[1], 'version', 'value')
			local left = redis.call('PTTL', KEYS[1])
			if kept[1] and kept[2] and left > 0 then return { 1, kept[1], kept[2], left } end
			return { 0 }
			"""),

	/**
	 * Arguments: version, time of the lease in ms.
	 */
	RENEW("""
			if redis.call('GET', KEYS[2]) ~= ARGV[1] then return { 0 } end
			return { redis.call('PEXPIRE', KEYS[2], ARGV[2]) }
			"""),

	/**
	 * Arguments: version, value, life in ms, what is left of the lease in ms, channel,
	 * what to announce. A store whose memory is full refuses the value: the lease is
	 * given back nevertheless.
	 */
	PUT("""
			if redis.call('GET', KEYS[2]) ~= ARGV[1] then return { 0 } end
			local life = ARGV[3] - math.max(ARGV[4] - redis.call('PTTL', KEYS[2]), 0)
			local refused = false
			if life > 0 then
				local kept = redis.pcall('HSET', KEYS[1], 'version', ARGV[1], 'value', ARGV[2])
				refused = type(kept) == 'table' and kept.err
				if not refused then redis.call('PEXPIRE', KEYS[1], string.format('%d', life)) end
			end
			redis.call('DEL', KEYS[2])
			redis.call('PUBLISH', ARGV[5], ARGV[6])
			if refused then return redis.error_reply(refused) end
			return { (life > 0) and 1 or 0 }
			"""),

	/**
	 * Arguments: version, channel, what to announce.
	 */
	GIVE_BACK("""
			if redis.call('GET', KEYS[2]) ~= ARGV[1] then return { 0 } end
			redis.call('DEL', KEYS[2])
			redis.call('PUBLISH', ARGV[2], ARGV[3])
			return { 1 }
			"""),

	/**
	 * Arguments: version.
	 */
	REMOVE("""
			if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return { 0 } end
			redis.call('DEL', KEYS[1])
			return { 1 }
			""");

	private final byte[] text;

	private final String digest;

	StoreScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = digest(this.text);
	}

	byte[] text() {
		return this.text;
	}

	/**
	 * What Redis calls the script by once it has seen it.
	 */
	String digest() {
		return this.digest;
	}

	private static String digest(byte[] text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
