/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.ObjectChecksum;

/**
 * The files that describe buckets and objects: a magic number with the version of the
 * format, the fields, a CRC-32 of all that.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Descriptions {

	private static final int MAGIC = 0x53334C01;

	private Descriptions() {
	}

	static void writeBucket(BucketInfo bucket, DataOutputStream target) throws IOException {
		seal(target, (out) -> {
			out.writeUTF(bucket.name());
			out.writeLong(bucket.created().toEpochMilli());
			writeNullable(bucket.policy(), out);
			writeEncryption(bucket.encryption(), out);
			writeHeaders(bucket.configurations(), out);
			writeHeaders(bucket.tags(), out);
			out.writeInt(bucket.accessPoints().size());
			for (AccessPoint accessPoint : bucket.accessPoints().values()) {
				writeAccessPoint(accessPoint, out);
			}
		});
	}

	private static void writeAccessPoint(AccessPoint accessPoint, DataOutputStream out) throws IOException {
		out.writeUTF(accessPoint.name());
		out.writeLong(accessPoint.created().toEpochMilli());
		writeNullable(accessPoint.policy(), out);
		writeTexts(accessPoint.scope().prefixes(), out);
		writeTexts(accessPoint.scope().permissions(), out);
		writeHeaders(accessPoint.tags(), out);
	}

	private static AccessPoint readAccessPoint(DataInputStream in) throws IOException {
		return new AccessPoint(in.readUTF(), Instant.ofEpochMilli(in.readLong()), readNullable(in),
				new AccessPoint.Scope(readTexts(in), readTexts(in)), new TreeMap<>(readHeaders(in)));
	}

	private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
		out.writeInt(texts.size());
		for (String text : texts) {
			out.writeUTF(text);
		}
	}

	private static List<String> readTexts(DataInputStream in) throws IOException {
		List<String> texts = new ArrayList<>();
		for (int remaining = in.readInt(); remaining > 0; remaining--) {
			texts.add(in.readUTF());
		}
		return texts;
	}

	static BucketInfo readBucket(byte[] bytes, Path file) throws IOException {
		DataInputStream in = unseal(bytes, file);
		BucketInfo bucket = new BucketInfo(in.readUTF(), Instant.ofEpochMilli(in.readLong()), Map.of())
			.withPolicy(readNullable(in))
			.withEncryption(readEncryption(in));
		if (in.available() <= Integer.BYTES) {
			// Directories of earlier versions end here, before the checksum.
			return bucket;
		}
		for (Map.Entry<String, String> configuration : readHeaders(in).entrySet()) {
			bucket = bucket.withConfiguration(configuration.getKey(), configuration.getValue());
		}
		bucket = bucket.withTags(readHeaders(in));
		for (int remaining = in.readInt(); remaining > 0; remaining--) {
			bucket = bucket.with(readAccessPoint(in));
		}
		return bucket;
	}

	static void writeObject(StoredObject object, DataOutputStream target) throws IOException {
		seal(target, (out) -> {
			out.writeUTF(object.key());
			out.writeUTF(object.etag());
			out.writeLong(object.lastModified().getEpochSecond());
			writeHeaders(object.headers(), out);
			ObjectChecksum checksum = object.checksum();
			out.writeUTF((checksum != null) ? checksum.algorithm().name() : "");
			if (checksum != null) {
				out.writeUTF(checksum.value());
				out.writeBoolean(checksum.composite());
			}
			writeEncryption(object.encryption(), out);
			out.writeInt(object.parts().size());
			for (StoredPart part : object.parts()) {
				out.writeInt(part.number());
				out.writeLong(part.length());
				writeNullable(part.checksum(), out);
			}
			writeContent(object.content(), out);
		});
	}

	static void writeUpload(MultipartUpload upload, DataOutputStream target) throws IOException {
		seal(target, (out) -> {
			out.writeUTF(upload.id());
			out.writeUTF(upload.key());
			out.writeLong(upload.initiated().getEpochSecond());
			writeHeaders(upload.headers(), out);
			writeEncryption(upload.encryption(), out);
			out.writeUTF(upload.checksumming().algorithm().name());
			out.writeBoolean(upload.checksumming().composite());
			out.writeBoolean(upload.checksumming().declared());
		});
	}

	static MultipartUpload readUpload(byte[] bytes, Path file) throws IOException {
		DataInputStream in = unseal(bytes, file);
		return new MultipartUpload(in.readUTF(), in.readUTF(), Instant.ofEpochSecond(in.readLong()), readHeaders(in),
				readEncryption(in), new MultipartUpload.Checksumming(ChecksumAlgorithm.valueOf(in.readUTF()),
						in.readBoolean(), in.readBoolean()));
	}

	static void writePart(MultipartUpload.UploadedPart part, DataOutputStream target) throws IOException {
		seal(target, (out) -> {
			out.writeInt(part.number());
			out.writeUTF(part.etag());
			out.writeLong(part.lastModified().getEpochSecond());
			writeContent(part.content(), out);
			writeNullable(part.checksum(), out);
		});
	}

	static MultipartUpload.UploadedPart readPart(byte[] bytes, Path file, BlobSource blobs) throws IOException {
		DataInputStream in = unseal(bytes, file);
		return new MultipartUpload.UploadedPart(in.readInt(), in.readUTF(), Instant.ofEpochSecond(in.readLong()),
				readContent(in, blobs), readNullable(in));
	}

	static void writeMove(Move move, DataOutputStream target) throws IOException {
		seal(target, (out) -> {
			out.writeUTF(move.from());
			out.writeUTF(move.to());
			out.writeUTF(move.etag());
		});
	}

	static Move readMove(byte[] bytes, Path file) throws IOException {
		DataInputStream in = unseal(bytes, file);
		return new Move(in.readUTF(), in.readUTF(), in.readUTF());
	}

	private static void writeHeaders(Map<String, String> headers, DataOutputStream out) throws IOException {
		out.writeInt(headers.size());
		for (Map.Entry<String, String> header : headers.entrySet()) {
			out.writeUTF(header.getKey());
			out.writeUTF(header.getValue());
		}
	}

	private static Map<String, String> readHeaders(DataInputStream in) throws IOException {
		Map<String, String> headers = new LinkedHashMap<>();
		for (int remaining = in.readInt(); remaining > 0; remaining--) {
			headers.put(in.readUTF(), in.readUTF());
		}
		return headers;
	}

	private static void writeContent(Content content, DataOutputStream out) throws IOException {
		out.writeInt(content.slices().size());
		for (Content.Slice slice : content.slices()) {
			out.writeUTF(slice.blob().id());
			out.writeLong(slice.blob().length());
			out.writeLong(slice.offset());
			out.writeLong(slice.length());
		}
	}

	private static Content readContent(DataInputStream in, BlobSource blobs) throws IOException {
		List<Content.Slice> slices = new ArrayList<>();
		for (int remaining = in.readInt(); remaining > 0; remaining--) {
			Blob blob = blobs.reference(in.readUTF(), in.readLong());
			slices.add(new Content.Slice(blob, in.readLong(), in.readLong()));
		}
		return new Content(slices);
	}

	static StoredObject readObject(byte[] bytes, Path file, BlobSource blobs) throws IOException {
		DataInputStream in = unseal(bytes, file);
		String key = in.readUTF();
		String etag = in.readUTF();
		Instant lastModified = Instant.ofEpochSecond(in.readLong());
		Map<String, String> headers = readHeaders(in);
		String algorithm = in.readUTF();
		ObjectChecksum checksum = algorithm.isEmpty() ? null
				: new ObjectChecksum(ChecksumAlgorithm.valueOf(algorithm), in.readUTF(), in.readBoolean());
		Encryption encryption = readEncryption(in);
		List<StoredPart> parts = new ArrayList<>();
		for (int remaining = in.readInt(); remaining > 0; remaining--) {
			parts.add(new StoredPart(in.readInt(), in.readLong(), readNullable(in)));
		}
		return new StoredObject(key, readContent(in, blobs), etag, lastModified, headers, checksum, encryption, parts);
	}

	private static void seal(DataOutputStream target, Fields fields) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeInt(MAGIC);
		fields.writeTo(out);
		CRC32 crc = new CRC32();
		crc.update(bytes.toByteArray());
		bytes.writeTo(target);
		target.writeInt((int) crc.getValue());
	}

	private static DataInputStream unseal(byte[] bytes, Path file) throws IOException {
		int length = bytes.length - Integer.BYTES;
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
		CRC32 crc = new CRC32();
		if (length >= Integer.BYTES) {
			crc.update(bytes, 0, length);
		}
		DataInputStream end = new DataInputStream(new ByteArrayInputStream(bytes, Math.max(0, length), Integer.BYTES));
		if (length < Integer.BYTES || end.readInt() != (int) crc.getValue() || in.readInt() != MAGIC) {
			throw new IOException("The file " + file
					+ " of the data directory is damaged or of another version; remove it or use another directory.");
		}
		return in;
	}

	private static void writeEncryption(Encryption encryption, DataOutputStream out) throws IOException {
		out.writeUTF(encryption.algorithm());
		writeNullable(encryption.kmsKeyId(), out);
	}

	private static Encryption readEncryption(DataInputStream in) throws IOException {
		return new Encryption(in.readUTF(), readNullable(in));
	}

	private static void writeNullable(@Nullable String text, DataOutputStream out) throws IOException {
		out.writeBoolean(text != null);
		if (text != null) {
			out.writeUTF(text);
		}
	}

	private static @Nullable String readNullable(DataInputStream in) throws IOException {
		return in.readBoolean() ? in.readUTF() : null;
	}

	/**
	 * A rename that is under way.
	 *
	 * @param from the object's key
	 * @param to its new key
	 * @param etag its entity tag
	 */
	record Move(String from, String to, String etag) {

	}

	/**
	 * Finds the blobs that an object names.
	 */
	@FunctionalInterface
	interface BlobSource {

		Blob reference(String id, long length);

	}

	@FunctionalInterface
	private interface Fields {

		void writeTo(DataOutputStream out) throws IOException;

	}

}
