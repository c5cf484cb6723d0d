/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.DelegatingS3AsyncClient;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Lends clients to whoever asks for them, without the right to close them. Some libraries
 * close what they were given: Apache Iceberg's {@code S3FileIO}, Hadoop S3A, the S3
 * encryption client. Whoever made a client closes it, and not what was lent.
 */
public final class LentClients {

	private static final Logger logger = LoggerFactory.getLogger(LentClients.class);

	// Those who pass a call of close on, and are not to blame.
	private static final Set<String> BETWEEN = Set.of("io.github.s3express.client.", "java.", "jdk.",
			"software.amazon.awssdk.", "com.sun.proxy.");

	private final CompatibilityUses uses;

	/**
	 * Creates the lender.
	 * @param uses counts calls of close that were not followed
	 */
	public LentClients(CompatibilityUses uses) {
		this.uses = uses;
	}

	/**
	 * Lends a client.
	 * @param client the client
	 * @param name the name that the application knows it by
	 * @return the same client, whose close does nothing
	 */
	public S3Client lend(S3Client client, String name) {
		return new DelegatingS3Client(client) {

			@Override
			public void close() {
				notClosed(name);
			}

		};
	}

	/**
	 * Lends a client. Not for the SDK's own multipart client: its class matters to the
	 * transfer manager.
	 * @param client the client
	 * @param name the name that the application knows it by
	 * @return the same client, whose close does nothing
	 */
	public S3AsyncClient lend(S3AsyncClient client, String name) {
		return new DelegatingS3AsyncClient(client) {

			@Override
			public void close() {
				notClosed(name);
			}

		};
	}

	/**
	 * Lends a presigner.
	 * @param presigner the presigner
	 * @param name the name that the application knows it by
	 * @return the same presigner, whose close does nothing
	 */
	public S3Presigner lend(S3Presigner presigner, String name) {
		return (S3Presigner) Proxy.newProxyInstance(S3Presigner.class.getClassLoader(),
				new Class<?>[] { S3Presigner.class }, (proxy, method, arguments) -> {
					if (isClose(method)) {
						notClosed(name);
						return null;
					}
					return isEquals(method) ? proxy == arguments[0] : invoke(presigner, method, arguments);
				});
	}

	private static boolean isClose(Method method) {
		return method.getName().equals("close") && method.getParameterCount() == 0;
	}

	private static boolean isEquals(Method method) {
		return method.getDeclaringClass() == Object.class && method.getName().equals("equals");
	}

	private static Object invoke(S3Presigner presigner, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(presigner, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private void notClosed(String name) {
		if (this.uses.usedFirst(CompatibilityKind.SHARED_CLOSE, name)) {
			logger.info(
					"{} closed the bean '{}', which the application shares: it stays open until the application ends. "
							+ "Switch this off with s3express.compatibility.shared-close=false",
					caller(), name);
		}
	}

	private static String caller() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.filter((name) -> BETWEEN.stream().noneMatch(name::startsWith))
				.findFirst()
				.orElse("Something"));
	}

}
