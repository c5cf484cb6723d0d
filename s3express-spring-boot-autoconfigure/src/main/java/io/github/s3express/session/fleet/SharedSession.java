/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;

/**
 * What instances tell each other of a session.
 *
 * @param credentials what signs requests; secret
 * @param created when the service made it, by the service's clock
 * @param expires when the service stops accepting it, by the service's clock
 * @param encryption the encryption as CreateSession answered it
 * @param left how much of its life was left when it was shared, as its maker reckoned
 * @param madeWithOthers whether many of other keys may have been made at its moment
 * @param chance a number from 0 to 1 that spreads the moments of replacement
 */
record SharedSession(S3ExpressSessionCredentials credentials, Instant created, Instant expires,
		SessionEncryption encryption, Duration left, boolean madeWithOthers, double chance) {

	private static final int LONGEST_TEXT = 64 * 1024;

	static SharedSession of(S3ExpressSession session, Duration left, FleetMark mark) {
		return new SharedSession(session.credentials(), session.created(), session.expires(), session.encryption(),
				left, mark.madeWithOthers(), mark.chance());
	}

	/**
	 * The session as this instance uses it. Its life is what it has left, by whatever
	 * clock; the moments of its beginning and end are only shown.
	 * @param key what it is for
	 * @param stillLeft how much of its life is left
	 * @param now the moment on the monotonic clock
	 * @param mark what it is called
	 */
	S3ExpressSession toSession(SessionKey key, Duration stillLeft, long now, FleetMark mark) {
		long received = now - Duration.between(this.created, this.expires).minus(stillLeft).toNanos();
		return new S3ExpressSession(key, this.credentials, this.created, this.expires, this.encryption, received)
			.shared(mark);
	}

	byte[] toBytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			write(out, this.credentials.accessKeyId());
			write(out, this.credentials.secretAccessKey());
			write(out, this.credentials.sessionToken());
			out.writeLong(this.created.toEpochMilli());
			out.writeLong(this.expires.toEpochMilli());
			out.writeLong(this.left.toNanos());
			write(out, this.encryption.algorithm());
			write(out, this.encryption.kmsKeyId());
			write(out, this.encryption.kmsContext());
			Boolean bucketKey = this.encryption.bucketKeyEnabled();
			write(out, (bucketKey != null) ? bucketKey.toString() : null);
			out.writeBoolean(this.madeWithOthers);
			out.writeDouble(this.chance);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * What was written, or {@code null} if it was something else.
	 */
	static @Nullable SharedSession of(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			String accessKeyId = read(in);
			String secretAccessKey = read(in);
			String sessionToken = read(in);
			Instant created = Instant.ofEpochMilli(in.readLong());
			Instant expires = Instant.ofEpochMilli(in.readLong());
			Duration left = Duration.ofNanos(in.readLong());
			String algorithm = read(in);
			String kmsKeyId = read(in);
			String kmsContext = read(in);
			String bucketKey = read(in);
			SessionEncryption encryption = new SessionEncryption(algorithm, kmsKeyId, kmsContext,
					(bucketKey != null) ? Boolean.valueOf(bucketKey) : null);
			boolean madeWithOthers = in.readBoolean();
			double chance = in.readDouble();
			if (accessKeyId == null || secretAccessKey == null || sessionToken == null || !expires.isAfter(created)
					|| Duration.between(created, expires).compareTo(FleetTiming.LONGEST_LIFE) > 0
					|| !(chance >= 0 && chance <= 1)) {
				return null;
			}
			return new SharedSession(S3ExpressSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken),
					created, expires, encryption, left, madeWithOthers, chance);
		}
		catch (IOException | DateTimeException ex) {
			return null;
		}
	}

	private static void write(DataOutputStream out, @Nullable String text) throws IOException {
		if (text == null) {
			out.writeInt(-1);
			return;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	private static @Nullable String read(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length == -1) {
			return null;
		}
		if (length < 0 || length > LONGEST_TEXT) {
			throw new IOException("No text is so long");
		}
		byte[] bytes = new byte[length];
		in.readFully(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "SharedSession[expires=%s, left=%s]".formatted(this.expires, this.left);
	}

}
