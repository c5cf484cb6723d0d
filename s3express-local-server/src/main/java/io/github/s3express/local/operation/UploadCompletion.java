/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.Checksums;
import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Content;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.MultipartUpload.Checksumming;
import io.github.s3express.local.storage.MultipartUpload.UploadedPart;
import io.github.s3express.local.storage.StoredObject;
import io.github.s3express.local.storage.StoredPart;
import io.github.s3express.local.storage.Uploads;

/**
 * CompleteMultipartUpload.
 *
 * @author The S3 Express Spring Boot authors
 */
final class UploadCompletion {

	private static final int MAX_DOCUMENT = 8 * 1024 * 1024;

	private static final long MIN_PART = 5L * 1024 * 1024;

	/** Amazon S3 User Guide: maximum object size. */
	private static final long MAX_OBJECT = 50L * 1024 * 1024 * 1024 * 1024;

	private static final String[] PART_FIELDS = Stream
		.concat(Stream.of("ETag", "PartNumber"),
				Arrays.stream(ChecksumAlgorithm.values()).map(ChecksumAlgorithm::element))
		.toArray(String[]::new);

	private final ServerState state;

	UploadCompletion(ServerState state) {
		this.state = state;
	}

	S3Response complete(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		MultipartUpload upload = MultipartOperations.upload(request, bucket);
		XmlElement document = XmlElement.parse(request.readBody(MAX_DOCUMENT), "CompleteMultipartUpload");
		document.allow("Part");
		List<UploadedPart> parts = parts(document.children("Part"), upload);
		Content content = Content.concat(parts.stream().map(UploadedPart::content).toList());
		ObjectChecksum checksum = checksum(upload.checksumming(), parts);
		checkWhole(request, content, checksum);
		List<StoredPart> stored = parts.stream()
			.map((part) -> new StoredPart(part.number(), part.content().length(), part.checksum()))
			.toList();
		StoredObject object = new StoredObject(upload.key(), content, ObjectWrites.newEtag(),
				this.state.clock().instant().truncatedTo(ChronoUnit.SECONDS), upload.headers(), checksum,
				upload.encryption(), stored);
		bucket.uploads().complete(upload, object, (current) -> Conditions.checkWrite(request, current));
		XmlWriter xml = new XmlWriter().root("CompleteMultipartUploadResult")
			.element("Location", "/" + request.named() + "/" + request.key())
			.element("Bucket", request.named())
			.element("Key", request.key())
			.element("ETag", Conditions.quoted(object.etag()))
			.element("ChecksumType", checksum.type())
			.element(checksum.algorithm().element(), checksum.value())
			.close("CompleteMultipartUploadResult");
		S3Response response = S3Response.xml(xml);
		EncryptionHeaders.answer(response, upload.encryption());
		return response;
	}

	private static List<UploadedPart> parts(List<XmlElement> listed, MultipartUpload upload) {
		if (listed.isEmpty() || listed.size() > MultipartOperations.MAX_PARTS) {
			throw S3Errors.malformedXml();
		}
		Map<Integer, UploadedPart> uploaded = new HashMap<>();
		upload.parts().forEach((part) -> uploaded.put(part.number(), part));
		List<UploadedPart> result = new ArrayList<>();
		for (XmlElement element : listed) {
			element.allow(PART_FIELDS);
			String number = element.childText("PartNumber");
			if (number == null || !number.matches("[0-9]{1,5}")) {
				throw S3Errors.malformedXml();
			}
			// Amazon S3 API Reference, CompletedPart: in directory buckets part numbers
			// start at 1 and have no gaps.
			if (Integer.parseInt(number) != result.size() + 1) {
				throw new S3Exception(400, "InvalidPartOrder",
						"The list of parts was not in ascending order. Parts must be ordered by part number, and those "
								+ "of directory buckets must be consecutive from 1 on.");
			}
			UploadedPart part = uploaded.get(Integer.parseInt(number));
			String etag = element.childText("ETag");
			if (part == null || etag == null || !Conditions.matches(etag, part.etag())) {
				throw invalidPart(number);
			}
			checkPart(element, part, upload.checksumming());
			result.add(part);
		}
		for (UploadedPart part : result.subList(0, result.size() - 1)) {
			if (part.content().length() < MIN_PART) {
				throw new S3Exception(400, "EntityTooSmall",
						"Your proposed upload is smaller than the minimum allowed size")
					.with("ProposedSize", Long.toString(part.content().length()))
					.with("MinSizeAllowed", Long.toString(MIN_PART))
					.with("PartNumber", Integer.toString(part.number()));
			}
		}
		return result;
	}

	private static void checkPart(XmlElement element, UploadedPart part, Checksumming checksumming) {
		String sent = element.childText(checksumming.algorithm().element());
		if (sent == null) {
			if (checksumming.declared() && checksumming.composite()) {
				throw S3Errors.invalidRequest("The upload was created using a "
						+ checksumming.algorithm().name().toLowerCase(Locale.ROOT)
						+ " checksum. The complete request must include the checksum for each part. It was missing for "
						+ "part " + part.number() + " in the request.");
			}
		}
		else if (!sent.equals(part.checksum())) {
			throw invalidPart(Integer.toString(part.number()));
		}
	}

	private static ObjectChecksum checksum(Checksumming checksumming, List<UploadedPart> parts) {
		ChecksumAlgorithm algorithm = checksumming.algorithm();
		List<String> values = parts.stream().map((part) -> Objects.requireNonNull(part.checksum())).toList();
		if (checksumming.composite()) {
			return Checksums.composite(algorithm, values);
		}
		ObjectChecksum whole = new ObjectChecksum(algorithm, values.get(0), false);
		for (int i = 1; i < parts.size(); i++) {
			whole = Checksums.concat(algorithm, whole.value(), values.get(i), parts.get(i).content().length());
		}
		return whole;
	}

	private static void checkWhole(S3Request request, Content content, ObjectChecksum checksum) {
		if (content.length() > MAX_OBJECT) {
			throw new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
		}
		@Nullable String size = request.header("x-amz-mp-object-size");
		if (size != null && !size.equals(Long.toString(content.length()))) {
			throw S3Errors.invalidRequest("The provided 'x-amz-mp-object-size' header value " + size
					+ " does not match what was computed: " + content.length());
		}
		String type = request.header("x-amz-checksum-type");
		if (type != null && !type.equals(checksum.type())) {
			throw S3Errors.invalidRequest("The upload was created using the " + checksum.type()
					+ " checksum mode. The complete request must use the same checksum mode.");
		}
		for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
			String sent = request.header(algorithm.header());
			if (sent != null && (algorithm != checksum.algorithm() || !sent.equals(checksum.value()))) {
				throw ReceivedBody.badDigest(algorithm);
			}
		}
	}

	private static S3Exception invalidPart(String number) {
		return Uploads.invalidPart().with("PartNumber", number);
	}

}
