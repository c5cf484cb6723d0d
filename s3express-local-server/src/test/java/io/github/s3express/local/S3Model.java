/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The S3 API as the AWS SDK knows it: each operation, and each member of its input that
 * goes into the query or the headers.
 *
 * @author The S3 Express Spring Boot authors
 */
final class S3Model {

	private S3Model() {
	}

	static List<ModelOperation> operations() {
		Map<String, ModelOperation> operations = new TreeMap<>();
		for (Method method : S3Client.class.getMethods()) {
			Class<?> type = (method.getParameterCount() > 0) ? method.getParameterTypes()[0] : Object.class;
			if (S3Request.class.isAssignableFrom(type)) {
				String name = type.getSimpleName().replaceAll("Request$", "");
				operations.computeIfAbsent(name, (key) -> operation(name, type));
			}
		}
		return List.copyOf(operations.values());
	}

	private static ModelOperation operation(String name, Class<?> type) {
		try {
			Field binding = Class
				.forName("software.amazon.awssdk.services.s3.transform." + type.getSimpleName() + "Marshaller")
				.getDeclaredField("SDK_OPERATION_BINDING");
			binding.setAccessible(true);
			OperationInfo info = (OperationInfo) binding.get(null);
			SdkPojo empty = (SdkPojo) ((Buildable) type.getMethod("builder").invoke(null)).build();
			List<Member> members = new ArrayList<>();
			for (SdkField<?> field : empty.sdkFields()) {
				if (field.location() == MarshallLocation.QUERY_PARAM) {
					members.add(new Member(field.locationName(), false));
				}
				else if (field.location() == MarshallLocation.HEADER) {
					members.add(new Member(field.locationName().toLowerCase(Locale.ROOT), true));
				}
			}
			String uri = info.requestUri();
			int question = uri.indexOf('?');
			Map<String, String> query = new LinkedHashMap<>();
			for (String pair : (question < 0) ? new String[0] : uri.substring(question + 1).split("&")) {
				String[] parts = pair.split("=", 2);
				query.put(parts[0], (parts.length > 1) ? parts[1] : "");
			}
			boolean bucket = empty.sdkFields().stream().anyMatch((field) -> field.locationName().equals("Bucket"));
			return new ModelOperation(name, info.httpMethod().name(), bucket, uri.contains("{Key+}"), query, members);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// An operation: its method, its path (a bucket, an object, or neither), its fixed
	// query and its members.
	record ModelOperation(String name, String method, boolean bucket, boolean key, Map<String, String> query,
			List<Member> members) {

	}

	// A member that goes into a header (its name in lower case) or the query.
	record Member(String name, boolean header) {

		@Override
		public String toString() {
			return (this.header ? "header " : "parameter ") + this.name;
		}

	}

}
